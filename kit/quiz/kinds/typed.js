// @ts-check
/** @import { Control, Question, Quiz } from './card' */
import { make } from '../../scripts/dom.js';
import { fresh } from '../../scripts/fresh.js';

/**
 * Return one line to type in, with its label and perhaps a unit.
 *
 * @param {Question} item
 * @param {Quiz} quiz
 * @param {object} look - Further properties of the input.
 * @returns {Control}
 */
export function typed(item, quiz, look) {
  const id = fresh();
  const input = make('input', { type: 'text', id, autocomplete: 'off', spellcheck: false, ...look });
  const unit = item.unit ? make('span', { id: `${id}-unit` }, item.unit) : null;
  if (unit) input.setAttribute('aria-describedby', unit.id);
  const label = make('label', { htmlFor: id }, quiz.say('number'));
  return {
    element: make('div.typed', label, make('span', input, unit)),
    read: () => input.value,
    write(response) {
      input.value = response ?? '';
    }
  };
}
