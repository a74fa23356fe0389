// @ts-check
/** @import { Steps } from './scene' */

/**
 * Return the outlines of polygons that come as steps.
 *
 * @param {Steps} polygons
 * @returns {GeoJSON.MultiPolygon}
 */
export function outlines(polygons) {
  /** @param {number[]} steps */
  const ring = steps => {
    let lon = 0;
    let lat = 0;
    const points = [];
    for (let at = 0; at < steps.length; at += 2) {
      lon += steps[at];
      lat += steps[at + 1];
      points.push([lon / 100, lat / 100]);
    }
    return points;
  };
  return { type: 'MultiPolygon', coordinates: polygons.map(rings => rings.map(ring)) };
}
