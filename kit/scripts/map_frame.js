// @ts-check
import { make, on } from './dom.js';
import { fresh } from './fresh.js';

/**
 * What the page around a map may tell it: new looks of states by id, the one that is chosen, the place to show.
 *
 * @typedef {{
 *   styles?: Record<string, object>, chosen?: string | null, place?: string, [more: string]: unknown
 * }} MapMessage
 */

/**
 * What a map may say: it is drawn, a state or a place was chosen.
 *
 * @typedef {{ ready?: boolean, id?: string, place?: string }} MapSaid
 */

/**
 * Return a map page in a frame of its own: the card and the dial talk to it only by messages that carry its token. A
 * frame that is put elsewhere, as when its cell is moved, loads its page anew; so all that was told is told again.
 *
 * @param {string} page - The page as HTML.
 * @param {string} title
 * @param {(said: MapSaid) => void} heard - Hears what the map says.
 * @param {AbortSignal} signal - Aborted when the frame is taken away; the page of the map may come after that.
 */
export function mapFrame(page, title, heard, signal) {
  const token = fresh();
  const element = make('iframe.map-frame', { title, name: token, sandbox: 'allow-scripts', srcdoc: page });
  const told = { kit: 'map', token };
  /** @param {MapMessage} [message] */
  function send(message) {
    Object.assign(told, message); // also while there is no page yet, which is told when it is ready
    element.contentWindow?.postMessage(told, '*');
  }
  /** @param {MessageEvent} event */
  function hear({ source, data }) {
    if (source !== element.contentWindow || data?.kit !== 'map' || data.token !== token) return;
    if (data.ready) send();
    heard(data);
  }
  on(window, 'message', hear, { signal });
  return { element, send };
}
