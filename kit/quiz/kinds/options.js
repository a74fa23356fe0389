// @ts-check
/** @import { Named } from './card' */
import { make, on } from '../../scripts/dom.js';
import { fresh } from '../../scripts/fresh.js';
import { words } from '../../scripts/words.js';

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
  const inputs = options.map(({ id }) => make('input', { type, name, value: id }));
  const rows = options.map(({ text, runs }, at) =>
    make('label.option', inputs[at], make('span', ...words(text, runs)))
  );
  const element = make('div.options', ...rows);
  on(element, 'change', changed);
  return {
    element,
    read: () => inputs.filter(input => input.checked).map(input => input.value),
    /** @param {string[]} ids */
    write(ids) {
      for (const input of inputs) input.checked = ids.includes(input.value);
    },
    /** @param {string} id */
    press: id => inputs.find(input => input.value === id)?.click()
  };
}
