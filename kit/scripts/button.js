// @ts-check
import { make, on } from './dom.js';

/**
 * Return a button that calls `press`, but not while it rests.
 *
 * @param {string} className
 * @param {string} label
 * @param {() => void} press
 */
export function button(className, label, press) {
  const node = make('button', { type: 'button', className: `kit-button ${className}` }, label);
  on(node, 'click', () => {
    if (node.ariaDisabled !== 'true') press();
  });
  return node;
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
