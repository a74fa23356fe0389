// @ts-check
/**
 * Return what is read in a cell: the names in it, where it has some, as far as they are shown; else its text.
 *
 * @param {Pick<Element, 'querySelectorAll' | 'textContent'>} cell
 * @param {boolean} isHidden - Whether other names stand for those of the learners.
 */
export function textOf(cell, isHidden) {
  const names = [...cell.querySelectorAll(isHidden ? '.alias' : '.name')];
  return names.length ? names.map(name => name.textContent).join(', ') : (cell.textContent ?? '');
}

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
 * Return the order of two values: numbers by size, texts by the alphabet, with the numbers in them by size. What is
 * empty comes last, in either direction.
 *
 * @param {number | string} one
 * @param {number | string} other
 * @param {number} sign - 1 from the smallest, -1 from the largest.
 */
export function compare(one, other, sign) {
  if (one === '' || other === '') return Number(one === '') - Number(other === '');
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * String(one).localeCompare(String(other), undefined, { numeric: true });
}
