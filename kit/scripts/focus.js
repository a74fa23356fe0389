// @ts-check
/**
 * Focus what a group of controls is answered with: the option that is chosen, else the first control that can be used.
 * A text that is there is selected.
 *
 * @param {Element} group
 */
export function focusOn(group) {
  const first = 'input, select, textarea, button:not([aria-disabled=true])';
  const node = group.querySelector('input:checked') || group.querySelector(first);
  const control = /** @type {HTMLInputElement | null} */ (node);
  control?.focus();
  control?.select?.();
}
