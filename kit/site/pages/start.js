// @ts-check
// Before a notebook opens: say in words how far Python is, and see to it that answers are kept where they can be.
// The page of JupyterLite imports this in the place of its own first script.
import { hasRoom } from './answers.js';
import { find } from './page.js';
import { showWay } from './way.js';
import { ready } from './worker.js';

const root = new URL('../', import.meta.url); // this file is in pages/
const STUCK_MS = 180000; // a slow tablet is ready before
const bar = find('#kit-start progress');
const line = find('#kit-start p');
/** @type {Record<string, Record<string, string>>} */
const strings = JSON.parse(find('#kit-strings').textContent);
const path = new URLSearchParams(location.search).get('path') ?? '';
const language = path.split('/')[0];
const text = strings[language] ?? strings.en;

document.documentElement.lang = language in strings ? language : 'en';
document.title = text.title;
find('#kit-start h1').textContent = text.title;
find('#kit-start a').textContent = text.back;

/**
 * Return whether the browser has a file from an earlier visit.
 * @param {string} path
 */
async function isHere(path) {
  try {
    return Boolean(await caches.match(new URL(path, root)));
  } catch {
    return false; // plain http to another name, or storage that is blocked
  }
}

/** Fetch what Python needs and the browser does not have, and show how much of it is here. */
async function fetchPython() {
  /** @type {[string, number][]} */
  const needed = await (await fetch(new URL('first-files.json', root))).json();
  const known = await Promise.all(needed.map(([path]) => isHere(path)));
  const files = needed.filter((_, place) => !known[place]);
  if (!files.length) return;
  const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
  let here = 0;
  const show = (/** @type {number} */ bytes) => {
    here += bytes;
    bar.value = here / total;
    const megabytes = (/** @type {number} */ sum) => String(Math.round(sum / 1e6));
    line.textContent = text.fetching.replace('{here}', megabytes(here)).replace('{total}', megabytes(total));
  };
  show(0);
  const fetchRest = async () => {
    for (let next = files.shift(); next; next = files.shift()) await fetchOne(next[0], show);
  };
  await Promise.all([fetchRest(), fetchRest(), fetchRest(), fetchRest()]);
}

/**
 * @param {string} path
 * @param {(bytes: number) => void} show
 */
async function fetchOne(path, show) {
  const response = await fetch(new URL(path, root));
  if (!response.ok || !response.body) throw new Error(`${response.status} ${path}`);
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) show(part.value.length);
}

/**
 * Say that Python starts, in a line at the foot of the page, until it has answered for the first time; and say what to
 * do where it says that it failed, or nothing for long.
 */
async function watchPython() {
  const start = find('#kit-start');
  bar.removeAttribute('value');
  line.textContent = text.starting;
  start.classList.add('small');
  const sayStuck = () => {
    line.setAttribute('role', 'alert');
    line.textContent = text.stuck;
    start.classList.add('stuck');
    bar.remove();
  };
  const failed = new BroadcastChannel(`Python failed ${root.pathname}`); // python.js says so
  failed.onmessage = sayStuck;
  const late = setTimeout(sayStuck, STUCK_MS);
  await kernelInfo();
  clearTimeout(late);
  failed.close();
  start.remove();
}

/** Wait for the kernel of the notebook; JupyterLite says no earlier than this that it can be used. */
async function kernelInfo() {
  for (;;) {
    const app = /** @type {any} */ (window).jupyterapp;
    const kernel = app?.shell.currentWidget?.sessionContext?.session?.kernel;
    if (kernel) return kernel.info;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

try {
  const isRoom = await hasRoom();
  const areKept = (await ready()) && isRoom;
  // JupyterLite opens no notebook of which it cannot write a copy; without this store it uses another one.
  if (!isRoom) Object.defineProperty(window, 'indexedDB', { value: undefined });
  const isClass = document.querySelector('#kit-class'); // it has a bar and a lesson of its own
  if (!isClass) showWay(language, areKept);
  await fetchPython();
  await import(new URL('config-utils.js', root).href);
  await watchPython();
} catch (error) {
  line.setAttribute('role', 'alert');
  line.textContent = `${text.failed} (${/** @type {Error} */ (error).message})`;
  bar.remove();
}
