// @ts-check
/** @import { Point, Scene } from './scene' */
/** @import { pointerTargets } from './targets.js' */
import { write } from './words.js';

const FINGER = 24;

/**
 * Draw the arrows, and the one that says what their width means.
 *
 * @param {L.LayerGroup} layers
 * @param {Scene} scene
 * @param {ReturnType<typeof pointerTargets>} pointer
 */
export function drawFlows(layers, { flows, scale }, pointer) {
  const look = { pane: 'kit-flows', fillOpacity: 1 };
  const edge = { weight: 1.2 }; // of its own colour, so that a thin arrow is seen between its white edges
  // Below all arrows, so that a finger near a thin one does not take the press of its neighbour.
  const wide = flows.map(({ shape }) =>
    L.polyline(middleLine(shape), { pane: 'kit-flows', className: 'kit-flow-hit', weight: FINGER, opacity: 0 })
      .addTo(layers)
      .getElement()
  );
  flows.forEach((flow, at) => {
    L.polygon(flow.shape, { ...look, color: '#fff', weight: 2.8, interactive: false }).addTo(layers);
    const shape = L.polygon(flow.shape, { ...look, ...edge, color: flow.fill, fillColor: flow.fill });
    const path = shape.addTo(layers).getElement();
    path?.classList.add('kit-flow');
    pointer.add({ thing: () => flow, press() {}, centres: [], isSmall: false, isMark: false }, path, wide[at]);
  });
  if (!scale) return;
  const bar = { ...look, ...edge, className: 'kit-scale-bar', interactive: false };
  L.polygon(scale.shape, bar).addTo(layers);
  write(layers, scale.shape[0], [scale.name], { direction: 'right', offset: [0, 18], className: 'kit-name kit-scale' });
}

/**
 * Return the line along the middle of an arrow, without its ends, where a press means the state.
 *
 * @param {Point[]} shape - One side of the shaft, the three corners of the head, and the other side back.
 * @returns {Point[]}
 */
export function middleLine(shape) {
  const side = (shape.length - 3) / 2;
  return Array.from({ length: side - 4 }, (_, step) => {
    const [one, other] = [shape[step + 2], shape[shape.length - 3 - step]];
    return [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  });
}
