// @ts-check
/** @import { Kind } from '../card' */
import { make, on } from '../../../scripts/dom.js';
import { isEnter } from '../../../scripts/enter.js';
import { textAround, textInput, valuesOf } from '../inputs.js';
import { mark } from '../mark.js';

/** @type {Kind} */
export const fillIn = (item, { say }) => {
  /** @type {Map<string, HTMLInputElement>} */
  const gaps = new Map();
  /** @param {string} id */
  const name = id => say('gap', { place: [...gaps.keys()].indexOf(id) + 1 });
  // Gaps are numbered in the order of the text of this language.
  const element = make('p.gaps', ...textAround(item.text, /\{([A-Za-z0-9-]+)\}/, gap));

  /** @param {string} id */
  function gap(id) {
    const input = textInput({});
    gaps.set(id, input);
    input.ariaLabel = name(id);
    return [input, mark(id)];
  }
  // Enter leads to the next empty gap, and answers when there is none.
  on(element, 'keydown', event => {
    const inputs = [...gaps.values()];
    const empty = [...inputs, ...inputs].slice(inputs.indexOf(event.target) + 1).find(input => !input.value.trim());
    if (!isEnter(event) || !empty) return;
    event.stopPropagation();
    empty.focus();
  });
  return { element, name, ...valuesOf(gaps) };
};
