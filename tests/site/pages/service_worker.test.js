// @ts-check
// The service worker of a site: what it drops, what it keeps, and what it gives where the network fails or is silent.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';

const SITE = 'https://school.test/course/';
const PAGE = `${SITE}notebooks/index.html`;
/** @type {Record<string, (event: object) => void>} */
const handlers = {};
const names = new Set(['kit-/course/ 111111111111', 'kit-/other/ 222222222222', 'kit-333333333333', 'kit-of-others']);
/** @type {Map<string, Response>} */
const kept = new Map();
const match = async (/** @type {string} */ address) => kept.get(address)?.clone();
const caches = {
  keys: async () => [...names],
  delete: async (/** @type {string} */ name) => names.delete(name),
  match,
  open: async () => ({
    put: async (/** @type {string} */ address, /** @type {Response} */ copy) => {
      kept.set(address, new Response(await copy.text()));
    }
  })
};
Object.assign(globalThis, {
  caches,
  self: {
    location: { href: `${SITE}service-worker.js?enableCache=false` },
    clients: { claim: async () => {} },
    addEventListener: (/** @type {string} */ name, /** @type {() => void} */ act) =>
      Object.assign(handlers, { [name]: act })
  }
});
await import('../../../kit/site/pages/service_worker.js');

afterEach(() => {
  mock.restoreAll();
  mock.timers.reset();
  kept.clear();
});

/**
 * Ask for a file; return the reply, and what the worker still does after it.
 * @param {string} address
 * @returns {{ reply: Promise<Response>, rest: Promise<unknown>[] }}
 */
function ask(address) {
  /** @type {any} */
  let reply;
  /** @type {Promise<unknown>[]} */
  const rest = [];
  handlers.fetch({
    request: new Request(address),
    stopImmediatePropagation() {},
    waitUntil: (/** @type {Promise<unknown>} */ end) => rest.push(end),
    respondWith: (/** @type {Promise<Response>} */ given) => {
      reply = given;
    }
  });
  return { reply, rest };
}

/** @param {() => Promise<Response>} network */
const connect = network => mock.method(globalThis, 'fetch', network);

test('A new build drops the files of earlier ones, and those of another site at the same host stay.', async () => {
  await new Promise(resolve => handlers.activate({ waitUntil: resolve }));
  assert.deepEqual([...names], ['kit-/other/ 222222222222', 'kit-of-others']);
});

test('A page is given while it arrives, and is kept when it is whole.', async () => {
  const { readable, writable } = new TransformStream();
  connect(async () => new Response(readable));
  const { reply, rest } = ask(`${SITE}static/python.wasm`);
  const given = await reply;
  assert.equal(kept.size, 0);
  const second = ask(`${SITE}static/python.wasm`); // of another tab: it does not fetch the file once more
  const line = writable.getWriter();
  line.write(new TextEncoder().encode('whole'));
  line.close();
  assert.equal(await given.text(), 'whole');
  await Promise.all(rest);
  assert.equal(await (await second.reply).text(), 'whole');
  assert.equal(/** @type {any} */ (fetch).mock.callCount(), 1);
});

test('Without a network, and where the server has an error, a page is the one that was kept.', async () => {
  kept.set(PAGE, new Response('kept'));
  connect(() => Promise.reject(new TypeError('Failed to fetch')));
  assert.equal(await (await ask(PAGE).reply).text(), 'kept');
  connect(async () => new Response('', { status: 503 }));
  assert.equal(await (await ask(PAGE).reply).text(), 'kept');
  assert.equal((await ask(`${SITE}other.html`).reply).status, 503);
});

test('The front page that was opened as a folder is there without a network for the link that names its file.', async () => {
  connect(async () => new Response('front'));
  const { reply, rest } = ask(SITE);
  await reply;
  await Promise.all(rest);
  connect(() => Promise.reject(new TypeError('Failed to fetch')));
  assert.equal(await (await ask(`${SITE}index.html?language=ja`).reply).text(), 'front');
});

test('Where the network is silent, a page is the one that was kept, and the next one does not wait as long.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  kept.set(PAGE, new Response('kept'));
  /** @type {((response: Response) => void)[]} */
  const waiting = [];
  connect(() => new Promise(resolve => waiting.push(resolve)));
  const first = ask(PAGE);
  mock.timers.tick(5000);
  assert.equal(await (await first.reply).text(), 'kept');
  const second = ask(PAGE);
  mock.timers.tick(0);
  assert.equal(await (await second.reply).text(), 'kept');
  for (const answer of waiting) answer(new Response('new'));
  await Promise.all([...first.rest, ...second.rest]);
  connect(async () => new Response('new'));
  assert.equal(await (await ask(PAGE).reply).text(), 'new'); // the network speaks again
});

test('Where the browser cannot read what it kept, the network answers.', async () => {
  mock.method(caches, 'match', () => Promise.reject(new DOMException('damaged', 'UnknownError')));
  connect(async () => new Response('new'));
  assert.equal(await (await ask(`${SITE}build/a.js`).reply).text(), 'new');
});
