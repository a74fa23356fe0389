// @ts-check
/**
 * Return a function that says whether a text is one of those that nobody has translated.
 *
 * @param {{ get: (name: string) => any }} model - Of a card; Python says there, and in each state, which they are.
 * @param {(id: string) => { english?: string[] } | undefined} state
 * @returns {(node: Element) => boolean}
 */
export const untranslated = (model, state) => node => {
  const spec = model.get('spec');
  const said = [spec, ...spec.items.map((/** @type {{ id: string }} */ item) => state(item.id))];
  const known = new Set(said.flatMap(each => each?.english || []).map(bare));
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
export const bare = text => text.replace(/\{[\w-]+[:}]/g, '').replace(/[^\p{L}\d]+/gu, '');
