// @ts-check
/**
 * Focus what a group of controls is answered with: the option that is chosen, else the first control that can be used.
 * A word that is there is selected; of a long text the next key would take away all.
 *
 * @param {Element} group
 */
export function focusOn(group) {
  const control = /** @type {HTMLInputElement | null} */ (
    group.querySelector('input:checked') ||
      group.querySelector('input, select, textarea, button:not([aria-disabled=true])')
  );
  control?.focus();
  if (control?.matches('input')) control.select();
}
