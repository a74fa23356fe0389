// @ts-check
import { make, on } from '../../scripts/dom.js';

/**
 * Let an entry be dragged. A mouse may take the whole of it; a finger takes its grip, so that the page can be scrolled.
 *
 * @param {HTMLElement} node
 * @param {(node: HTMLElement, now: PointerEvent, start: PointerEvent) => void} move
 * @param {(node: HTMLElement, isDone: boolean) => void} drop - Called at the end; not done where it was broken off.
 */
export function draggable(node, move, drop) {
  node.prepend(make('span.grip', { ariaHidden: 'true' }, '⠿'));
  node.classList.add('kit-entry');
  on(node, 'pointerdown', start => {
    const isTaken =
      start.pointerType === 'mouse' ? !start.target.closest('button, select') : start.target.closest('.kit-grip');
    if (!isTaken || start.button || node.closest('fieldset')?.disabled) return;
    const end = new AbortController();
    /** @param {PointerEvent} event */
    const stop = ({ type }) => {
      end.abort();
      node.classList.remove('kit-dragged');
      drop(node, type === 'pointerup');
    };
    start.preventDefault();
    node.setPointerCapture(start.pointerId);
    node.classList.add('kit-dragged');
    on(node, 'pointermove', now => move(node, now, start), end);
    // Whatever ends a drag, the pointer is let go.
    for (const name of ['pointerup', 'lostpointercapture']) on(node, name, stop, end);
  });
}
