// @ts-check
/** @import { Scene } from './scene' */
import { make, on } from '../../scripts/dom.js';

// Below this width, or a height like it, a map of all states is too small for their names.
const NARROW = 380;
const DEEPEST = 5;
const ORDER = ['kit-count', 'kit-scale', 'kit-state', 'kit-town', 'kit-sea'];

/**
 * Keep the map in its frame: whole at first, never out of view, with a way back; and name the map and its buttons.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 * @param {(isNarrow: boolean) => L.LatLngBoundsExpression} draw - Draws the scene; returns what it covers.
 */
export function fitView(map, { zoom, whole, title }, draw) {
  const container = map.getContainer();
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
    container.focus({ preventScroll: true });
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
 * Hide each name that another one covers, or the edge of the map cuts; states come before places and seas.
 *
 * @param {HTMLElement} container
 */
function declutter(container) {
  const edge = container.getBoundingClientRect();
  /** @type {DOMRect[]} */
  const taken = [];
  const names = /** @type {HTMLElement[]} */ ([...container.querySelectorAll('.kit-name')]);
  const rank = (/** @type {HTMLElement} */ { classList }) => ORDER.findIndex(name => classList.contains(name));
  for (const name of names.sort((one, other) => rank(one) - rank(other))) {
    const hides = () => {
      const box = name.getBoundingClientRect();
      const isCut = box.left < edge.left || box.right > edge.right || box.top < edge.top || box.bottom > edge.bottom;
      return isCut || taken.some(other => overlap(box, other));
    };
    name.classList.remove('kit-brief');
    // A sea has several names: where they have no room, the first one alone may have.
    name.classList.toggle('kit-brief', hides());
    const isHidden = hides();
    name.style.visibility = isHidden ? 'hidden' : '';
    if (!isHidden) taken.push(name.getBoundingClientRect());
  }
}

// Letters fill less than their box.
const SLACK = 3;
/** @type {(one: DOMRect, other: DOMRect) => boolean} */
const overlap = (one, other) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > SLACK;
