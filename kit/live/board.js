// @ts-check
// The teacher's board: rows arrive as they change, and what the teacher presses goes to the service.
import { on } from '../scripts/dom.js';

/** @typedef {{ order: Record<string, string[]>, rows: Record<string, Record<string, string>> }} News */

/** @param {string} id */
const byId = id => /** @type {HTMLInputElement} */ (document.getElementById(id));
const board = byId('board');
const { base, lesson, hand, lost, saved, refused } = board.dataset;
let isFirst = true;

/** @param {string} [text] */
function say(text = '') {
  byId('said').textContent = text;
}

/**
 * Put the rows of a part in order; what has not changed stays as it is, with what is typed there.
 * @param {string} part
 * @param {string[]} order
 * @param {Record<string, string>} changed
 */
function show(part, order, changed) {
  const place = /** @type {HTMLElement} */ (board.querySelector(`[data-rows="${part}"]`));
  const known = new Map([...place.children].map(row => [row.getAttribute('data-key') ?? '', row]));
  for (const [key, row] of known) if (!order.includes(key)) row.remove();
  order.forEach((key, at) => {
    const old = known.get(key);
    const row = Object.hasOwn(changed, key) ? renewed(old, key, changed[key]) : old;
    if (row !== old) old?.remove();
    if (row && place.children[at] !== row) place.insertBefore(row, place.children[at] ?? null);
    if (part === 'hands' && !old && !isFirst && row) say(spoken(row));
  });
}

/**
 * Return a row with its new content: of one that is shown, only the cells that differ are replaced.
 * @param {Element | undefined} old
 * @param {string} key
 * @param {string} html - From the service, in which every text is escaped.
 */
function renewed(old, key, html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const row = /** @type {Element} */ (template.content.firstElementChild);
  row.setAttribute('data-key', key);
  if (old?.children.length !== row.children.length) return row;
  for (const { name, value } of row.attributes) old.setAttribute(name, value);
  [...row.children].forEach((cell, at) => {
    if (!old.children[at].isEqualNode(cell)) old.children[at].replaceWith(cell);
  });
  return old;
}

/** @param {Element} row */
function spoken(row) {
  const name = board.classList.contains('hide-names') ? '.alias' : '.name';
  return `${hand}: ${row.querySelector(name)?.textContent ?? ''}`;
}

/**
 * Tell the service what the teacher wants.
 * @param {string} path
 * @param {object} wish
 */
async function send(path, wish) {
  try {
    const reply = await fetch(`${base}board/${path}`, { method: 'POST', body: JSON.stringify({ lesson, ...wish }) });
    say(reply.ok ? saved : refused);
  } catch {
    say(lost);
  }
}

const query = new URLSearchParams(location.search);
const SILENCE = 25_000; // ms; the service speaks each ten seconds

/** Hear of news, for ever: a proxy may refuse, or keep a stream open that nobody feeds any more. */
function listen() {
  const stream = new EventSource(`${base}board/stream?${query}`);
  let timer = setTimeout(again, SILENCE);
  function again() {
    stream.close();
    say(lost);
    clearTimeout(timer);
    setTimeout(listen, 1000);
  }
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(again, SILENCE);
  }
  on(stream, 'beat', wait);
  on(stream, 'message', event => {
    wait();
    hear(JSON.parse(event.data));
  });
  on(stream, 'error', () => (stream.readyState === EventSource.CLOSED ? again() : say(lost)));
}

/** @param {News} news */
function hear({ order, rows }) {
  const focused = document.activeElement?.id;
  for (const [part, keys] of Object.entries(order)) show(part, keys, rows[part] ?? {});
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
  if (byId('said').textContent === lost) say();
  isFirst = false;
}

/**
 * Let an address of the board hide names, or not.
 * @param {URLSearchParams} asked
 * @param {boolean} isHidden
 */
function forProjector(asked, isHidden) {
  asked.delete('projector');
  if (isHidden) asked.set('projector', '1');
  return asked;
}

listen();

on(board, 'click', event => {
  const button = event.target.closest('button');
  const { flag, items, pin, remove } = button?.dataset ?? {};
  if (flag) send('flags', { flag, items: items.split(' '), is_set: button.ariaPressed !== 'true' });
  if (pin !== undefined) send('pin', { learner: pin });
  if (remove !== undefined) send('remove', {});
});

on(board, 'change', ({ target }) => {
  const { criterion } = target.dataset;
  if (target.id === 'projector') {
    for (const name of ['hide-names', 'projector']) board.classList.toggle(name, target.checked);
    history.replaceState(null, '', `?${forProjector(query, target.checked)}`);
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (board.querySelectorAll('nav a')))
      link.search = `${forProjector(new URLSearchParams(link.search), target.checked)}`;
  } else if (criterion) {
    const { learner, item, words } = target.closest('li').dataset;
    send('marks', { learner, item, words, criterion, mark: Number(target.value) });
  }
});
