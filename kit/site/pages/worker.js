// @ts-check
// The service worker, which keeps answers and files: wait until it serves this page, where the browser lets it.

const LONGEST_INSTALLATION = 60000;
const LONGEST_WAIT = 10000;
const PASSED_BY = 'kit-passed-by';

/** @returns {Promise<boolean>} whether answers are kept */
export async function ready() {
  const workers = navigator.serviceWorker;
  if (!workers) return false; // plain http to another name, or a private window of some browsers
  try {
    const root = new URL('../', import.meta.url); // this file is in pages/
    await comeBack(workers, root);
    // Under the very address at which JupyterLite looks for it.
    await workers.register(new URL('service-worker.js?enableCache=false', root), { scope: root.pathname });
    if (!workers.controller) {
      const controls = new Promise(resolve => workers.addEventListener('controllerchange', resolve, { once: true }));
      await Promise.race([workers.ready, wait(LONGEST_INSTALLATION)]);
      if (!workers.controller) await Promise.race([controls, wait(LONGEST_WAIT)]);
      await comeBack(workers, root);
      if (workers.controller) fetchAgain(root); // nothing waits for that
    }
    navigator.storage?.persist?.().catch(() => {}); // some browsers ask the learner first: nothing waits for that
    const reply = await fetch(new URL('kit-answers/', root));
    return reply.ok && !(await reply.text()); // some web servers have a page for any address
  } catch {
    return false; // storage is blocked
  }
}

/**
 * Load the page again, once, where the service worker is there and does not serve it: no answer would be kept. Shift
 * and reload passes it by, and a page that is opened while it starts may be missed.
 * @param {ServiceWorkerContainer} workers
 * @param {URL} root
 */
async function comeBack(workers, root) {
  const known = await workers.getRegistration(root.pathname);
  if (workers.controller) sessionStorage.removeItem(PASSED_BY);
  else if (known?.active && known.scope === root.href && !sessionStorage.getItem(PASSED_BY)) {
    sessionStorage.setItem(PASSED_BY, 'yes');
    location.reload();
    await new Promise(() => {}); // the page ends here
  }
}

/**
 * Let the service worker see what this page loaded before it was there, so that the page opens without a network, too.
 * The browser has these files still.
 * @param {URL} root
 */
function fetchAgain(root) {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const names = [location.href.split('#')[0], ...loaded].filter(name => name.startsWith(root.href));
  for (const name of new Set(names)) fetch(name, { cache: 'force-cache' }).catch(() => {});
}

/** @param {number} milliseconds */
function wait(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
