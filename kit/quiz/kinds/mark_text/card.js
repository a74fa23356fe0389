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
    // The control keeps to the line of the letter next to it; a letter may be two units long, or have marks above it.
    const letters = words.split(/(?!\p{M})/u);
    const label = categories
      ? [letters.slice(0, -1).join(''), make('span', letters.pop(), input)]
      : [make('span', input, letters.shift()), letters.join('')];
    return [make('label.phrase', ...label), mark(id)];
  }
  return {
    element: make('div', make('p.advice', say('mark_phrases')), make('p.text', ...parts)),
    name: id => texts.get(id),
    ...(categories ? valuesOf(inputs) : choicesOf(inputs, true))
  };
};
