// @ts-check
// What the projector may know of a card; all else in a card may change. An item has data-item, with its id. What can be
// chosen in it are radios and checkboxes in its first fieldset that have a value, their id, and their text as label;
// those of one group are in a fieldset of their own, whose legend is its heading. The button that shows one item at a
// time is kit-single. A widget that uses the arrow keys has data-keys.

/**
 * Return the first item of a step that is seen.
 *
 * @param {HTMLElement} step
 * @returns {HTMLElement | undefined}
 */
export function itemOf(step) {
  const items = /** @type {NodeListOf<HTMLElement>} */ (step.querySelectorAll('[data-item]'));
  return [...items].find(item => item.offsetParent);
}

/**
 * Return what can be chosen in an item, in its order.
 *
 * @param {HTMLElement} item
 */
export function optionsOf(item) {
  const control = item.querySelector('fieldset');
  /** @type {NodeListOf<HTMLInputElement> | undefined} */
  const inputs = control?.querySelectorAll('input[value]:is([type=radio], [type=checkbox])');
  return [...(inputs ?? [])].map(input => {
    const group = input.closest('fieldset');
    const heading = group === control ? '' : group?.querySelector('legend')?.textContent?.trim();
    return { id: input.value, text: input.labels?.[0].textContent ?? '', heading };
  });
}

/**
 * Let a quiz show one item at a time.
 *
 * @param {HTMLElement} step
 */
export function showSingly(step) {
  /** @type {HTMLElement | null} */ (step.querySelector('.kit-single[aria-pressed=false]'))?.click();
}
