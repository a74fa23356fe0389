// @ts-check
import { make, on } from './dom.js';

/**
 * Keep the keys for a widget from the notebook: arrows would leave the cell, X would cut it. JupyterLab hears keys
 * after the widget, Notebook 7 before it, so both ways are closed; with Ctrl, Alt or Cmd they are the notebook's.
 * Escape leads back to the cell, where one letter may delete it: only a second Escape in a row does, and the first one
 * says so. A key of an input method, such as the Escape that ends its word, has the code 229.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @param {string} words - That one more Escape leaves.
 */
export function keepKeys(root, signal, words) {
  const leave = make('p.leave', { ariaLive: 'polite' });
  const warn = (text = '') => {
    leave.textContent = text;
  };
  /** @param {KeyboardEvent} event */
  const isPlain = ({ ctrlKey, metaKey, altKey }) => !(ctrlKey || metaKey || altKey);
  /** @param {KeyboardEvent & { target: Element }} event */
  const suppress = event => {
    if (root.contains(event.target)) event.target.toggleAttribute('data-lm-suppress-shortcuts', isPlain(event));
  };
  root.append(leave);
  on(window, 'keydown', suppress, { capture: true, signal });
  for (const name of ['focusout', 'pointerdown']) on(root, name, () => warn());
  for (const name of ['keydown', 'keyup', 'keypress']) {
    on(root, name, event => {
      if (isPlain(event)) event.stopPropagation();
      if (name !== 'keydown' || event.keyCode === 229) return;
      const isEscape = event.key === 'Escape';
      if (isEscape && leave.textContent) /** @type {HTMLElement | null} */ (root.closest('.jp-Cell'))?.focus();
      else warn(isEscape ? words : '');
    });
  }
}
