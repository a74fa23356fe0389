import { make, on } from './dom.js';

export function button(className, label, press) {
  const node = make('button', { type: 'button', className: `kit-button ${className}` }, label);
  on(node, 'click', () => {
    if (node.getAttribute('aria-disabled') !== 'true') press();
  });
  return node;
}

// A button that cannot be used now keeps the focus, which a disabled one would drop.
export function rest(node, isResting) {
  node.setAttribute('aria-disabled', String(isResting));
}
