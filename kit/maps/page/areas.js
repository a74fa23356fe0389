// @ts-check
/** @import { Area, Message, Scene, Send } from './scene' */
import { outlines } from './outlines.js';
import { onPress, spoken, tell, write } from './words.js';

export const RING = 13;

/**
 * An area on the map: what is drawn of it, what it is now, and what it was when the page came.
 *
 * @typedef {Omit<Area, 'geometry'> & {
 *   geometry: GeoJSON.MultiPolygon, chosen: boolean, focused: boolean, first: Partial<Area>, layers: L.Path[],
 *   front: SVGElement, outline?: L.LayerGroup
 * }} DrawnArea
 */

/** @param {{ fill: string }} area */
const style = ({ fill }) => ({ fillColor: fill, fillOpacity: 1, color: '#333' });

/**
 * Draw the states; they can be looked at by pointer and keyboard, and where the scene says so, be picked.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 * @param {Send} send
 */
export function drawAreas(map, scene, send) {
  const areas = new Map(scene.areas.map(area => [area.id, drawArea(map, area)]));
  /** @type {string | null} */
  let picked = null;

  /** @param {DrawnArea} area */
  const isChosen = area => area.id === picked || area.chosen;
  /** @param {DrawnArea} area */
  const canPick = area => scene.pick && area.pickable;
  /** @param {DrawnArea} area */
  function paint(area) {
    outline(map, area, isChosen(area));
    for (const layer of area.layers) layer.setStyle(style(area));
    area.front.dataset.member = String(area.member);
    area.front.setAttribute('aria-label', spoken(area));
    if (canPick(area)) area.front.setAttribute('aria-pressed', String(isChosen(area)));
  }
  /** @param {string | null} id */
  function choose(id) {
    picked = id;
    areas.forEach(paint);
  }
  /** @param {DrawnArea} area */
  function pick(area) {
    if (!canPick(area)) return;
    choose(area.id);
    send({ id: area.id });
  }
  /** @param {Message} message */
  function restyle({ styles = {}, texts = {}, subject }) {
    // Where several can be chosen, each look says whether it is.
    if (Object.values(styles).some(look => 'chosen' in look)) picked = null;
    for (const area of areas.values()) {
      const { words, ...look } = styles[area.id] ?? {};
      const own = area.first.words ?? [];
      Object.assign(area, area.first, look);
      if (words)
        area.words = words.map((word, at) =>
          word === null ? (own.at(at - words.length) ?? '') : (texts[word] ?? `${subject}: ${word}`)
        );
      paint(area);
    }
  }
  for (const area of areas.values()) {
    for (const layer of area.layers) tell(layer, area).on('click', () => pick(area));
    makeReachable(
      area,
      canPick(area),
      () => pick(area),
      () => outline(map, area, isChosen(area))
    );
    paint(area);
  }
  return {
    choose,
    restyle,
    /** @param {string} id */
    press(id) {
      const area = areas.get(id);
      if (area) pick(area);
      return area !== undefined;
    }
  };
}

/**
 * Draw one state, a ring around it where it is small, and its name.
 *
 * @param {L.Map} map
 * @param {Area} area
 * @returns {DrawnArea}
 */
function drawArea(map, area) {
  const { fill, member, words, small, middle, label, name, mark } = area;
  const geometry = outlines(area.geometry);
  const shape = /** @type {L.Path} */ (L.geoJSON(geometry, { style: { ...style(area), weight: 1 } }).getLayers()[0]);
  const layers = [shape.addTo(map)];
  if (small && (label || words.length)) {
    const look = { ...style(area), radius: RING, weight: 2.5, className: 'kit-ring', pane: 'kit-marks' };
    layers.push(L.circleMarker(middle, look).addTo(map));
  }
  if (label) {
    const [lat, lon, direction] = label;
    const offset = L.point(direction === 'right' && small ? RING + 1 : 0, 0);
    write(map, [lat, lon], [name, mark], { direction, offset, className: 'kit-name kit-state' });
  }
  const front = /** @type {SVGElement} */ (layers[layers.length - 1].getElement());
  if (small) shape.getElement()?.setAttribute('aria-hidden', 'true');
  const first = { fill, member, words, chosen: false };
  return { ...area, geometry, layers, front, first, chosen: false, focused: false };
}

/**
 * Let the keyboard and a screen reader reach a state of which something is said.
 *
 * @param {DrawnArea} area
 * @param {boolean} can - Whether it can be picked.
 * @param {() => void} pick
 * @param {() => void} redraw
 */
function makeReachable(area, can, pick, redraw) {
  const { front, layers, id, words, middle } = area;
  front.classList.add('kit-area');
  front.dataset.area = id;
  if (!can && !words.length) return front.setAttribute('aria-hidden', 'true');
  front.setAttribute('role', can ? 'button' : 'img');
  front.setAttribute('tabindex', '0');
  onPress(front, () => (can ? pick() : layers[0].openTooltip()));
  front.addEventListener('focus', () => {
    area.focused = front.matches(':focus-visible');
    redraw();
    layers[0].openTooltip(middle);
  });
  front.addEventListener('blur', () => {
    area.focused = false;
    redraw();
    for (const layer of layers) layer.closeTooltip();
  });
}

/**
 * Draw an outline around what is chosen, or has the keyboard, above all areas: raising the area itself would take the
 * keyboard's focus from it.
 *
 * @param {L.Map} map
 * @param {DrawnArea} area
 * @param {boolean} isChosen
 */
function outline(map, area, isChosen) {
  area.outline?.remove();
  area.outline = undefined;
  if (!isChosen && !area.focused) return;
  const { small, middle, geometry } = area;
  const lines = [
    { color: '#fff', weight: 5 },
    { color: '#000', weight: 2.5, dashArray: isChosen ? undefined : '6 5' }
  ].map(line => {
    const look = { ...line, pane: small ? 'kit-marks' : 'kit-outlines', fill: false, interactive: false };
    return small ? L.circleMarker(middle, { ...look, radius: RING + 4 }) : L.geoJSON(geometry, look);
  });
  area.outline = L.layerGroup(lines).addTo(map);
}
