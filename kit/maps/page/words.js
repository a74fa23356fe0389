// @ts-check
/** @import { Thing } from './scene' */
import { make } from '../../scripts/dom.js';

const EDGE = 4;
const GAP = 14;

/**
 * Return the box that says what is known of a thing: near a point, and always whole inside the map.
 *
 * @param {L.Map} map
 */
export function wordsBox(map) {
  const frame = map.getContainer();
  const box = make('div.words');
  const hide = () => box.remove();
  map.on('mouseout movestart zoomstart', hide);
  return {
    hide,
    /** @type {(thing: Thing, point: { x: number, y: number }) => void} */
    show({ name, words }, { x, y }) {
      box.replaceChildren(make('b', name), ...words.map(line => make('div', line)));
      frame.append(box);
      const { offsetWidth, offsetHeight } = box;
      const above = y - GAP - offsetHeight;
      const top = above < EDGE ? Math.min(y + GAP, frame.clientHeight - offsetHeight - EDGE) : above;
      const left = Math.min(x - offsetWidth / 2, frame.clientWidth - offsetWidth - EDGE);
      box.style.left = `${Math.max(EDGE, left)}px`;
      box.style.top = `${Math.max(EDGE, top)}px`;
    }
  };
}

/**
 * Return what a screen reader says of a thing.
 *
 * @param {Thing} thing
 */
export function spoken({ name, words }) {
  return [name, ...words].join('. ');
}

/**
 * Write lines on the map.
 *
 * @param {L.LayerGroup} layers
 * @param {L.LatLngExpression} at
 * @param {string[]} lines
 * @param {L.TooltipOptions} look
 */
export function write(layers, at, lines, look) {
  const content = make('span', ...lines.filter(Boolean).map(line => make('span.line', line)));
  L.tooltip(at, { permanent: true, className: 'kit-name', ...look, content }).addTo(layers);
}

/**
 * Let Enter and the space bar press a shape that has the keyboard.
 *
 * @param {Element} path
 * @param {() => void} press
 */
export function onPress(path, press) {
  path.addEventListener('keydown', event => {
    const { key, repeat } = /** @type {KeyboardEvent} */ (event);
    if (key !== 'Enter' && key !== ' ') return;
    event.preventDefault();
    if (!repeat) press(); // a key that is held would tick and untick
  });
}
