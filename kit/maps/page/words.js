// @ts-check
/** @import { Thing } from './scene' */
import { make } from '../../scripts/dom.js';

/**
 * Let a layer say what is known of a thing, where the pointer is.
 *
 * @template {L.Layer} Layer
 * @param {Layer} layer
 * @param {Thing} thing
 * @returns {Layer}
 */
export function tell(layer, thing) {
  const words = () => make('div', make('b', thing.name), ...thing.words.map(line => make('div', line)));
  return layer.bindTooltip(words, { className: 'kit-words', sticky: true });
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
 * @param {L.Map} map
 * @param {L.LatLngExpression} at
 * @param {string[]} lines
 * @param {L.TooltipOptions} look
 */
export function write(map, at, lines, look) {
  const content = make('span', ...lines.filter(Boolean).map(line => make('span.kit-line', line)));
  L.tooltip(at, { permanent: true, className: 'kit-name', ...look, content }).addTo(map);
}

/**
 * Let Enter and the space bar press a shape that has the keyboard.
 *
 * @param {Element} path
 * @param {() => void} press
 */
export function onPress(path, press) {
  path.addEventListener('keydown', event => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    if (key !== 'Enter' && key !== ' ') return;
    event.preventDefault();
    press();
  });
}
