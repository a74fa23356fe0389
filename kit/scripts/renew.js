// @ts-check
/**
 * Write a text into a live region, unless it is there: a screen reader would say it once more.
 *
 * @param {Element} node
 * @param {string} text
 */
export function renew(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
