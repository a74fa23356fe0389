// @ts-check
// Pyodide, as the kernel of JupyterLite loads it. Python compiles each module when it imports it, and those of its own
// library, a zip, even twice. The browser keeps what came out: a later visit, which fetches nothing, would spend most
// of its time on it again. With what Python needs to start, the library itself is kept: nothing can be given before.

const worker = /** @type {any} */ (self);
const SITE = worker.location.href.split('extensions/')[0]; // the kernel's script is an extension of JupyterLab
const FOLDER = `${SITE}static/pyodide/`;
const CACHE = `compiled ${new URL(SITE).pathname}`;
const PACKAGES = '/lib/python3.12/site-packages/';
const LIBRARY = '/lib/python312.zip';
const QUIET_MS = 5000;
const FAILED = `Python failed ${new URL(SITE).pathname}`; // start.js hears it: JupyterLite says nothing

/**
 * Return the name of what is kept: no other set of packages has it, and no other form of what is kept.
 * @param {string} source
 */
async function nameOfKept(source) {
  const lock = await (await fetch(`${FOLDER}pyodide-lock.json`)).text();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lock + source)));
  return `${SITE}compiled/${[...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Return the name of what is kept, and the kept library and code; no name where nothing can be kept.
 * @param {string} source
 * @returns {Promise<[string, (Response | undefined)?, (Response | undefined)?]>}
 */
async function keptBefore(source) {
  try {
    const name = await nameOfKept(source);
    const known = { cacheName: CACHE };
    return [name, ...(await Promise.all([caches.match(`${name}.zip`, known), caches.match(name, known)]))];
  } catch {
    return ['']; // plain http to another name, or storage that is blocked
  }
}

/**
 * Keep the library, and what was compiled, whenever Python has rested and there is more of it than before.
 * @param {string} name
 * @param {any} names of kept_code.py
 * @param {number} known
 */
function keepMore(name, names, known) {
  const kept = names.get('kept');
  let [before, last] = [kept.length, known];
  setInterval(async () => {
    const now = kept.length;
    const rests = now === before;
    before = now;
    if (!rests || now === last) return;
    last = now;
    try {
      const cache = await caches.open(CACHE);
      for (const { url } of await cache.keys()) if (!url.startsWith(name)) await cache.delete(url);
      if (!(await cache.match(`${name}.zip`))) await put(cache, `${name}.zip`, names.get('library_with_code')(LIBRARY));
      await put(cache, name, names.get('give')());
    } catch {
      // No room: the next visit compiles again.
    }
  }, QUIET_MS);
}

/**
 * @param {Cache} cache
 * @param {string} name
 * @param {any} content bytes of Python
 */
async function put(cache, name, content) {
  const bytes = content.toJs();
  content.destroy();
  await cache.put(name, new Response(bytes));
}

/** @param {any} options */
async function loadPython({ packages, ...options }) {
  const source = await (await fetch(`${FOLDER}kept_code.py`)).text();
  const [name, library, code] = await keptBefore(source);
  const python = await load(library ? { ...options, stdLibURL: URL.createObjectURL(await library.blob()) } : options);
  const names = python.toPy({ __name__: 'kept_code' });
  python.runPython(source, { globals: names });
  if (code) names.get('take')(python.toPy(new Uint8Array(await code.arrayBuffer())).tobytes());
  names.get('keep_code_below')(PACKAGES);
  names.get('keep_code_of')(LIBRARY);
  const known = names.get('kept').length;
  await python.loadPackage(packages);
  if (name) keepMore(name, names, known);
  return python;
}

/** @param {unknown} error */
function tell(error) {
  new BroadcastChannel(FAILED).postMessage(String(error));
  self.caches?.delete(CACHE); // it may be the cause: the next visit does without
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
