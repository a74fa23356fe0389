// @ts-check
/** @import { Point, Scene } from './scene' */

const SOUTHEAST_ASIA = /** @type {[Point, Point]} */ ([
  [-11.6, 91.2],
  [28.9, 141.6]
]);
const BOX = /** @type {[Point, Point]} */ ([
  [17.9, 131.2],
  [28.7, 141.4]
]);
// Less high a scale than wide: to the north the map is stretched.
const SCALE = { lat: 0.43, lon: 0.4 };
const CORNER = { lat: 23.2, lon: 121.6 };

/** @type {(point: Point) => boolean} */
const isInJapan = ([lat, lon]) => lat > 24 && lon > 122.9;
/** @type {(point: Point) => Point} */
const move = ([lat, lon]) => [BOX[0][0] + SCALE.lat * (lat - CORNER.lat), BOX[0][1] + SCALE.lon * (lon - CORNER.lon)];

/**
 * Return a scene for a narrow frame: Southeast Asia as large as it can be, and Japan smaller, in a box in the ocean.
 *
 * @param {Scene} scene
 * @returns {Scene}
 */
export function withInset(scene) {
  const [[south], [north]] = scene.extent;
  // Arrows cannot be moved with the state that they come from; a piece of the world is near enough by itself.
  if (scene.flows.length || south > -10 || north < 40) return scene;
  const areas = scene.areas.map(area => {
    if (!isInJapan(area.middle)) return area;
    const geometry = area.geometry.map(rings =>
      rings.map(steps => {
        const [lat, lon] = move([steps[1] / 100, steps[0] / 100]);
        const rest = steps.slice(2).map((step, at) => step * (at % 2 ? SCALE.lat : SCALE.lon));
        return [lon * 100, lat * 100, ...rest];
      })
    );
    const label = area.label && /** @type {typeof area.label} */ ([BOX[1][0] - 1.2, BOX[0][1] + 0.3, 'right']);
    return { ...area, geometry, label, middle: move(area.middle), isInset: true };
  });
  const dots = scene.dots.map(dot => {
    const [lat, lon] = isInJapan([dot.lat, dot.lon]) ? move([dot.lat, dot.lon]) : [dot.lat, dot.lon];
    return { ...dot, lat, lon };
  });
  return { ...scene, areas, dots, extent: SOUTHEAST_ASIA, box: BOX };
}
