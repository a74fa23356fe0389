// @ts-check
/** @import { Scene } from './scene' */
/** @import { pointerTargets } from './targets.js' */
import { write } from './words.js';

/**
 * Draw the arrows, and the one that says what their width means.
 *
 * @param {L.LayerGroup} layers
 * @param {Scene} scene
 * @param {ReturnType<typeof pointerTargets>} pointer
 */
export function drawFlows(layers, { flows, scale }, pointer) {
  const look = { pane: 'kit-flows', fillOpacity: 1 };
  for (const flow of flows) {
    const shape = L.polygon(flow.shape, { ...look, color: '#fff', weight: 1.6, fillColor: flow.fill });
    const path = shape.addTo(layers).getElement();
    path?.classList.add('kit-flow');
    pointer.add({ thing: () => flow, press() {}, centres: [], isSmall: false }, path);
  }
  if (!scale) return;
  L.polygon(scale.shape, { ...look, stroke: false, fillColor: scale.fill, interactive: false }).addTo(layers);
  write(layers, scale.shape[0], [scale.name], { direction: 'right', offset: [0, 18], className: 'kit-name kit-scale' });
}
