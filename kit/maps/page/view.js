// @ts-check
/** @import { Scene } from './scene' */
import { make, on } from '../../scripts/dom.js';

// Below this width, or a height like it, a map of all states is too small for their names.
const NARROW = 380;
const DEEPEST = 5;
const ORDER = ['kit-count', 'kit-state', 'kit-scale', 'kit-town', 'kit-sea'];
const DOT = 12;
const RING_AND_ROOM = 30; // of a small state
const HERE = [0, 0];
const NEAR = [0, -1, 1, -2, 2, -3, 3];
const MOVES = NEAR.flatMap(y => NEAR.map(x => [x, y])).sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
const ROOM = 0.02; // of the width of the map
const SPACE = 3; // in pixels, on both sides of the name of a state: two names on one line are not one word
const ASHORE = 3; // of these 15 points of a name; it can then still be read

/**
 * Keep the map in its frame: whole at first, never out of view, with a way back; and name the map and its buttons.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 * @param {(isNarrow: boolean) => L.LatLngBoundsExpression} draw - Draws the scene; returns what it covers.
 */
export function fitView(map, { zoom, whole, title }, draw) {
  const container = map.getContainer();
  // Leaflet focuses the map that is pressed; the page around it must not scroll under the finger then.
  const focus = container.focus.bind(container);
  container.focus = () => focus({ preventScroll: true });
  const back = make('button.whole', { type: 'button', hidden: true }, whole);
  /** @type {boolean | undefined} */
  let wasNarrow;
  /** @type {L.LatLngBoundsExpression} */
  let extent;
  function fit() {
    map.invalidateSize({ animate: false });
    const { x, y } = map.getSize();
    const isSeen = x > 0 && y > 0;
    const isNarrow = isSeen && Math.min(x, 0.9 * y) < NARROW;
    if (wasNarrow === undefined || (isSeen && isNarrow !== wasNarrow)) {
      extent = draw(isNarrow);
      wasNarrow = isNarrow;
    }
    if (!isSeen) return;
    map.setMinZoom(0).setMaxBounds();
    map.fitBounds(extent, { animate: false });
    const least = map.getZoom();
    // What is seen now is all that can be seen: however far it was moved, the region is in view.
    map
      .setMinZoom(least)
      .setMaxZoom(least + DEEPEST)
      .setMaxBounds(map.getBounds());
    settle();
  }
  function settle() {
    back.hidden = map.getZoom() < map.getMinZoom() + 0.01;
    declutter(container);
  }
  map.attributionControl.remove();
  map.zoomControl.setPosition('bottomleft'); // open sea, also on a narrow map
  for (const [way, name] of Object.entries(zoom)) {
    const button = container.querySelector(`.leaflet-control-zoom-${way}`);
    button?.setAttribute('title', name);
    button?.setAttribute('aria-label', name);
  }
  container.setAttribute('role', 'group');
  container.setAttribute('aria-label', title);
  container.querySelector('.leaflet-top.leaflet-left')?.append(back);
  L.DomEvent.disableClickPropagation(back);
  on(back, 'click', () => {
    container.focus();
    fit();
  });
  // One finger scrolls the page; two, or a mouse, move the map.
  const byPointer = (/** @type {PointerEvent} */ { pointerType }) =>
    map.dragging[pointerType === 'mouse' ? 'enable' : 'disable']();
  on(container, 'pointerdown', byPointer, { capture: true });
  map.on('zoomend moveend', settle);
  new ResizeObserver(fit).observe(container);
  fit();
}

/**
 * Let no name cover another one or a button, nor the edge of the map cut it: states come before places and seas, and
 * those with figures before the others. A name moves a little to find room, and what has none is hidden. Figures of
 * states come where all names have left room.
 *
 * @param {HTMLElement} container
 */
