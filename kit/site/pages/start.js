// @ts-check
// Before a notebook opens: say in words how far Python is, and see to it that answers are kept where they can be.
// The page of JupyterLite imports this in the place of its own first script.
import { hasRoom } from './answers.js';
import { fetchAll } from './first_files.js';
import { find } from './page.js';
import { dropDamaged } from './repair.js';
import { showWay } from './way.js';
import { ready } from './worker.js';

const root = new URL('../', import.meta.url); // this file is in pages/
const AGAIN = 'kit-again';
const STUCK_MS = 180000; // a slow tablet is ready before
const KERNEL = '/pyodide-kernel-extension/'; // where the script of the kernel's worker is
const bar = find('#kit-start progress');
const line = find('#kit-start p');
/** @type {Record<string, Record<string, string>>} */
const strings = JSON.parse(find('#kit-strings').textContent);
const asked = new URLSearchParams(location.search);
const folder = (asked.get('path') ?? '').split('/')[0];
const language = folder in strings ? folder : (asked.get('language') ?? ''); // a teacher's own lesson is in one folder
const text = strings[language] ?? strings.en;

document.documentElement.lang = language in strings ? language : 'en';
document.title = text.title;
find('#kit-start h1').textContent = text.title;
find('#kit-start a').textContent = text.back;
if (language) find('#kit-start a').search = `language=${language}`;

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

/**
 * Return the script that starts Python, and which files of those that Python needs the browser does not have.
 * @returns {Promise<{script: string, missing: [string, number][]}>}
 */
async function needed() {
  const { script, files } = await (await fetch(new URL('first-files.json', root))).json();
  const known = await Promise.all(files.map((/** @type {[string, number]} */ [path]) => isHere(path)));
  return { script, missing: files.filter((/** @type {unknown} */ _, /** @type {number} */ place) => !known[place]) };
}

/**
 * Show how much of the files is here.
 * @param {number} here - In bytes, as the other one.
 * @param {number} total
 */
function showFetched(here, total) {
  const megabytes = (/** @type {number} */ sum) => String(Math.round(sum / 1e6));
  bar.value = here / total;
  line.textContent = text.fetching.replace('{here}', megabytes(here)).replace('{total}', megabytes(total));
}

/**
 * Start Python while JupyterLite loads, which takes as long; its kernel gets this worker in the place of a new one.
 * @param {string} script
 */
function startPython(script) {
  const early = new Worker(new URL(script, root));
  early.onerror = () => repair(sayStuck);
  window.Worker = new Proxy(Worker, {
    construct(Plain, [address, options]) {
      if (!String(address).includes(KERNEL)) return new Plain(address, options);
      window.Worker = Plain; // a kernel that starts again gets a new one
      early.postMessage(String(address));
      return early;
    }
  });
}

/** @type {Promise<boolean> | undefined} */
let isDamaged;

/**
 * Where a kept file is damaged, load the page again without it, once; else do something.
 * @param {() => void} otherwise
 */
async function repair(otherwise = () => {}) {
  isDamaged ??= dropDamaged(root).catch(() => false); // no network, or nothing can be kept here
  if (!(await isDamaged) || sessionStorage.getItem(AGAIN)) return otherwise();
  sessionStorage.setItem(AGAIN, 'yes');
  location.reload();
}

/** Say what to do where Python does not start. */
function sayStuck() {
  line.setAttribute('role', 'alert');
  line.textContent = text.stuck;
  find('#kit-start').classList.add('small', 'stuck');
  bar.remove();
}

/**
 * Say that Python starts, in a line at the foot of the lesson, until it has answered for the first time; and say what
 * to do where it says nothing for long.
 */
async function watchPython() {
  const start = find('#kit-start');
  bar.removeAttribute('value');
  const late = setTimeout(() => repair(sayStuck), STUCK_MS);
  await shown(panel => panel.content?.widgets.length); // before, there is nothing to read
  if (!start.classList.contains('stuck')) line.textContent = text.starting;
  start.classList.add('small');
  const kernel = await shown(panel => panel.sessionContext?.session?.kernel);
  await kernel.info; // JupyterLite says no earlier than this that it can be used
  clearTimeout(late);
  start.remove();
}

/**
 * Wait for something of the notebook that is open, and return it.
 * @param {(panel: any) => any} part
 */
async function shown(part) {
  for (;;) {
    const panel = /** @type {any} */ (window).jupyterapp?.shell.currentWidget;
    const found = panel && part(panel);
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/**
 * Let the menus be in the language of the lesson, where there is a language pack: JupyterLite reads its settings from
 * the page, into which config-utils.js writes them before it starts JupyterLite.
 */
function chooseMenus() {
  const locale = JSON.parse(find('#kit-menus').textContent)[language];
  if (!locale) return;
  const page = find('#jupyter-config-data');
  const config = JSON.parse(page.textContent);
  config.settingsOverrides['@jupyterlab/translation-extension:plugin'] = { locale };
  page.textContent = JSON.stringify(config);
}

const starting = new AbortController();
const failed = new BroadcastChannel(`Python failed ${root.pathname}`); // python.js says so
failed.onmessage = () => repair(sayStuck);
for (const name of ['error', 'unhandledrejection']) {
  addEventListener(name, () => repair(), { capture: true, signal: starting.signal }); // a script of JupyterLite
}
try {
  const { script, missing } = await needed();
  const isSecond = Boolean(navigator.serviceWorker?.controller) && !missing.length;
  if (isSecond) startPython(script);
  const isRoom = await hasRoom();
  const areKept = (await ready()) && isRoom;
  // JupyterLite opens no notebook of which it cannot write a copy; without this store it uses another one.
  if (!isRoom) Object.defineProperty(window, 'indexedDB', { value: undefined });
  showWay(language, areKept, Boolean(document.querySelector('#kit-class')));
  if (!isSecond) {
    await fetchAll(root, missing, showFetched);
    startPython(script);
  }
  await import(new URL('config-utils.js', root).href);
  chooseMenus();
  await watchPython();
  starting.abort();
  failed.close();
  if (areKept) sessionStorage.removeItem(AGAIN);
} catch (error) {
  line.setAttribute('role', 'alert');
  line.textContent = `${text.failed} (${/** @type {Error} */ (error).message})`;
  bar.remove();
}
