// @ts-check
/**
 * Return whether a key is the Enter that answers, and not the one that ends a word in an input method; Safari tells
 * them apart by 229 alone.
 *
 * @param {KeyboardEvent} event
 */
export function isEnter(event) {
  return event.key === 'Enter' && !event.isComposing && event.keyCode !== 229;
}
