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
