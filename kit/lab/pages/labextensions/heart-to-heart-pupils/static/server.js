// @ts-check
// What the server of a learner, or the page of the browser edition, knows of the course.

/**
 * @typedef {{ path: string, link: string, back: string, next: string, title: string, state: string }} Lesson
 * @typedef {{ language: string, all: string, name: string, code: string, readings: string, letters: string }} Said
 * @typedef {Said & { hand?: string }} Words
 * @typedef {Words & { course: string, lessons: Lesson[] }} Way
 */

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
  if (!answer.ok) throw new Error(`The way through the course: ${answer.status}`);
  return answer.json();
}
