// @ts-check
/** @import { Message, Scene, Send } from './scene' */
import { make } from '../../scripts/dom.js';
import { drawAreas } from './areas.js';
import { drawDots } from './dots.js';
import { drawFlows } from './flows.js';
import { outlines } from './outlines.js';
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
    const swatch = make('span.kit-swatch');
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
  const pale = { fillColor: '#f4f2ec', fillOpacity: 1, color: '#c9c5ba', weight: 0.7 };
  L.geoJSON(outlines(scene.neighbours), { interactive: false, style: pale }).addTo(map);
  const areas = drawAreas(map, scene, send);
  drawFlows(map, scene);
  for (const { at, names } of scene.seas) write(map, at, names, { direction: 'center', className: 'kit-name kit-sea' });
  const dots = drawDots(map, scene, send, areas.press);
  fitView(map, scene);

  /** @param {MessageEvent<Message & { kit?: string, token?: string } | null>} event */
  function hear({ source, data }) {
    if (source !== window.parent || data?.kit !== 'map' || data.token !== window.name) return;
    if (data.styles) areas.restyle(data);
    if (data.title) document.querySelector('h1')?.replaceChildren(data.title);
    if (data.legend) drawLegend(data.legend_title ?? '', data.legend);
    if (data.chosen !== undefined) areas.choose(data.chosen);
    if (data.place !== undefined) dots.show(data.place);
  }
  window.addEventListener('message', hear);
  // A clicker works on the projector also while the map has the keyboard.
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'PageDown' || key === 'PageUp') send({ key });
  });
  send({ ready: true });
}
