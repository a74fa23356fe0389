// @ts-check
import { make, on } from './dom.js';

/**
 * Return a button that calls `press`, but not while it rests.
 *
 * @param {string} name - Its class, without our prefix.
 * @param {string} label
 * @param {() => void} press
 */
export function button(name, label, press) {
  const node = make(/** @type {'button'} */ (`button.button.${name}`), { type: 'button' }, label);
  on(node, 'click', () => {
    if (node.ariaDisabled !== 'true') press();
  });
  return node;
}
