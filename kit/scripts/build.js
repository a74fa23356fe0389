// @ts-check
/** @typedef {string | [tag: string, attributes: Record<string, string>, inside: any[]]} Tree */

/**
 * Return a text, or an element with all that is in it, from plain data, as `kit.html.element` makes it.
 *
 * @param {Tree} tree
 * @returns {string | HTMLElement}
 */
export function build(tree) {
  if (typeof tree === 'string') return tree;
  const [tag, attributes, inside] = tree;
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...inside.map(build));
  return node;
}
