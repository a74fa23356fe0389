// @ts-check
/** @import { Kind } from '../card' */
import { make } from '../../../scripts/dom.js';
import { choiceList, choicesOf, textAround, valuesOf } from '../inputs.js';
import { mark } from '../mark.js';

// The text stays a text: each phrase is the label of a checkbox in it, or of a list with the categories.
/** @type {Kind} */
export const markText = ({ text, categories }, { say }) => {
  /** @type {Map<string, any>} */
  const inputs = new Map();
  const texts = new Map();
  const parts = textAround(text, /\{([\w-]+:[^{}]*)\}/, phrase);

  /** @param {string} found */
  function phrase(found) {
    const [id] = found.split(':', 1);
    const words = found.slice(id.length + 1);
    const input = categories ? choiceList('–', categories) : make('input', { type: 'checkbox' });
    inputs.set(id, input);
    texts.set(id, words);
    // A box keeps to the line of the first letter, which may be two units long, or have marks above it. A list may be
    // nearly as wide as a phone: it goes to the next line alone, not with the last letter of a word.
    const [first, ...rest] = words.split(/(?!\p{M})/u);
    const label = categories ? [words, input] : [make('span', input, first), rest.join('')];
    return [make('label.phrase', ...label), mark(id)];
  }
  return {
    element: make('div', make('p.advice', say('mark_phrases')), make('p.text', ...parts)),
    name: id => texts.get(id),
    ...(categories ? valuesOf(inputs) : choicesOf(inputs, true))
  };
};
