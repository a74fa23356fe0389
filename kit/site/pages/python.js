// @ts-check
// Pyodide, as the kernel of JupyterLite loads it. Python compiles each module when it imports it, and those of its own
// library, a zip, even twice. The browser keeps what came out: a later visit, which fetches nothing, would spend most
// of its time on it again. With what Python needs to start, the library itself is kept: nothing can be given before.
// JupyterLite asks for Python only when it has loaded itself. start.js runs this file as a worker before, and gives
// that worker to the kernel; a kernel that starts again loads this file into a worker of its own.

const worker = /** @type {any} */ (self);
const OWN = 'static/pyodide/';
const SITE = worker.location.href.replace(/(static\/pyodide|extensions\/@jupyterlite)\/.*/, '');
const IS_EARLY = worker.location.href.startsWith(`${SITE}${OWN}`); // else it is the script of the kernel
const FOLDER = `${SITE}${OWN}`;
const PACKAGES_FILE = '@packages@';
const CACHE = `compiled ${new URL(SITE).pathname}`;
const PACKAGES = '/lib/python3.12/site-packages';
const LIBRARY = '/lib/python312.zip';
const LINE_BREAK = 10;
const QUIET_MS = 5000;
const DIGEST = 'kit-digest';
const FAILED = `Python failed ${new URL(SITE).pathname}`; // start.js hears it: JupyterLite says nothing

/**
 * Return the kept library and code; nothing where nothing was kept, or can be, or is as it was kept.
 * @param {string} name
 * @returns {Promise<Uint8Array<ArrayBuffer>[]>}
 */
async function keptBefore(name) {
  try {
    const known = { cacheName: CACHE };
    const kept = await Promise.all([caches.match(`${name}.zip`, known), caches.match(name, known)]);
    return await Promise.all(kept.map(each => contentOf(/** @type {Response} */ (each))));
  } catch {
    self.caches?.delete(CACHE).catch(() => {}); // damaged: it is kept again
    return []; // or plain http to another name, or storage that is blocked
  }
}

/**
 * Return what was kept; Python says nothing and waits for ever where its library is damaged.
 * @param {Response} kept
 */
async function contentOf(kept) {
  const content = await kept.arrayBuffer();
  if (kept.headers.get(DIGEST) !== (await digestOf(content))) throw new Error('What was kept is damaged.');
  return new Uint8Array(content);
}

/** @param {BufferSource} content */
async function digestOf(content) {
  return String(new Uint8Array(await crypto.subtle.digest('SHA-256', content)));
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
 * @param {any} keeper the module kept_code.py
 * @param {number} known
 */
function keepMore(name, keeper, known) {
  const { kept } = keeper;
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
      if (!(await cache.match(`${name}.zip`))) await put(cache, `${name}.zip`, keeper.library_with_code(LIBRARY));
      await put(cache, name, keeper.give());
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
  await cache.put(name, new Response(bytes, { headers: { [DIGEST]: await digestOf(bytes) } }));
}

/**
 * Wait until the compiled code of Python turns out to be damaged: Pyodide says so to nobody, and waits for ever.
 * @returns {Promise<never>}
 */
function failedCode() {
  return new Promise((_, reject) => {
    const plain = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
      WebAssembly.instantiateStreaming = plain;
      try {
        return await plain(...given);
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

/** @returns {Promise<any>} */
async function loadPython() {
  const asked = fetch(`${FOLDER}${PACKAGES_FILE}`);
  const name = `${SITE}compiled/${PACKAGES_FILE}`;
  const [library, code] = await keptBefore(name);
  const kept = library ? { stdLibURL: URL.createObjectURL(new Blob([library])) } : {};
  let installed;
  const fsInit = (/** @type {any} */ FS) => (installed = install(FS, PACKAGES, asked));
  const python = await Promise.race([load({ indexURL: FOLDER, ...kept, fsInit }), failedCode()]);
  await installed; // Pyodide starts without what could not be installed
  const keeper = python.pyimport('kept_code');
  if (code) keeper.take(python.toPy(code).tobytes());
  keeper.keep_code_below(`${PACKAGES}/`);
  keeper.keep_code_of(LIBRARY);
  keepMore(name, keeper, keeper.kept.length);
  if (IS_EARLY) python.pyimport('pyodide_kernel').destroy(); // what the kernel does first
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
if (!worker.kitSite) {
  worker.kitSite = SITE; // kit/browser.py asks it
  try {
    worker.importScripts(`${FOLDER}pyodide.js`);
    load = worker.loadPyodide;
    worker.loadPyodide = () => loadPython().catch(tell);
  } catch (error) {
    tell(error);
  }
  if (IS_EARLY) {
    const python = worker.loadPyodide();
    worker.loadPyodide = () => python;
    worker.addEventListener('message', (/** @type {any} */ { data }) => worker.importScripts(data), { once: true });
  }
}
