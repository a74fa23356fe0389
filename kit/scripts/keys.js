import { on } from './dom.js';

// A key for a widget must do nothing else: arrows would leave the cell, X would cut it. JupyterLab hears keys after the
// widget, Notebook 7 before it, so both ways are closed; with Ctrl, Alt or Cmd they are the notebook's. Escape leads back.
export function keepKeys(root, signal) {
  const isPlain = event => !event.ctrlKey && !event.metaKey && !event.altKey;
  const suppress = event => {
    if (root.contains(event.target)) event.target.toggleAttribute('data-lm-suppress-shortcuts', isPlain(event));
  };
  on(window, 'keydown', suppress, { capture: true, signal });
  for (const name of ['keydown', 'keyup', 'keypress']) {
    on(root, name, event => {
      if (isPlain(event)) event.stopPropagation();
      if (name === 'keydown' && event.key === 'Escape' && !event.isComposing) root.closest('.jp-Cell')?.focus();
    });
  }
}

// The Enter that ends a word in an input method is not the Enter that answers; Safari tells them apart by 229 alone.
export function isEnter(event) {
  return event.key === 'Enter' && !event.isComposing && event.keyCode !== 229;
}
