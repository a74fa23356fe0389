// @ts-check
/** @import { Message, Scene, Send } from './scene' */
import { make } from '../../scripts/dom.js';
import { markLanguages } from '../../scripts/language.js';
import { drawAreas } from './areas.js';
import { drawDots } from './dots.js';
import { drawFlows } from './flows.js';
import { withInset } from './inset.js';
import { outlines } from './outlines.js';
import { pointerTargets } from './targets.js';
import { fitView } from './view.js';
import { write } from './words.js';

// folium's popups ask jQuery for one thing: an element from text.
window.$ ??= (/** @type {string} */ html) => [document.createRange().createContextualFragment(html).firstElementChild];

/** @type {Send} */
function send(message) {
  if (window.parent !== window) window.parent.postMessage({ kit: 'map', token: window.name, ...message }, '*');
}

/** @type {(title: string, entries: [string, string][]) => void} */
function drawLegend(title, entries) {
  const lines = entries.map(([fill, text]) => {
    const swatch = make('span.swatch');
    swatch.style.background = fill;
    return make('li', swatch, text);
  });
  document.querySelector('.kit-legend-title')?.replaceChildren(title);
  document.querySelector('.kit-legend')?.replaceChildren(...lines);
}

/**
 * Draw the areas, names and places of one scene, and hear what the card or dial around the page says.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 */
export function kitScene(map, scene) {
  map.createPane('kit-outlines').style.cssText = 'z-index: 450; pointer-events: none';
  map.createPane('kit-flows').style.zIndex = '455';
  map.createPane('kit-marks').style.zIndex = '460';
  const layers = L.layerGroup().addTo(map);
  const pointer = pointerTargets(map);
  const root = document.documentElement.classList;
  /** @type {ReturnType<typeof drawAreas>} */
  let areas;
  /** @type {ReturnType<typeof drawDots>} */
  let dots;
  /** @type {Message} - All that was heard, for a map that is drawn anew. */
  const heard = {};

  /** @param {boolean} isNarrow */
  function draw(isNarrow) {
    const shown = isNarrow ? withInset(scene) : scene;
    layers.clearLayers();
    pointer.clear();
    L.geoJSON(outlines(shown.neighbours), { interactive: false, style: { className: 'kit-neighbours' } }).addTo(layers);
    if (shown.box) L.rectangle(shown.box, { interactive: false, className: 'kit-box' }).addTo(layers);
    areas = drawAreas(layers, shown, pointer, send);
    drawFlows(layers, shown, pointer);
    for (const { at, names } of shown.seas)
      write(layers, at, names, { direction: 'center', className: 'kit-name kit-sea' });
    dots = drawDots(layers, shown, pointer, send);
    follow(heard);
    return shown.extent;
  }
  /** @param {Message} message */
  function follow(message) {
    if (message.styles) areas.restyle(message);
    if (message.title) document.querySelector('h1')?.replaceChildren(message.title);
    if (message.legend) drawLegend(message.legend_title ?? '', message.legend);
    if (message.chosen !== undefined) areas.choose(message.chosen);
    if (message.place !== undefined) dots.show(message.place);
    if (message.far && !root.contains('kit-far')) {
      root.add('kit-far');
      map.fire('moveend'); // names of another size find other places
    }
  }
  /** @param {MessageEvent<Message & { kit?: string, token?: string } | null>} event */
  function hear({ source, data }) {
    if (source !== window.parent || data?.kit !== 'map' || data.token !== window.name) return;
    follow(Object.assign(heard, data) && data);
  }
  fitView(map, scene, draw);
  window.addEventListener('message', hear);
  // A clicker works on the projector also while the map has the keyboard.
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'PageDown' || key === 'PageUp') send({ key });
  });
  markLanguages(document.body);
  send({ ready: true });
}
