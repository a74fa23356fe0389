// @ts-check
/** @import { Scene } from './scene' */
import { tell, write } from './words.js';

/**
 * Draw the arrows, and the one that says what their width means.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 */
export function drawFlows(map, { flows, scale }) {
  const look = { pane: 'kit-flows', fillOpacity: 1 };
  for (const flow of flows) {
    const shape = L.polygon(flow.shape, { ...look, color: '#fff', weight: 1.6, fillColor: flow.fill });
    tell(shape.addTo(map), flow).getElement()?.classList.add('kit-flow');
  }
  if (!scale) return;
  L.polygon(scale.shape, { ...look, stroke: false, fillColor: scale.fill, interactive: false }).addTo(map);
  write(map, scale.shape[0], [scale.name], { direction: 'right', offset: [0, 18], className: 'kit-name kit-scale' });
}
