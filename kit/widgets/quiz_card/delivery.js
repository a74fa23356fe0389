// @ts-check
/** @import { View } from '../../scripts/model' */
import { make } from '../../scripts/dom.js';
import { stateOf } from './wire.js';

/**
 * Let the widget of a card say below each answer whether the teacher has it: only where a service takes answers.
 *
 * @template {{ render: (view: View) => void }} Widget
 * @param {Widget} widget
 * @returns {Widget}
 */
export function showDelivery(widget) {
  /** @param {View} view */
  function render(view) {
    widget.render(view);
    /** @param {{ item?: string, sent?: string }} message */
    const hear = ({ item = '', sent }) => {
      const state = stateOf(item);
      if (sent !== undefined && state) state.sent = sent; // the same state: all else stays as it is shown
      for (const node of view.el.querySelectorAll('.kit-item')) showAt(node);
    };
    view.model.on('msg:custom', hear);
    hear({});
  }
  return { ...widget, render };
}

/** @param {Element} node - An item. It is not a live region: a screen reader would say this after each answer. */
function showAt(node) {
  const text = stateOf(/** @type {HTMLElement} */ (node).dataset.item || '')?.sent || '';
  let line = node.querySelector('.kit-sent');
  if (!line && text) {
    line = make('p.sent');
    node.querySelector('.kit-feedback')?.after(line);
  }
  if (line) line.textContent = text;
}
