// @ts-check
// Pyodide, as the kernel of JupyterLite loads it. Python compiles each module when it imports it, and those of its own
// library, a zip, even twice. The browser keeps what came out: a later visit, which fetches nothing, would spend most
// of its time on it again.

const worker = /** @type {any} */ (self);
const SITE = worker.location.href.split('extensions/')[0]; // the kernel's script is an extension of JupyterLab
const FOLDER = `${SITE}static/pyodide/`;
const CACHE = `compiled ${new URL(SITE).pathname}`;
const PACKAGES = '/lib/python3.12/site-packages/';
const LIBRARY = '/lib/python312.zip';
const QUIET_MS = 5000;
const FAILED = `Python failed ${new URL(SITE).pathname}`; // start.js hears it: JupyterLite says nothing

/** Return the name of what is kept: no other set of packages has it. */
async function nameOfPackages() {
  const lock = await (await fetch(`${FOLDER}pyodide-lock.json`)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', lock));
  return `${SITE}compiled/${[...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** @returns {Promise<[string, ArrayBuffer?]>} the name, and what is kept; no name where nothing can be kept */
async function keptBefore() {
  try {
    const name = await nameOfPackages();
    const found = await caches.match(name, { cacheName: CACHE });
    return [name, await found?.arrayBuffer()];
  } catch {
    return ['']; // plain http to another name, or storage that is blocked
  }
}

/**
 * Keep what was compiled, whenever Python has rested and there is more of it than before.
 * @param {string} name
 * @param {{ length: number }} kept
 * @param {() => any} give
 * @param {number} known
 */
function keepMore(name, kept, give, known) {
  let [before, last] = [kept.length, known];
  setInterval(async () => {
    const now = kept.length;
    const rests = now === before;
    before = now;
    if (!rests || now === last) return;
    last = now;
    const content = give();
    try {
      await caches.delete(CACHE);
      await (await caches.open(CACHE)).put(name, new Response(content.toJs()));
    } catch {
      // No room: the next visit compiles again.
    }
    content.destroy();
  }, QUIET_MS);
}

/** @param {any} options */
async function loadPython({ packages, ...options }) {
  const before = keptBefore();
  const source = fetch(`${FOLDER}kept_code.py`);
  const python = await load(options);
  const names = python.toPy({ __name__: 'kept_code' });
  python.runPython(await (await source).text(), { globals: names });
  const [name, content] = await before;
  if (content) names.get('take')(python.toPy(new Uint8Array(content)).tobytes());
  names.get('keep_code_below')(PACKAGES);
  names.get('keep_code_of')(LIBRARY);
  const kept = names.get('kept');
  const known = kept.length;
  await python.loadPackage(packages);
  if (name) keepMore(name, kept, names.get('give'), known);
  return python;
}

/** @param {unknown} error */
function tell(error) {
  new BroadcastChannel(FAILED).postMessage(String(error));
  throw error;
}

/** @type {(options: object) => Promise<any>} */
let load;
try {
  worker.importScripts(`${FOLDER}pyodide.js`);
  load = worker.loadPyodide;
  worker.loadPyodide = (/** @type {object} */ options) => loadPython(options).catch(tell);
} catch (error) {
  tell(error);
}
