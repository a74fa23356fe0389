// @ts-check
/**
 * Return what a cell is sorted by: a number where its text is one.
 *
 * @param {string} text
 */
export function sortValue(text) {
  const bare = text.trim();
  return bare !== '' && !Number.isNaN(Number(bare)) ? Number(bare) : bare;
}

/**
 * Return the order of two values: numbers by size, texts by the alphabet, with the numbers in them by size.
 *
 * @type {(one: number | string, other: number | string) => number}
 */
export function compare(one, other) {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}
