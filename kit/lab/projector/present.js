// @ts-check
// A lesson step by step: one cell, one step. The keys are asked for when the class has voted.
/** @import { Timer } from './clock.js' */
import { make, on } from '../../scripts/dom.js';
import { markLanguages } from '../../scripts/language.js';
import { itemOf, showSingly } from './card.js';
import { clockText, turned } from './clock.js';
import { edges, figures, fitStep } from './fit.js';
import { given, openAgain } from './open_again.js';
import { groupSteps } from './steps.js';
import { openTally } from './tally.js';

const FORWARD = ['PageDown', 'ArrowRight', 'ArrowDown', ' '];
const BACKWARD = ['PageUp', 'ArrowLeft', 'ArrowUp'];
const TYPING = 'input, textarea, select, [data-item], [data-keys]';

/** @type {{ strings: Record<string, string>, minutes: number, skip: number[], start: number }} */
const { strings, minutes, skip, start: first } = JSON.parse(document.getElementById('kit-present')?.textContent ?? '');
const key = `kit-present${location.pathname}`;
const channel = given(() => new BroadcastChannel(key)); // to the page of the notes
const stage = /** @type {HTMLElement} */ (document.getElementById('rendered_cells'));
const store = given(() => sessionStorage);
/** @type {Timer} - It outlives a reload. */
let timer = JSON.parse(store?.getItem(key) ?? 'null') ?? { passed: 0, since: Date.now() };
/** @type {HTMLElement[]} */
let steps = [];
let now = 0;

/** @type {(label: string, press: () => void, name?: string) => HTMLButtonElement} */
const button = (label, press, name) =>
  make('button', { type: 'button', onclick: press, ...(name && { ariaLabel: name }) }, label);
const place = make('output');
const clock = make('time');
const vote = button(strings.hands, tally);
const notes = button(strings.notes, () => window.open('?notes', 'kit-notes', 'width=900,height=700'));
const pause = button('', turnClock);
const ways = [button('◀', back, strings.back), place, button('▶', next, strings.next)];
const bar = make('nav.bar', { ariaLabel: strings.steps }, ...ways, vote, notes, clock, pause);

/** @param {number} which */
function show(which) {
  now = Math.max(0, Math.min(steps.length - 1, which));
  steps.forEach((step, at) => step.classList.toggle('kit-step-now', at === now));
  stage.scrollTo(0, 0);
  const end = now + 1 === steps.length ? ` · ${strings.end}` : '';
  place.textContent = `${now + 1} / ${steps.length}${end}`;
  window.dispatchEvent(new Event('resize'));
  history.replaceState(null, '', `#${now + 1}`);
  tell();
}

// A clicker has two buttons: what is below the screen comes first, a figure that is cut off as a whole; then the next
// step.
function next() {
  const left = stage.scrollHeight - stage.clientHeight - stage.scrollTop;
  const cut = figures(steps[now])
    .map(figure => edges(figure, stage))
    .find(({ top, bottom }) => top > 60 && top < stage.clientHeight && bottom > stage.clientHeight);
  if (left > 24) stage.scrollBy({ top: cut ? cut.top - 8 : 0.8 * stage.clientHeight });
  else if (now + 1 < steps.length) show(now + 1);
}

function back() {
  if (stage.scrollTop > 24) stage.scrollBy({ top: -0.8 * stage.clientHeight });
  else show(now - 1);
}

function tell() {
  channel?.postMessage({ cells: steps[now].dataset.cells?.split(' ').map(Number), place: place.textContent });
  tick();
}

function turnClock() {
  timer = turned(timer, Date.now());
  tick();
}

function tick() {
  openAgain(stage, store);
  // Widgets are drawn a little later than their step is shown.
  showSingly(steps[now]);
  fitStep(steps[now], stage);
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (steps[now].querySelectorAll('.kit-tally')))
    box.hidden = !(/** @type {HTMLElement} */ (box.previousElementSibling).offsetParent);
  vote.hidden = !itemOf(steps[now]);
  clock.textContent = clockText(timer, Date.now(), minutes, strings.paused);
  pause.textContent = timer.since === null ? strings.go_on : strings.pause;
  store?.setItem(key, JSON.stringify(timer));
  channel?.postMessage({ clock: clock.textContent, pause: pause.textContent });
}

function tally() {
  const item = itemOf(steps[now]);
  const open = item?.nextElementSibling;
  if (open?.matches('.kit-tally')) open.remove();
  else if (item) markLanguages(openTally(item, strings));
}

/** @param {string} name */
const way = name => (FORWARD.includes(name) ? next : BACKWARD.includes(name) ? back : null);

/**
 * Move by a key: a clicker's keys are the projector's everywhere; arrows and the space bar, only where nothing else
 * needs them.
 *
 * @param {KeyboardEvent & { target: Element }} event
 */
function onKey(event) {
  const taken = event.key === ' ' ? `${TYPING}, button, summary, a` : TYPING;
  const isTaken = !event.key.startsWith('Page') && event.target.closest?.(taken);
  const move = way(event.key);
  if (!move || isTaken || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  move();
}

/**
 * Let a link within the lesson lead to the step that contains what it names.
 *
 * @param {MouseEvent & { target: Element }} event
 */
function onClick(event) {
  const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest?.('a[href^="#"]'));
  const id = decodeURIComponent(link?.hash.slice(1) ?? '');
  const to = steps.findIndex(step => id && step.querySelector(`#${CSS.escape(id)}`));
  if (to < 0) return;
  event.preventDefault();
  show(to);
}

function scale() {
  const wide = window.innerWidth / 1280;
  document.body.style.setProperty('--kit-scale', `${Math.max(1, 1.85 * wide)}`);
  document.body.style.setProperty('--kit-bar', `${Math.max(0.5, wide)}`);
}

function start() {
  if (stage.style.display === 'none') return setTimeout(start, 100);
  steps = groupSteps(stage, skip, first);
  if (!steps.length) return; // nothing of the notebook can be shown: the page stays as it is
  document.body.classList.add('kit-large');
  for (const step of steps) step.classList.add('kit-step');
  scale();
  document.body.append(bar);
  markLanguages(bar);
  on(window, 'resize', scale);
  on(document, 'keydown', onKey, { capture: true });
  on(document, 'click', onClick);
  /** @type {Record<string, () => void>} */
  const does = { next, back, pause: turnClock, where: tell };
  if (channel) on(channel, 'message', ({ data }) => does[data]?.());
  // From inside a map.
  on(window, 'message', ({ data }) => data?.kit === 'map' && data.key && way(data.key)?.());
  setInterval(tick, 1000);
  show((Number(location.hash.slice(1)) || 1) - 1);
}
start();
