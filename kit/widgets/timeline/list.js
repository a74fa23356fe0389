// @ts-check
/** @import { Event, Save, Spec } from './spec' */
/** @import { Model } from '../../scripts/model' */
import { make, on } from '../../scripts/dom.js';

/**
 * Return the boxes that say which events are shown.
 *
 * @param {Spec} spec
 * @param {Model} model
 * @param {Save} save
 */
export function filterBoxes({ kinds, text }, model, save) {
  /** @type {(label: string, turn: (isOn: boolean) => void) => HTMLInputElement} */
  const box = (label, turn) => {
    const input = make('input', { type: 'checkbox' });
    on(input, 'change', () => turn(input.checked));
    element.append(make('label', input, label));
    return input;
  };
  const element = make('fieldset', make('legend', text.show));
  const boxes = kinds.map(([kind, name]) =>
    box(name, isOn => {
      const others = model.get('kinds').filter((/** @type {string} */ other) => other !== kind);
      save('kinds', isOn ? [...others, kind] : others);
    })
  );
  const story = box(text.story, isOn => save('story', isOn));
  const early = text.early ? box(text.early, isOn => save('early', isOn)) : null;
  return {
    element,
    draw() {
      kinds.forEach(([kind], at) => {
        boxes[at].checked = model.get('kinds').includes(kind);
      });
      story.checked = model.get('story');
      if (early) early.checked = model.get('early');
    }
  };
}

/**
 * Return what happened at an event, where, and who says so.
 *
 * @param {Event} event
 */
export function eventWords({ words, place, source }) {
  const lines = [...words, place].map(text => text && make('p', text));
  return make('div.more', ...lines, make('p.source', source));
}

/**
 * Return the list of events; it is one stop of the Tab key, and arrows, Home and End walk through it.
 *
 * @param {Spec} spec
 * @param {(event: Event) => void} press
 */
export function eventList({ events, kinds, dots = {} }, press) {
  const rows = events.map(row);
  const element = make('ol.events', ...rows.map(({ node }) => node));
  let current = 0;

  /** @param {Event} event */
  function row(event) {
    const { id, kind, when, title, story } = event;
    const here = make('span.tag.here', { hidden: true });
    const button = make(
      'button',
      { type: 'button', tabIndex: -1 },
      make('span.when', when),
      make('span.title', title),
      make('span.tag', kinds.find(([other]) => other === kind)?.[1]),
      story && make('span.tag.named', `◆ ${story}`),
      here
    );
    const more = eventWords(event);
    on(button, 'click', () => press(event));
    return { node: make('li', { 'data-event': id }, button, more), button, more, here };
  }
  const shown = () => rows.flatMap(({ node }, at) => (node.hidden ? [] : [at]));
  /** @param {number} at */
  function stand(at) {
    rows.forEach(({ button }, other) => {
      button.tabIndex = other === at ? 0 : -1;
    });
    current = at;
  }
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const places = shown();
    const at = places.indexOf(current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: places.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    stand(places[Math.min(places.length - 1, Math.max(0, to))]);
    rows[current].button.focus();
  }
  /** @param {HTMLElement} node */
  function bringIntoView(node) {
    const [box, inner] = [element.getBoundingClientRect(), node.getBoundingClientRect()];
    if (inner.top >= box.top && inner.bottom <= box.bottom) return;
    element.scrollTop += (inner.top - box.top) / (element.currentCSSZoom ?? 1);
  }
  /** @type {HTMLElement | undefined} */
  let opened;
  // A list that is drawn while it is hidden, as a step of the projector, has a size only later.
  new ResizeObserver(() => opened && bringIntoView(opened)).observe(element);
  on(element, 'keydown', walk);
  on(element, 'focusin', event => {
    const at = rows.findIndex(({ button }) => button === event.target);
    if (at >= 0) stand(at);
  });
  return {
    element,
    /**
     * Show these events, one of them open, and name its place at all that happened there.
     *
     * @type {(visible: Event[], open: Event | undefined, chosen: string) => void}
     */
    draw(visible, open, chosen) {
      const place = dots[open?.id || ''] || '';
      rows.forEach(({ node, button, more, here }, at) => {
        const isOpen = events[at].id === chosen;
        node.hidden = !visible.includes(events[at]);
        button.setAttribute('aria-expanded', `${isOpen}`);
        more.hidden = !isOpen;
        here.hidden = !place || dots[events[at].id] !== place;
        here.textContent = here.hidden ? '' : `● ${place}`;
      });
      const at = open ? events.indexOf(open) : -1;
      opened = rows[at]?.node;
      if (at >= 0) stand(at);
      if (opened) bringIntoView(opened);
      if (!shown().includes(current)) stand(shown()[0] ?? 0);
    }
  };
}
