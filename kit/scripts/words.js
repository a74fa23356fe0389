// @ts-check
/** @import { Runs } from '../quiz/kinds/card' */
import { make } from './dom.js';

const TAGS = ['em', 'strong', 'code'];

/**
 * Return a text as nodes, with its emphasis where it has some.
 *
 * @param {string} text
 * @param {Runs} [runs] - The texts that have emphasis, each with its pieces and the tags around them.
 * @returns {(Node | string)[]}
 */
export function words(text, runs) {
  const tagged = (/** @type {Node | string} */ inside, /** @type {string} */ tag) =>
    TAGS.includes(tag) ? make(tag, inside) : inside;
  return (runs?.[text] ?? [[text, []]]).map(([piece, tags]) => tags.reduceRight(tagged, piece));
}
