// @ts-check
/**
 * @template {string} Name
 * @typedef {Name extends `${infer Tag}.${string}` ? Tag : Name} TagOf
 */
/**
 * @template {string} Name
 * @typedef {TagOf<Name> extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[TagOf<Name>] : never} ElementOf
 */
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Return an element. Text becomes text nodes: nothing that an author or a learner wrote is ever read as HTML.
 *
 * @template {string} Name
 * @param {Name} name - Its tag and classes, as CSS has them without our prefix: "p.note" is a p of class kit-note.
 * @param {Record<string, unknown> | Child} [props] - Its properties and attributes, or the first child.
 * @param {...Child} children
 * @returns {ElementOf<Name>}
 */
export function make(name, props, ...children) {
  if (props?.constructor !== Object) return make(name, {}, /** @type {Child} */ (props), ...children);
  const [tag, ...classes] = name.split('.');
  const node = /** @type {any} */ (document.createElement(tag));
  node.className = classes.map(word => `kit-${word}`).join(' ');
  for (const [key, value] of Object.entries(props)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter(child => !!child));
  return node;
}

/**
 * Listen to an event.
 *
 * @param {EventTarget} node
 * @param {string} name
 * @param {(event: any) => void} call
 * @param {AddEventListenerOptions} [options]
 */
export function on(node, name, call, options) {
  node.addEventListener(name, call, options);
}

/**
 * Let a button rest: one that cannot be used now keeps the focus, which a disabled one would drop.
 *
 * @param {Element} node
 * @param {boolean} isResting
 */
export function rest(node, isResting) {
  node.ariaDisabled = `${isResting}`;
}
