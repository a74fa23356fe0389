// A page without a browser, for the tests of scripts: elements are nodes that keep what they are given, and find nothing.

export class Node extends EventTarget {
  /** @type {any[]} */
  children = [];
  /** @type {Record<string, string>} */
  dataset = {};
  get textContent() {
    return this.children.map(child => child.textContent ?? child).join('');
  }
  set textContent(text) {
    this.children = [text];
  }
  get childNodes() {
    return this.children;
  }
  get childElementCount() {
    return this.children.length;
  }
  /** @param {any[]} children */
  append(...children) {
    this.children.push(...children);
  }
  /** @param {any[]} children */
  replaceChildren(...children) {
    this.children = children;
  }
  /** @param {string} name @param {unknown} value */
  setAttribute(name, value) {
    Object.assign(this, { [name]: value });
  }
  matches() {
    return false;
  }
  /** @returns {any} */
  querySelector() {
    return null;
  }
  querySelectorAll() {
    return [];
  }
}

/**
 * Give the globals of a page, in which nothing was kept yet.
 *
 * @param {Record<string, unknown>} [more] - Further globals.
 */
export function openPage(more = {}) {
  /** @type {Record<string, string>} */
  const kept = {};
  const sessionStorage = {
    getItem: (/** @type {string} */ name) => kept[name] ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => Object.assign(kept, { [name]: value })
  };
  const document = { createElement: (/** @type {string} */ tag) => Object.assign(new Node(), { tag }) };
  Object.assign(globalThis, { window: new EventTarget(), document, sessionStorage, ...more });
  return kept;
}

/**
 * Return an element and all that is in it, from the outside in.
 *
 * @param {any} node
 * @returns {any[]}
 */
export const all = node => (typeof node === 'string' ? [] : [node, ...node.children.flatMap(all)]);
