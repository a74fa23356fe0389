// @ts-check
import { make } from '../../scripts/dom.js';

/**
 * Return the place of the verdict on a part.
 *
 * @param {string} id
 */
export function mark(id) {
  return make('span.mark', { 'data-part': id });
}
