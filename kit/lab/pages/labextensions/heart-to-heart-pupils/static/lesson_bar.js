// @ts-check
// The bar above a lesson: the way through the course, how far it is, the hand and the readings of words.
import { handButton } from './hand.js';
import { lacksLetters } from './letters.js';
import { readingsButton } from './readings.js';
import { askForTheWay, waitForTheWay, wayOfSite } from './server.js';

/** @import { Frame } from './room.js' */

const SAVING_MS = 3000;
const ARROW = /[←→]/;

/**
 * @param {HTMLAnchorElement} link
 * @param {string} text - An arrow before or after words, which are left out where there is no room.
 */
function setText(link, text) {
  const words = document.createElement('span');
  words.textContent = text.replace(ARROW, '').trim();
  const arrow = ARROW.exec(text)?.[0] ?? '';
  link.replaceChildren(...(text.startsWith(arrow) ? [arrow, words] : [words, arrow]));
  link.setAttribute('aria-label', words.textContent);
}

/**
 * Return a part of what the bar says, which is a line of its own where there is no room.
 *
 * @param {string} text
 */
function part(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}

/**
 * Show the bar, where there is a way to show.
 *
 * @param {Frame} shell
 * @param {new (options: { node: HTMLElement }) => { id: string }} Widget - Of Lumino, as JupyterLab has it.
 */
export async function addBar(shell, Widget) {
  let way = await waitForTheWay();
  if (!way.lessons.length) return;
  const node = document.createElement('nav');
  const [all, back, next] = ['a', 'a', 'a'].map(() => document.createElement('a'));
  const state = document.createElement('span');
  state.setAttribute('role', 'status');
  node.setAttribute('aria-label', way.name);
  const hand = way.hand ? [handButton(way.hand, shell)] : [];
  node.append(all, back, state, ...hand, ...(way.readings ? [readingsButton(way.readings)] : []), next);
  all.textContent = way.all;
  all.href = way.course;
  const bar = new Widget({ node });
  bar.id = 'kit-bar';
  shell.add(bar, wayOfSite ? 'top' : 'header'); // the browser edition is Jupyter Notebook, which has no header

  const isEmpty = lacksLetters(way.all);
  if (isEmpty) state.lang = 'en';
  const show = () => {
    const place = way.lessons.findIndex(({ path }) => path === shell.currentWidget?.context?.path);
    for (const [link, other, key] of /** @type {const} */ ([
      [back, place - 1, 'back'],
      [next, place + 1, 'next']
    ])) {
      const lesson = place < 0 ? undefined : way.lessons[other];
      link.hidden = !lesson;
      if (!lesson) continue;
      setText(link, lesson[key]);
      link.href = lesson.link;
    }
    const { title = '', state: done = '' } = way.lessons[place] ?? {};
    const parts = isEmpty ? [way.letters] : done ? [title, ' · ', done] : [title];
    if (state.textContent !== parts.join('')) state.replaceChildren(...parts.map(part)); // else a voice says it again
  };
  /** @param {HTMLAnchorElement} link */
  const leave = async link => {
    const context = shell.currentWidget?.context;
    const late = new Promise(done => setTimeout(done, SAVING_MS)); // then the browser asks about what is not saved
    if (context?.isReady && context.model.dirty) await Promise.race([context.save(), late]).catch(() => undefined);
    location.assign(link.href);
  };
  node.addEventListener('click', event => {
    const link = /** @type {Element} */ (event.target).closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave(link);
  });
  const renew = async () => {
    way = await askForTheWay().catch(() => way);
    show();
  };
  shell.currentChanged.connect(show);
  document.addEventListener('visibilitychange', renew);
  let waiting = 0;
  document.addEventListener('click', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(renew, 1500); // an answer is on disk by then; if not, the next click shows it
  });
  show();
}
