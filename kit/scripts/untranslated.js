// @ts-check
/**
 * Return a function that says whether a text is one of those that nobody has translated.
 *
 * @param {() => string[]} english - These texts.
 * @returns {(node: Element) => boolean}
 */
export const untranslated = english => node => {
  const known = new Set(english().map(bare));
  /** @type {Element | null} */
  let at = known.size ? node : null;
  while (at && !at.matches('section') && !known.has(bare(at.textContent || ''))) at = at.parentElement;
  return !!at && !at.matches('section');
};

/**
 * Return the letters and digits of a text, without gaps and the names of phrases: the same as on the screen.
 *
 * @param {string} text
 */
const bare = text => text.replace(/\{[\w-]+[:}]/g, '').replace(/[^\p{L}\d]+/gu, '');
