// @ts-check
// A page waits for the service worker that keeps answers; one that was loaded past it comes back.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { ready } from '../../../kit/site/pages/worker.js';

const ROOT = new URL('../../../kit/site/', import.meta.url);
const page = /** @type {any} */ (globalThis);
const reload = mock.fn();
page.location = { reload };
/** @type {Map<string, string>} */
const kept = new Map();
page.sessionStorage = {
  getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
  removeItem: (/** @type {string} */ key) => kept.delete(key)
};

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
  reload.mock.resetCalls();
  kept.clear();
});

/**
 * Let the browser have a service worker, or not; the page is served by it, or by the network.
 * @param {{ controller?: object, known?: { scope: string, active?: object } }} given
 */
function browse({ controller, known }) {
  const serviceWorker = {
    controller,
    getRegistration: async () => known,
    register: async () => {},
    addEventListener() {},
    ready: Promise.resolve()
  };
  Object.defineProperty(page, 'navigator', { value: { serviceWorker }, configurable: true });
  mock.method(page, 'fetch', async () => new Response('', { status: controller ? 200 : 404 }));
}

test('A page that the service worker serves keeps answers.', async () => {
  browse({ controller: {}, known: { scope: ROOT.href, active: {} } });
  assert.equal(await ready(), true);
  assert.equal(reload.mock.callCount(), 0);
});

test('A page that was loaded past the service worker is loaded again, once.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  browse({ known: { scope: ROOT.href, active: {} } });
  ready();
  await new Promise(setImmediate);
  assert.equal(reload.mock.callCount(), 1);
  const second = ready(); // of the page after it, in a browser that passes by what is kept all the time
  await new Promise(setImmediate);
  mock.timers.tick(60000);
  assert.equal(await second, false);
  assert.equal(reload.mock.callCount(), 1);
});

test('A page that the service worker has missed when it started is loaded again.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  browse({});
  ready();
  await new Promise(setImmediate);
  page.navigator.serviceWorker.getRegistration = async () => ({ scope: ROOT.href, active: {} });
  mock.timers.tick(10000);
  await new Promise(setImmediate);
  assert.equal(reload.mock.callCount(), 1);
});

test('What a first visit loaded before the service worker was there is fetched again, to be kept.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  browse({});
  const address = new URL('notebooks/index.html?path=en/02.ipynb', ROOT).href;
  page.location = { reload, href: `${address}#part` };
  const script = new URL('pages/start.js', ROOT).href;
  const entries = [script, script, 'https://elsewhere.example/a.js'].map(name => ({ name }));
  mock.method(performance, 'getEntriesByType', () => entries);
  const { serviceWorker } = page.navigator;
  serviceWorker.addEventListener = (/** @type {string} */ _, /** @type {() => void} */ call) => {
    serviceWorker.controller = {};
    call();
  };
  await ready();
  const asked = page.fetch.mock.calls.map((/** @type {any} */ { arguments: [name] }) => String(name));
  assert.deepEqual(asked, [address, script, new URL('kit-answers/', ROOT).href]);
});

test('A first visit, and another site above this one, load nothing again.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  for (const known of [undefined, { scope: new URL('/', ROOT).href, active: {} }]) {
    browse({ known });
    const first = ready();
    await new Promise(setImmediate);
    mock.timers.tick(60000);
    assert.equal(await first, false);
  }
  assert.equal(reload.mock.callCount(), 0);
});
