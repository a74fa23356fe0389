// @ts-check
import { on } from './dom.js';

/**
 * Keep the keys for a widget from the notebook: arrows would leave the cell, X would cut it. JupyterLab hears keys
 * after the widget, Notebook 7 before it, so both ways are closed; with Ctrl, Alt or Cmd they are the notebook's.
 * Escape leads back to the cell, where one letter may delete it.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @param {(key: string) => boolean} [mayLeave] - Hears each key, and says whether Escape leads back.
 */
export function keepKeys(root, signal, mayLeave) {
  /** @param {KeyboardEvent} event */
  const isPlain = ({ ctrlKey, metaKey, altKey }) => !(ctrlKey || metaKey || altKey);
  /** @param {KeyboardEvent & { target: Element }} event */
  const suppress = event => {
    if (root.contains(event.target)) event.target.toggleAttribute('data-lm-suppress-shortcuts', isPlain(event));
  };
  on(window, 'keydown', suppress, { capture: true, signal });
  for (const name of ['keydown', 'keyup', 'keypress']) {
    on(root, name, event => {
      if (isPlain(event)) event.stopPropagation();
      if (name !== 'keydown' || event.isComposing || mayLeave?.(event.key) === false) return;
      if (event.key === 'Escape') /** @type {HTMLElement | null} */ (root.closest('.jp-Cell'))?.focus();
    });
  }
}