function declutter(container) {
  const edge = container.getBoundingClientRect();
  const boxOf = (/** @type {Element} */ node) => node.getBoundingClientRect();
  const taken = [...container.querySelectorAll('.leaflet-bar, .kit-whole:not([hidden])')].map(boxOf);
  const names = /** @type {HTMLElement[]} */ ([...container.querySelectorAll('.kit-name')]);
  const rank = (/** @type {HTMLElement} */ { classList }) => ORDER.findIndex(name => classList.contains(name));
  /** @type {(part: HTMLElement) => boolean} */
  function isFree(part) {
    const box = boxOf(part);
    const isCut = box.left < edge.left || box.right > edge.right || box.top < edge.top || box.bottom > edge.bottom;
    const space = part.closest('.kit-state') ? SPACE : 0;
    const wide = new DOMRect(box.x - space, box.y, box.width + 2 * space, box.height);
    if (isCut || taken.some(other => overlap(wide, other))) return false;
    taken.push(wide);
    return true;
  }
  /** @type {HTMLElement[]} */
  const further = [];
  const figures = (/** @type {HTMLElement} */ name) => name.querySelectorAll('.kit-state .kit-line').length;
  for (const name of names.sort((one, other) => rank(one) - rank(other) || figures(other) - figures(one))) {
    const lines = /** @type {HTMLElement[]} */ ([...name.querySelectorAll('.kit-line')]);
    const [isState, isSea] = ['kit-state', 'kit-sea'].map(kind => name.classList.contains(kind));
    /** @type {(part: HTMLElement) => boolean} */
    const hasRoom = part =>
      places(name, edge.width).some(([x, y]) => {
        name.style.translate = `${x}px ${y}px`;
        return !(isSea && pointsOnLand(boxOf(part)) > ASHORE) && isFree(part);
      });
    const isWhole = !isState && hasRoom(name);
    const isShown = isWhole || hasRoom(lines[0]); // a sea has several names; the first one alone may have room
    name.style.visibility = isShown ? '' : 'hidden';
    for (const line of lines.slice(1)) line.style.visibility = isWhole ? '' : 'hidden';
    if (isState && isShown) further.push(...lines.slice(1));
  }
  for (const line of further) line.style.visibility = line.offsetWidth && isFree(line) ? '' : 'hidden';
}

/**
 * Return by how much a name may move, in pixels: the name of a sea or state a little, that of a place to another side
 * of it.
 *
 * @param {HTMLElement} name
 * @param {number} width - Of the map.
 */
function places({ classList, offsetWidth, offsetHeight }, width) {
  if (classList.contains('kit-sea')) return MOVES.map(([x, y]) => [x * ROOM * width, y * ROOM * width]);
  if (classList.contains('kit-state')) {
    const [half, down] = [offsetWidth / 2, 0.7 * offsetHeight];
    const moves = [HERE, [half, 0], [-half, 0], [0, down], [0, -down]];
    const left = classList.contains('leaflet-tooltip-right') ? -offsetWidth - RING_AND_ROOM : -half - 1.5 * DOT;
    return [...moves, [left, 0], [left, down], [0, 2 * down], [0, -2 * down], [-offsetWidth, 0]];
  }
  if (classList.contains('kit-scale')) return [HERE, [-offsetWidth / 2, 0], [0, 2 * offsetHeight]];
  if (!classList.contains('kit-town')) return [HERE];
  const across = (classList.contains('leaflet-tooltip-left') ? 1 : -1) * (offsetWidth + 2 * DOT);
  const down = offsetHeight / 2 + DOT;
  return [HERE, [across, 0], [across / 2, down], [across / 2, -down]];
}

/** @type {(box: DOMRect) => number} */
function pointsOnLand({ left, top, width, height }) {
  const points = Array.from({ length: 15 }, (_, at) =>
    document.elementFromPoint(left + (width * (at % 5)) / 4.1, top + (height * (1 + (at % 3))) / 4)
  );
  return points.filter(node => node?.classList.contains('kit-area')).length;
}

// Letters fill less than their box.
const SLACK = 3;
/** @type {(one: DOMRect, other: DOMRect) => boolean} */
const overlap = (one, other) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > SLACK;
