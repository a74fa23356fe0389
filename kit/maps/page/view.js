// @ts-check
/** @import { Scene } from './scene' */

/**
 * Keep the whole extent in view however large the frame is, and name the map and its buttons.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 */
export function fitView(map, { extent, zoom, title }) {
  const container = map.getContainer();
  function fit() {
    map.invalidateSize({ animate: false });
    if (!map.getSize().x || !map.getSize().y) return;
    map.setMinZoom(0);
    map.fitBounds(L.latLngBounds(extent), { animate: false });
    map.setMinZoom(map.getZoom());
  }
  map.attributionControl.remove();
  for (const [way, name] of Object.entries(zoom)) {
    const button = container.querySelector(`.leaflet-control-zoom-${way}`);
    button?.setAttribute('title', name);
    button?.setAttribute('aria-label', name);
  }
  container.setAttribute('role', 'group');
  container.setAttribute('aria-label', title);
  new ResizeObserver(fit).observe(container);
  fit();
}
