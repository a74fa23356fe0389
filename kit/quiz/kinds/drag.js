import { make, on } from '../../scripts/dom.js';

// A mouse may take a whole entry; a finger takes its grip, so that the page can still be scrolled.
export function draggable(node, move, drop) {
  node.prepend(make('span.kit-grip', { ariaHidden: 'true' }, '⠿'));
  node.classList.add('kit-entry');
  on(node, 'pointerdown', start => {
    const isTaken =
      start.pointerType === 'mouse' ? !start.target.closest('button, select') : start.target.closest('.kit-grip');
    if (!isTaken || start.button || node.closest('fieldset').disabled) return;
    const end = new AbortController();
    start.preventDefault();
    node.setPointerCapture(start.pointerId);
    node.classList.add('kit-dragged');
    on(node, 'pointermove', now => move(node, now, start), end);
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      on(
        node,
        name,
        () => {
          end.abort();
          node.classList.remove('kit-dragged');
          drop(node, name === 'pointerup');
        },
        end
      );
    }
  });
}
