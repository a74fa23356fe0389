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
 * @param {Name} name - Its tag, or tag and class as in "p.kit-note".
 * @param {Record<string, unknown> | Child} [props] - Its properties and attributes, or the first child.
 * @param {...Child} children
 * @returns {ElementOf<Name>}
 */
export function make(name, props, ...children) {
  if (props?.constructor !== Object) return make(name, {}, /** @type {Child} */ (props), ...children);
  const [tag, className = ''] = name.split('.');
  const node = /** @type {any} */ (Object.assign(document.createElement(tag), { className }));
  for (const [key, value] of Object.entries(props)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child != null && child !== false));
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

/** Return a new id or name; they must differ between all cards of a page, and each card is a module of its own. */
export function fresh() {
  return `kit-${Math.random().toString(36).slice(2, 10)}`;
}
