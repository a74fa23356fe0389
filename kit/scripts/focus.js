// @ts-check
/**
 * Focus what a group of controls is answered with: the option that is chosen, else the first control that can be used.
 * A text that is there is selected.
 *
 * @param {Element} group
 */
export function focusOn(group) {
  const control = /** @type {HTMLInputElement | null} */ (
    group.querySelector('input:checked') ||
      group.querySelector('input, select, textarea, button:not([aria-disabled=true])')
  );
  control?.focus();
  control?.select?.();
}
