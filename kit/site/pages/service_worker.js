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

worker.addEventListener('install', () => worker.skipWaiting());

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), dropOldCaches()]));
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const reply = replyTo(event.request);
  if (!reply) return;
  event.stopImmediatePropagation();
  event.respondWith(reply);
});

/**
 * Return the reply to a request; nothing where JupyterLite's own worker or the network replies.
 * @param {Request} request
 */
function replyTo(request) {
  const { origin, pathname } = new URL(request.url);
  if (origin !== SCOPE.origin || !pathname.startsWith(SCOPE.pathname)) return null;
  if (pathname.startsWith(ANSWERS)) return answers(request, decodeURIComponent(pathname.slice(ANSWERS.length)));
  if (request.method !== 'GET' || (pathname.includes('/api/') && !pathname.endsWith('.json'))) return null;
  return FIXED.some(folder => pathname.startsWith(folder)) ? fixed(request) : changing(request);
}

/** Drop what an earlier build of the site left. */
async function dropOldCaches() {
  const ours = (/** @type {string} */ name) => name.startsWith(OWN) || NAMELESS.test(name);
  const names = (await caches.keys()).filter(name => ours(name) && name !== CACHE);
  await Promise.all(names.map(name => caches.delete(name)));
}

/**
 * Answer from the cache, else from the network.
 * @param {Request} request
 */
async function fixed(request) {
  return (await caches.match(addressOf(request), KNOWN)) ?? fetchAndKeep(request);
}

/**
 * Answer from the network; without one, with what was kept.
 * @param {Request} request
 */
async function changing(request) {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    const known = await caches.match(addressOf(request), KNOWN);
    if (known) return known;
    throw error;
  }
}

/**
 * Return under which address a file is kept: a browser that leaves out the search itself goes through all files.
 * @param {Request} request
 */
function addressOf(request) {
  return request.url.split('?')[0];
}

/** @param {Request} request */
async function fetchAndKeep(request) {
  const response = await fetch(request);
  if (response.status === 200) {
    const copy = response.clone();
    try {
      const cache = await caches.open(CACHE);
      await cache.put(addressOf(request), copy);
    } catch {
      // No room: the page works all the same, from the network.
    }
  }
  return response;
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
