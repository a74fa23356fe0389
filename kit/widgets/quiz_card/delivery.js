// @ts-check
/** @import { View } from '../../scripts/model' */
import { make, on, rest } from '../../scripts/dom.js';
import { stateOf } from './wire.js';

/** @typedef {Record<string, { isLocked: boolean, words: string[] }>} Notes */

/**
 * What the teacher has closed or shown, by item: Python says it, or in a class of one room the page.
 *
 * @type {Notes}
 */
let notes = {};

/**
 * Let the widget of a card say below each answer whether the teacher has it, and below each question what the teacher
 * has done with it: only where a service takes answers.
 *
 * @template {{ render: (view: View) => void }} Widget
 * @param {Widget} widget
 * @returns {Widget}
 */
export function showDelivery(widget) {
  /** @param {View} view */
  function render(view) {
    widget.render(view);
    /** @param {{ item?: string, sent?: string, class?: Notes }} message */
    const hear = async ({ item = '', sent, class: news }) => {
      const state = stateOf(item);
      if (sent !== undefined && state) state.sent = sent; // the same state: all else stays as it is shown
      notes = news ?? notes;
      await null; // who has waited for the message lets the buttons of the item be used again
      for (const node of view.el.querySelectorAll('.kit-item')) showAt(node);
    };
    view.model.on('msg:custom', hear);
    on(window, 'kit-class', ({ detail }) => hear({ class: detail }), view);
    hear({ class: /** @type {any} */ (window).kitClass });
  }
  return { ...widget, render };
}

/** @param {Element} node - An item. */
function showAt(node) {
  const id = /** @type {HTMLElement} */ (node).dataset.item || '';
  const { isLocked = false, words = [] } = notes[id] ?? {};
  const feedback = node.querySelector('.kit-feedback');
  const check = node.querySelector('.kit-check');
  if (check) rest(check, isLocked || !!node.querySelector('fieldset')?.disabled);
  // Whether the teacher has it is not a live region: a screen reader would say this after each answer.
  say(feedback, 'sent', {}, [stateOf(id)?.sent || ''].filter(Boolean));
  say(feedback, 'told', { role: 'status' }, words);
}

/**
 * Show lines after the feedback of an item, where there are any or were some.
 *
 * @param {Element | null} feedback
 * @param {string} name
 * @param {object} props
 * @param {string[]} lines
 */
function say(feedback, name, props, lines) {
  let place = feedback?.parentElement?.querySelector(`.kit-${name}`);
  if (!place && lines.length) {
    place = make(`div.${name}`, { ...props });
    feedback?.after(place);
  }
  if (place && place.textContent !== lines.join('')) place.replaceChildren(...lines.map(line => make('p', line)));
}
