// @ts-check
/**
 * Keep a response that is not saved yet, or return the one that was kept: it outlives a reload of the page, in this tab
 * alone. A page without such a store loses it.
 *
 * @param {string} name
 * @param {unknown} [response]
 * @returns {unknown}
 */
export function draft(name, response) {
  try {
    if (response === undefined) return JSON.parse(sessionStorage.getItem(name) || 'null');
    sessionStorage.setItem(name, JSON.stringify(response));
  } catch {}
}
