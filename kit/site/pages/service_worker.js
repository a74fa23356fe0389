// @ts-check
// The service worker of the site: it keeps answers, and files of the site that do not change.
// JupyterLite's own, which gives Python the files of the notebooks, runs after it.
import { addLine, linesOf } from './answers.js';

const worker = /** @type {any} */ (self);
const SCOPE = new URL('./', worker.location.href);
const OWN = `kit-${SCOPE.pathname} `; // another site at the same host has caches of its own
const CACHE = `${OWN}@version@`;
const NAMELESS = /^kit-[0-9a-f]{12}$/; // of a build that did not write the site into the name
const ANSWERS = new URL('kit-answers/', SCOPE).pathname;
const FIXED = ['build/', 'extensions/', 'static/'].map(folder => new URL(folder, SCOPE).pathname);
const KNOWN = { cacheName: CACHE, ignoreVary: true };
const PATIENCE = 5000; // ms; a network that says nothing for so long is as good as none
const SERVER_ERROR = 500;
/** @type {Map<string, Promise<void>>} - What is being kept, by its address. */
const arriving = new Map();
let isSilent = false;

worker.addEventListener('install', () => worker.skipWaiting());

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), dropOldCaches()]));
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const reply = replyTo(event);
  if (!reply) return;
  event.stopImmediatePropagation();
  event.respondWith(reply);
});

/** @typedef {{ request: Request, waitUntil(end: Promise<unknown>): void }} Asked */

/**
 * Return the reply to a request; nothing where JupyterLite's own worker or the network replies.
 * @param {Asked} asked
 */
function replyTo(asked) {
  const { request } = asked;
  const { origin, pathname } = new URL(request.url);
  if (origin !== SCOPE.origin || !pathname.startsWith(SCOPE.pathname)) return null;
  if (pathname.startsWith(ANSWERS)) return answers(request, decodeURIComponent(pathname.slice(ANSWERS.length)));
  if (request.method !== 'GET' || (pathname.includes('/api/') && !pathname.endsWith('.json'))) return null;
  return FIXED.some(folder => pathname.startsWith(folder)) ? fixed(asked) : changing(asked);
}

/** Drop what an earlier build of the site left. */
async function dropOldCaches() {
  const ours = (/** @type {string} */ name) => name.startsWith(OWN) || NAMELESS.test(name);
  const names = (await caches.keys()).filter(name => ours(name) && name !== CACHE);
  await Promise.all(names.map(name => caches.delete(name)));
}

/**
 * Answer from the cache, else from the network.
 * @param {Asked} asked
 */
async function fixed(asked) {
  await arriving.get(addressOf(asked.request));
  return (await keptOf(asked.request)) ?? fetchAndKeep(asked);
}

/**
 * Answer from the network; with what was kept, where the network fails or is silent.
 * @param {Asked} asked
 */
async function changing(asked) {
  const coming = fetchAndKeep(asked);
  const reply = coming.then(heard, () => null);
  asked.waitUntil(reply);
  const late = new Promise(resolve => setTimeout(resolve, isSilent ? 0 : PATIENCE, 'late'));
  const first = await Promise.race([reply, late]);
  if (first === 'late') isSilent = true; // the next files of the page need not wait as long
  if (first instanceof Response && first.status < SERVER_ERROR) return first;
  return (await keptOf(asked.request)) ?? coming;
}

/** @param {Response} response */
function heard(response) {
  isSilent = false;
  return response;
}

/**
 * Return what was kept; nothing, too, where the browser cannot read it.
 * @param {Request} request
 */
async function keptOf(request) {
  return caches.match(addressOf(request), KNOWN).catch(() => undefined);
}

/**
 * Return under which address a file is kept: a browser that leaves out the search itself goes through all files. A
 * folder is its page, to which the links of the site lead.
 * @param {Request} request
 */
function addressOf(request) {
  return request.url.split('?')[0].replace(/\/$/, '/index.html');
}

/**
 * Answer from the network at once, and keep it while it arrives: a page shows how much of a large file is here.
 * @param {Asked} asked
 */
async function fetchAndKeep(asked) {
  const response = await fetch(asked.request);
  if (response.status === 200) {
    const address = addressOf(asked.request);
    const kept = keep(address, response.clone()).finally(() => arriving.delete(address));
    arriving.set(address, kept);
    asked.waitUntil(kept);
  }
  return response;
}

/**
 * @param {string} address
 * @param {Response} copy
 */
async function keep(address, copy) {
  try {
    const cache = await caches.open(CACHE);
    await cache.put(address, copy);
  } catch {
    // No room: the page works all the same, from the network.
  }
}

/**
 * Keep a line of a learner, or give all of them; 507 where there is no room.
 * @param {Request} request
 * @param {string} learner
 */
async function answers(request, learner) {
  try {
    if (request.method === 'POST') {
      await addLine(learner, await request.text());
      return new Response('', { status: 201 });
    }
    return new Response((await linesOf(learner)).join(''), { status: 200 });
  } catch (error) {
    const { name } = /** @type {Error} */ (error);
    return new Response(name, { status: name === 'QuotaExceededError' ? 507 : 500 });
  }
}
