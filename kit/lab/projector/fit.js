// @ts-check
const SMALLEST = 0.75; // of the size of text: so in present.css for maps
const ENOUGH = 0.6; // of the screen; a map that would get less takes all of it
// What is seen below a map, in px of the page: the buttons of a card, nothing where a slider is above it, or a line.
const BELOW = /** @type {const} */ ([
  ['[data-item]', 88],
  ['.kit-dial', 0],
  ['*', 62]
]);
const SHORT = /^[ -~–]{1,12}$/; // dates, numbers and short words stay on one line; Japanese ends its lines anywhere
const FIGURES = 'iframe.kit-map, iframe.kit-map-frame, .kit-chart, .js-plotly-plot';

/**
 * Return the maps and charts of a step that are seen.
 *
 * @param {HTMLElement} step
 * @returns {HTMLElement[]}
 */
export function figures(step) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (step.querySelectorAll(FIGURES));
  return [...all].filter(figure => figure.offsetParent);
}

/**
 * Return where an element is, from the top of the stage.
 *
 * @param {Element} element
 * @param {Element} stage
 */
export function edges(element, stage) {
  const { top, bottom } = element.getBoundingClientRect();
  const above = stage.getBoundingClientRect().top;
  return { top: top - above, bottom: bottom - above };
}

/**
 * Let maps, charts and tables of a step fit the screen. A map takes what the words above it and a line below it
 * leave of the screen, or all of it.
 *
 * @param {HTMLElement} step
 * @param {HTMLElement} stage
 */
export function fitStep(step, stage) {
  const scale = Number(document.body.style.getPropertyValue('--kit-scale'));
  const room = stage.clientHeight - 16;
  for (const frame of step.querySelectorAll('.kit-listing-frame'))
    if (frame.scrollWidth > frame.clientWidth) frame.classList.add('kit-tight');
  const cells = /** @type {NodeListOf<HTMLElement>} */ (step.querySelectorAll('td, th'));
  for (const cell of cells) {
    const isShort = SHORT.test(cell.textContent ?? '') && !cell.closest('.kit-tight');
    cell.style.whiteSpace = isShort ? 'nowrap' : '';
  }
  for (const figure of figures(step)) {
    if (figure instanceof HTMLIFrameElement) {
      figure.contentWindow?.postMessage({ kit: 'map', token: figure.name, far: true }, '*');
      const below = Number(BELOW.find(([where]) => figure.closest(where))?.[1]) * scale;
      const left = room - edges(figure, stage).top - stage.scrollTop - below;
      figure.style.height = `${(left > ENOUGH * room ? left : room) / scale / SMALLEST}px`;
    } else if (!figure.matches('.kit-chart')) fitPlot(figure, scale, room);
  }
}

/**
 * Let a plot of a notebook's own be as large as it fits, but never tiny. It is scaled by a transform: Plotly finds the
 * pointer under a transform and not under a zoom.
 *
 * @param {HTMLElement} chart
 * @param {number} scale
 * @param {number} room
 */
function fitPlot(chart, scale, room) {
  const drawn = chart.querySelector('.main-svg');
  const height = Number(chart.dataset.height ?? drawn?.getAttribute('height'));
  if (!height) return;
  chart.dataset.height = `${height}`; // its own, before Plotly takes it from the page, where it may be nothing
  const size = Math.min(scale, Math.max(SMALLEST * scale, room / height));
  const width = ((chart.parentElement?.clientWidth ?? 0) * scale) / size;
  const before = chart.style.width;
  Object.assign(chart.style, {
    display: 'block', // in Voila it is the cell of a table
    zoom: 1 / scale,
    transform: `scale(${size})`,
    transformOrigin: '0 0',
    width: `${width}px`,
    height: `${height}px`,
    marginBottom: `${(size - 1) * height}px`
  });
  if (chart.style.width !== before) window.dispatchEvent(new Event('resize')); // then Plotly draws it anew
}
