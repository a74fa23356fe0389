// @ts-check
/** @import { Kind } from '../card' */
import { make } from '../../../scripts/dom.js';
import { mark } from '../mark.js';

// The text stays a text: each phrase is the label of a checkbox in it, or of a list with the categories.
/** @type {Kind} */
export const markText = (item, { say }) => {
  const { categories } = item;
  /** @type {Map<string, { node: any, text: string }>} */
  const phrases = new Map();
  const pieces = /** @type {string[]} */ (item.text.split(/\{([\w-]+:[^{}]*)\}/));
  /** @type {(piece: string, at: number) => (Node | string)[]} */
  const part = (piece, at) => (at % 2 ? phrase(piece.slice(0, piece.indexOf(':')), piece) : [piece]);
  const element = make('div', make('p.kit-advice', say('mark_phrases')), make('p.kit-text', ...pieces.flatMap(part)));

  /** @type {(id: string, piece: string) => Node[]} */
  function phrase(id, piece) {
    const text = piece.slice(id.length + 1);
    const node = categories ? list() : make('input', { type: 'checkbox' });
    phrases.set(id, { node, text });
    // The control keeps to the line of the letter beside it.
    const label = categories
      ? make('label.kit-phrase', text.slice(0, -1), make('span', text.slice(-1), node))
      : make('label.kit-phrase', make('span', node, text.slice(0, 1)), text.slice(1));
    return [label, mark(id)];
  }
  function list() {
    const choices = [{ id: '', text: '–' }, ...categories];
    return make('select', {}, ...choices.map(({ id, text }) => make('option', { value: id }, text)));
  }
  return {
    element,
    name: id => phrases.get(id)?.text ?? '',
    read() {
      const all = [...phrases].map(([id, { node }]) => [id, categories ? node.value : node.checked]);
      const marks = all.filter(([, value]) => value);
      return categories ? Object.fromEntries(marks) : marks.map(([id]) => id);
    },
    write(response) {
      for (const [id, { node }] of phrases) {
        if (categories) node.value = response[id] ?? '';
        else node.checked = response.includes(id);
      }
    },
    focus: () => phrases.values().next().value?.node.focus()
  };
};
