// @ts-check
/** @import { Control, Named } from './card' */
import { make } from '../../scripts/dom.js';

/**
 * Return a text as nodes; every second piece is what the pattern found, and a control takes its place.
 *
 * @param {string} text
 * @param {RegExp} pattern - With one group, what the control is made from.
 * @param {(found: string) => (Node | string)[]} control
 * @returns {(Node | string)[]}
 */
export function textAround(text, pattern, control) {
  return text.split(pattern).flatMap((piece, at) => (at % 2 ? control(piece) : piece));
}

/**
 * Return one line to type in.
 *
 * @param {Record<string, unknown>} props
 */
export function textInput(props) {
  return make('input', { type: 'text', autocomplete: 'off', spellcheck: false, maxLength: 500, ...props });
}

/**
 * Return a list to choose from.
 *
 * @param {string} none - What says that nothing is chosen.
 * @param {Named[]} options
 * @param {Record<string, unknown>} [props]
 */
export function choiceList(none, options, props = {}) {
  const choices = [{ id: '', text: none }, ...options];
  return make('select', props, ...choices.map(({ id, text }) => make('option', { value: id }, text)));
}

/**
 * Return how radios or checkboxes are read and written: a value or null; of checkboxes a list.
 *
 * @param {Map<string, HTMLInputElement>} inputs - By what each stands for.
 * @param {boolean} [isMultiple]
 */
export function choicesOf(inputs, isMultiple) {
  const chosen = () => [...inputs].filter(([, input]) => input.checked).map(([id]) => id);
  return {
    chosen,
    read: () => (isMultiple ? chosen() : (chosen()[0] ?? null)),
    /** @param {any} response */
    write(response) {
      for (const [id, input] of inputs) input.checked = [response].flat().includes(id);
    }
  };
}

/**
 * Return how inputs are read and written whose response is a map from parts to values, without those left empty.
 *
 * @param {Map<string, { value: string }>} inputs - By the ids of the parts.
 * @returns {Pick<Control, 'read' | 'write'>}
 */
export function valuesOf(inputs) {
  return {
    read: () => Object.fromEntries([...inputs].map(([id, { value }]) => [id, value]).filter(pair => pair[1])),
    write(response) {
      for (const [id, input] of inputs) input.value = response[id] ?? '';
    }
  };
}
