// @ts-check
/** @import { Area, Message, Scene, Send, Target } from './scene' */
/** @import { pointerTargets } from './targets.js' */
import { outlines } from './outlines.js';
import { onPress, spoken, write } from './words.js';

export const RING = 13;

/**
 * An area on the map: what is drawn of it, what it is now, and what it was when the page came.
 *
 * @typedef {Omit<Area, 'geometry'> & {
 *   geometry: GeoJSON.MultiPolygon, chosen: boolean, focused: boolean, first: Partial<Area>, paths: L.Path[],
 *   front: SVGElement, outline?: L.LayerGroup
 * }} DrawnArea
 */

/** @param {{ fill: string }} area */
const style = ({ fill }) => ({ fillColor: fill, fillOpacity: 1, color: '#333' });

/**
 * Draw the states; they can be looked at by pointer and keyboard, and where the scene says so, be picked.
 *
 * @param {L.LayerGroup} layers
 * @param {Scene} scene
 * @param {ReturnType<typeof pointerTargets>} pointer
 * @param {Send} send
 */
export function drawAreas(layers, scene, pointer, send) {
  const areas = new Map(scene.areas.map(area => [area.id, drawArea(layers, area)]));
  const capitals = new Map(scene.dots.filter(dot => !dot.count).map(dot => [dot.area, dot]));
  /** @type {string | null} */
  let picked = null;

  /** @param {DrawnArea} area */
  const isChosen = area => area.id === picked || area.chosen;
  /** @param {DrawnArea} area */
  const canPick = area => scene.pick && area.pickable;
  /** @param {DrawnArea} area */
  function paint(area) {
    outline(layers, area, isChosen(area));
    for (const path of area.paths) path.setStyle(style(area));
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
  function restyle({ styles = {}, texts = {}, lead = '' }) {
    // Where several can be chosen, each look says whether it is.
    if (Object.values(styles).some(look => 'chosen' in look)) picked = null;
    for (const area of areas.values()) {
      const { words, ...look } = styles[area.id] ?? {};
      const own = area.first.words ?? [];
      Object.assign(area, area.first, look);
      if (words)
        area.words = words.map((word, at) =>
          word === null ? (own.at(at - words.length) ?? '') : (texts[word] ?? lead + word)
        );
      paint(area);
    }
  }
  /** @type {(area: DrawnArea) => Target} */
  function target(area) {
    const capital = capitals.get(area.id);
    return {
      thing() {
        const { name, words } = area;
        if (!capital || words.some(line => line.includes(capital.name))) return area;
        return { name, words: [...words.slice(0, -1), `${capital.name}: ${capital.words[0]}`, ...words.slice(-1)] };
      },
      press: () => pick(area),
      centres: capital ? [area.middle, [capital.lat, capital.lon]] : [area.middle],
      isSmall: area.isInset || area.small,
      isMark: area.isInset || area.paths.length > 1
    };
  }
  for (const area of areas.values()) {
    const own = target(area);
    pointer.add(own, ...area.paths.map(path => path.getElement()));
    makeReachable(area, canPick(area), scene.pick, {
      press: () => (canPick(area) ? pick(area) : pointer.show(own)),
      look(isSeen) {
        area.focused = isSeen;
        outline(layers, area, isChosen(area));
        if (isSeen) pointer.show(own);
        else pointer.hide();
      }
    });
    paint(area);
  }
  return { choose, restyle };
}

/**
 * Draw one state, a ring around it where it is small, and its name.
 *
 * @param {L.LayerGroup} layers
 * @param {Area} area
 * @returns {DrawnArea}
 */
function drawArea(layers, area) {
  const { fill, member, words, small, middle, label, name, mark } = area;
  const geometry = outlines(area.geometry);
  const shape = /** @type {L.Path} */ (L.geoJSON(geometry, { style: { ...style(area), weight: 1 } }).getLayers()[0]);
  const paths = [shape.addTo(layers)];
  if (small && (label || words.length)) {
    const look = { ...style(area), radius: RING, weight: 2.5, className: 'kit-ring', pane: 'kit-marks' };
    paths.push(L.circleMarker(middle, look).addTo(layers));
  }
  if (label) {
    const [lat, lon, direction] = label;
    const offset = L.point(direction === 'right' && small ? RING + 1 : 0, 0);
    write(layers, [lat, lon], [name, mark], { direction, offset, className: 'kit-name kit-state' });
  }
  const front = /** @type {SVGElement} */ (paths[paths.length - 1].getElement());
  if (small) shape.getElement()?.setAttribute('aria-hidden', 'true');
  const first = { fill, member, words, chosen: false };
  return { ...area, geometry, paths, front, first, chosen: false, focused: false };
}

/**
 * Let the keyboard and a screen reader reach a state of which something is said.
 *
 * @param {DrawnArea} area
 * @param {boolean} can - Whether it can be picked.
 * @param {boolean} isPickMap - Where others can be picked, Tab leads only to these.
 * @param {{ press: () => void, look: (isSeen: boolean) => void }} does
 */
function makeReachable({ front, id, words }, can, isPickMap, { press, look }) {
  front.classList.add('kit-area');
  front.dataset.area = id;
  if (!can && !words.length) return front.setAttribute('aria-hidden', 'true');
  front.setAttribute('role', can ? 'button' : 'img');
  if (!can && isPickMap) return;
  front.setAttribute('tabindex', '0');
  onPress(front, press);
  front.addEventListener('focus', () => {
    if (front.matches(':focus-visible')) look(true);
  });
  front.addEventListener('blur', () => look(false));
}

/**
 * Draw an outline around what is chosen, or has the keyboard, above all areas: raising the area itself would take the
 * keyboard's focus from it.
 *
 * @param {L.LayerGroup} layers
 * @param {DrawnArea} area
 * @param {boolean} isChosen
 */
function outline(layers, area, isChosen) {
  if (area.outline) layers.removeLayer(area.outline);
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
  area.outline = L.layerGroup(lines).addTo(layers);
}
