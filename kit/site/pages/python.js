// @ts-check
// Pyodide, as the kernel of JupyterLite loads it. Python compiles each module when it imports it, and those of its own
// library, a zip, even twice. The browser keeps what came out: a later visit, which fetches nothing, would spend most
// of its time on it again. With what Python needs to start, the library itself is kept: nothing can be given before.

const worker = /** @type {any} */ (self);
const SITE = worker.location.href.split('extensions/')[0]; // the kernel's script is an extension of JupyterLab
const FOLDER = `${SITE}static/pyodide/`;
const CACHE = `compiled ${new URL(SITE).pathname}`;
const PACKAGES = '/lib/python3.12/site-packages';
const LIBRARY = '/lib/python312.zip';
const LINE_BREAK = 10;
const QUIET_MS = 5000;
const FAILED = `Python failed ${new URL(SITE).pathname}`; // start.js hears it: JupyterLite says nothing

/**
 * Return the kept library and code; nothing where nothing was kept, or can be.
 * @param {string} name
 * @returns {Promise<(Response | undefined)[]>}
 */
async function keptBefore(name) {
  try {
    const known = { cacheName: CACHE };
    return await Promise.all([caches.match(`${name}.zip`, known), caches.match(name, known)]);
  } catch {
    return []; // plain http to another name, or storage that is blocked
  }
}

/**
 * Put what the packages install where Python finds it. The browser unpacks it much faster than Python does.
 * @param {any} FS
 * @param {string} folder
 * @param {Promise<Response>} asked a line with place and size of each file, then the files; see python_parts.py
 */
async function install(FS, folder, asked) {
  const { ok, body, status } = await asked;
  if (!ok || !body) throw new Error(`The packages of Python are missing: ${status}`);
  const unpacked = new Response(body.pipeThrough(new DecompressionStream('gzip')));
  const bytes = new Uint8Array(await unpacked.arrayBuffer());
  let begin = bytes.indexOf(LINE_BREAK) + 1;
  /** @type {[string, number][]} */
  const files = JSON.parse(new TextDecoder().decode(bytes.subarray(0, begin)));
  const made = new Set();
  for (const [place, size] of files) {
    const path = `${folder}/${place}`;
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (!made.has(parent)) FS.mkdirTree(parent);
    made.add(parent);
    FS.writeFile(path, bytes.subarray(begin, begin + size), { canOwn: true });
    begin += size;
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
      // No room, or nothing can be kept here: the next visit compiles again.
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
async function loadPython({ packages, packagesFile, ...options }) {
  const asked = fetch(`${FOLDER}${packagesFile}`);
  const source = fetch(`${FOLDER}kept_code.py`);
  const name = `${SITE}compiled/${packagesFile}`;
  const [library, code] = await keptBefore(name);
  const kept = library ? { stdLibURL: URL.createObjectURL(await library.blob()) } : {};
  let installed;
  const fsInit = (/** @type {any} */ FS) => (installed = install(FS, PACKAGES, asked));
  const python = await load({ ...options, ...kept, fsInit });
  await installed; // Pyodide starts without what could not be installed
  const names = python.toPy({ __name__: 'kept_code' });
  python.runPython(await (await source).text(), { globals: names });
  if (code) names.get('take')(python.toPy(new Uint8Array(await code.arrayBuffer())).tobytes());
  names.get('keep_code_below')(`${PACKAGES}/`);
  names.get('keep_code_of')(LIBRARY);
  keepMore(name, names, names.get('kept').length);
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
