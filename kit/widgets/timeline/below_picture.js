// @ts-check
/** @import { Event, Spec } from './spec' */
import { make, on } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { eventWords } from './list.js';

/**
 * Return what is below the picture: the events that a finger may have meant, and the text of the one that was pressed
 * there. What was opened in the list has its text in the list.
 *
 * @param {Spec} spec
 * @param {(event: Event) => void} press
 */
export function belowPicture({ text }, press) {
  const count = make('p.near-count', { role: 'status' });
  const choices = make('ul.near');
  const words = make('div.open-text');
  const element = make('div.below', count, choices, words);
  /** @type {Event[]} */
  let near = [];
  let pressed = '';

  /** @param {Event} event */
  function choice(event) {
    const name = make('span.title', event.title);
    const button = make('button', { type: 'button', 'data-near': event.id }, make('span.when', event.when), name);
    on(button, 'click', () => {
      pressed = event.id;
      press(event);
      words.scrollIntoView({ block: 'nearest' });
    });
    return make('li', button);
  }
  /** @param {Event[]} events */
  function offer(events) {
    near = events.length > 1 ? events : [];
    element.append(words);
    choices.replaceChildren(...near.map(choice));
    count.textContent = near.length ? fill(text.near, { count: near.length }) : '';
  }
  /** @param {Event | undefined} open */
  function tell(open) {
    for (const button of choices.querySelectorAll('button')) button.ariaPressed = `${button.dataset.near === open?.id}`;
    const choice = choices.querySelector('[aria-pressed=true]')?.parentElement;
    if (words.parentElement !== (choice ?? element)) (choice ?? element).append(words);
    words.replaceChildren();
    if (!open || open.id !== pressed) return;
    const head = make('p', make('span.when', open.when), make('span.title', open.title));
    words.append(choice ? '' : head, eventWords(open));
  }
  return {
    element,
    /** @type {(events: Event[], open: Event | undefined) => void} */
    offer(events, open) {
      pressed = events.length === 1 ? events[0].id : '';
      offer(events);
      tell(open);
      element.scrollIntoView({ block: 'nearest' });
    },
    /** @type {(seen: Event[], open: Event | undefined) => void} */
    draw(seen, open) {
      if (near.some(event => !seen.includes(event))) offer([]);
      tell(open);
    }
  };
}
