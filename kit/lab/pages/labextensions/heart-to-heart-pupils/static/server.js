// @ts-check
// What the server of a learner, or the page of the browser edition, knows of the course.

/**
 * @typedef {{ path: string, link: string, back: string, next: string, title: string, state: string }} Lesson
 * @typedef {{ language: string, all: string, name: string, code: string, readings: string, letters: string }} Said
 * @typedef {Said & { hand?: string }} Words
 * @typedef {Words & { course: string, lessons: Lesson[] }} Way
 */

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30000;
const SERVER_ERROR = 500; // and above

export const config = () => JSON.parse(document.getElementById('jupyter-config-data')?.textContent ?? '{}');

/** @type {(() => Promise<Way>) | undefined} */
export const wayOfSite = /** @type {any} */ (window).kitWay; // in the browser edition the page itself knows it

/**
 * Ask the learner's server; behind a hub it answers only to its own pages, which know the secret in its cookie.
 *
 * @param {string} path
 * @param {RequestInit} [request]
 */
export function ask(path, request) {
  const headers = { 'X-XSRFToken': /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? '' };
  return fetch(`${config().baseUrl}kit/${path}`, { credentials: 'same-origin', headers, ...request });
}

/** @returns {Promise<Way>} */
export async function askForTheWay() {
  if (wayOfSite) return wayOfSite();
  const answer = await ask('way');
  if (!answer.ok) throw Object.assign(new Error(`The way: ${answer.status}`), { status: answer.status });
  return answer.json();
}

/**
 * Ask until there is an answer: a page that opens while the network or the server is away has its bar a moment later.
 * A server that does not know the way is not asked again.
 *
 * @returns {Promise<Way>}
 */
export async function waitForTheWay() {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await askForTheWay();
    } catch (error) {
      const { status = SERVER_ERROR } = /** @type {{ status?: number }} */ (error);
      if (status < SERVER_ERROR) throw error;
    }
    await new Promise(done => setTimeout(done, pause));
  }
}
