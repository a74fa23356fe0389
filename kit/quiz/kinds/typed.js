// @ts-check
/** @import { Control, Question, Quiz } from './card' */
import { make } from '../../scripts/dom.js';
import { fresh } from '../../scripts/fresh.js';
import { textInput } from './inputs.js';

/**
 * Return one line to type in, with its label and perhaps a unit.
 *
 * @param {Question} item
 * @param {Quiz} quiz
 * @param {object} look - Further properties of the input.
 * @returns {Control}
 */
export function typed(item, quiz, look) {
  const [id, unit] = [fresh(), fresh()];
  const input = textInput({ id, 'aria-describedby': unit, ...look });
  const label = make('label', { htmlFor: id }, quiz.say('number'));
  return {
    element: make('div.typed', label, make('span', input, make('span', { id: unit }, item.unit))),
    read: () => input.value,
    write(response) {
      input.value = response ?? '';
    }
  };
}
