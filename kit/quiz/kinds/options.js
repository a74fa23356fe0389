// @ts-check
/** @import { Named } from './card' */
import { make, on } from '../../scripts/dom.js';
import { fresh } from '../../scripts/fresh.js';
import { words } from '../../scripts/words.js';
import { choicesOf } from './inputs.js';

/**
 * Return a list of native radios or checkboxes; radios share a name, so the arrow keys move between them.
 *
 * @param {Named[]} options
 * @param {boolean} [isMultiple]
 * @param {() => void} [changed] - Called when the learner has chosen.
 */
export function optionList(options, isMultiple = false, changed = () => {}) {
  const type = isMultiple ? 'checkbox' : 'radio';
  const name = fresh();
  const inputs = new Map(options.map(({ id }) => [id, make('input', { type, name, value: id })]));
  const rows = options.map(({ id, text, runs }) =>
    make('label.option', inputs.get(id), make('span', ...words(text, runs)))
  );
  const element = make('div.options', ...rows);
  on(element, 'change', changed);
  return {
    element,
    ...choicesOf(inputs, isMultiple),
    /** @param {string} id */
    press: id => inputs.get(id)?.click()
  };
}
