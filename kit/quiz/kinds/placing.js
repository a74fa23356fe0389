// @ts-check
/** @import { Control, Named, Quiz } from './card' */
import { make, on } from '../../scripts/dom.js';
import { fresh } from '../../scripts/fresh.js';
import { words } from '../../scripts/words.js';
import { draggable } from './drag.js';
import { choiceList, valuesOf } from './inputs.js';
import { mark } from './mark.js';

/**
 * Return things to be put in places: a list next to each thing says where it goes; things and places can also be
 * dragged onto each other.
 *
 * @param {Quiz} quiz
 * @param {Named[]} things
 * @param {Named[]} places
 * @param {boolean} isOneEach - Whether a place holds one thing at most.
 * @returns {Control}
 */
export function placing({ say, tell }, things, places, isOneEach) {
  /** @type {Map<string, HTMLSelectElement>} */
  const selects = new Map();
  const values = valuesOf(selects);
  const boxes = places.map(box);
  const tray = make('ul.tray', { ariaHidden: 'true' }, ...boxes.map(({ node }) => node));
  const list = make('ul.rows', ...things.map(row));
  const element = make('div.sides', make('p.advice', say('place_each')), tray, list);
  /** @type {HTMLElement | null} */
  let target = null;

  /** @param {Named} thing */
  function row({ id, text, runs }) {
    const select = choiceList(say('choose'), places, { id: fresh() });
    selects.set(id, select);
    const label = make('label.entry-text', { htmlFor: select.id }, ...words(text, runs));
    const node = make('li', { 'data-thing': id }, label, select, mark(id));
    on(select, 'change', settle);
    draggable(node, pull('[data-place]'), drop);
    return node;
  }
  /** @param {Named} place */
  function box({ id, text, runs }) {
    const inside = make('small');
    const node = make('li', { 'data-place': id }, make('div.entry-text', ...words(text, runs), inside));
    draggable(node, pull('[data-thing]'), drop);
    return { id, node, inside };
  }
  /** @type {(wanted: string) => (node: HTMLElement, now: PointerEvent, start: PointerEvent) => void} */
  function pull(wanted) {
    return (node, now, start) => {
      node.style.translate = `${now.clientX - start.clientX}px ${now.clientY - start.clientY}px`;
      const root = /** @type {Document} */ (node.getRootNode());
      const found = root.elementFromPoint(now.clientX, now.clientY)?.closest(wanted);
      aim(found && element.contains(found) ? /** @type {HTMLElement} */ (found) : null);
    };
  }
  /** @param {HTMLElement | null} node */
  function aim(node) {
    target?.classList.remove('kit-target');
    node?.classList.add('kit-target');
    target = node;
  }
  /** @type {(node: HTMLElement, isDone: boolean) => void} */
  function drop(node, isDone) {
    const { thing, place } = { ...node.dataset, ...target?.dataset };
    const moved = selects.get(thing || '');
    node.style.translate = '';
    aim(null);
    if (!isDone || !moved || !place) return;
    for (const select of selects.values()) if (isOneEach && select.value === place) select.value = '';
    moved.value = place;
    settle();
    tell(`${moved.labels[0].textContent}: ${moved.selectedOptions[0].text}`);
  }
  function settle() {
    for (const { id, node, inside } of boxes) {
      const held = things.filter(thing => selects.get(thing.id)?.value === id);
      inside.textContent = held.map(({ text }) => text).join(' · ');
      node.classList.toggle('kit-used', held.length > 0);
    }
  }
  return {
    element,
    read: values.read,
    write(response) {
      values.write(response);
      settle();
    }
  };
}
