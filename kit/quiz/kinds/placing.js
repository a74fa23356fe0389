import { fresh, make, on } from '../../scripts/dom.js';
import { draggable } from './drag.js';
import { mark } from './mark.js';

// A list beside each thing says where it goes; things and places can also be dragged onto each other.
export function placing({ say, tell }, things, places, isOneEach) {
  const rows = new Map(things.map(thing => [thing.id, row(thing)]));
  const boxes = places.map(box);
  const tray = make('ul.kit-tray', { ariaHidden: 'true' }, ...boxes);
  const list = make('ul.kit-rows', ...[...rows.values()].map(({ node }) => node));
  const element = make('div.kit-placing', make('p.kit-advice', say('place_each')), tray, list);
  let target = null;

  function row({ id, text }) {
    const choices = [{ id: '', text: say('choose') }, ...places].map(place =>
      make('option', { value: place.id }, place.text)
    );
    const select = make('select', { id: fresh() }, ...choices);
    const label = make('label.kit-entry-text', { htmlFor: select.id }, text);
    const node = make('li', { 'data-thing': id }, label, select, mark(id));
    on(select, 'change', settle);
    draggable(node, pull('[data-place]'), drop);
    return { node, select, text };
  }
  function box({ id, text }) {
    const node = make('li', { 'data-place': id }, make('div.kit-entry-text', text, make('small')));
    draggable(node, pull('[data-thing]'), drop);
    return node;
  }
  function pull(wanted) {
    return (node, now, start) => {
      node.style.translate = `${now.clientX - start.clientX}px ${now.clientY - start.clientY}px`;
      const found = node.getRootNode().elementFromPoint(now.clientX, now.clientY)?.closest(wanted);
      aim(element.contains(found) ? found : null);
    };
  }
  function aim(node) {
    if (target) target.classList.remove('kit-target');
    if (node) node.classList.add('kit-target');
    target = node;
  }
  function drop(node, isDone) {
    const { thing, place } = { ...node.dataset, ...target?.dataset };
    node.style.translate = '';
    aim(null);
    if (!isDone || !thing || !place) return;
    for (const { select } of rows.values()) if (isOneEach && select.value === place) select.value = '';
    rows.get(thing).select.value = place;
    settle();
    tell(`${rows.get(thing).text}: ${places.find(({ id }) => id === place).text}`);
  }
  function settle() {
    for (const node of boxes) {
      const inside = [...rows.values()]
        .filter(({ select }) => select.value === node.dataset.place)
        .map(({ text }) => text);
      node.querySelector('small').textContent = inside.join(' · ');
      node.classList.toggle('kit-used', inside.length > 0);
    }
  }
  return {
    element,
    read: () => Object.fromEntries([...rows].map(([id, { select }]) => [id, select.value]).filter(pair => pair[1])),
    write(response) {
      for (const [id, { select }] of rows) select.value = response[id] || '';
      settle();
    },
    focus: () => list.querySelector('select').focus()
  };
}
