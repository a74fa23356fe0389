import { make, on } from '../../../scripts/dom.js';
import { isEnter } from '../../../scripts/keys.js';
import { mark } from '../mark.js';

export const fillIn = (item, { say }) => {
  const gaps = new Map();
  const name = id => say('gap', { place: [...gaps.keys()].indexOf(id) + 1 });
  // Every second piece is the id of a gap; they are numbered as they stand in the text of this language.
  const pieces = item.text.split(/\{([A-Za-z0-9-]+)\}/).flatMap((piece, at) => (at % 2 ? gap(piece) : piece));
  const element = make('p.kit-gaps', ...pieces);

  function gap(id) {
    const input = make('input', { type: 'text', autocomplete: 'off', spellcheck: false, maxLength: 500 });
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
  return {
    element,
    name,
    read: () => Object.fromEntries([...gaps].map(([id, input]) => [id, input.value])),
    write: response => {
      for (const [id, input] of gaps) input.value = response[id] ?? '';
    },
    focus: () => gaps.values().next().value.select()
  };
};
