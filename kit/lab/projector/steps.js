// @ts-check
/**
 * Group the cells of a lesson into steps: a cell that shows something is a step; a few words, or a heading alone,
 * belong to the cell after them, and the head of the lesson to the first step. The numbers of its cells are in
 * data-cells.
 *
 * @param {HTMLElement} stage
 * @param {number[]} skip - Numbers of the cells that are not shown.
 * @param {number} start - Number of the cell that starts the lesson and shows its head; 0 where there is none.
 * @returns {HTMLElement[]}
 */
export function groupSteps(stage, skip, start) {
  const shown = /** @type {HTMLElement[]} */ ([...stage.querySelectorAll('[cell-index]')]).filter(
    cell => !skip.includes(numberOf(cell)) && cell.querySelector('.jp-MarkdownCell, .jp-OutputArea-child')
  );
  const others = shown.filter(cell => numberOf(cell) !== start);
  const cells = others.length ? others : shown; // a lesson that has only begun to be written
  /** @type {HTMLElement[]} */
  const steps = [];
  /** @type {HTMLElement | null} */
  let waiting = null;
  for (const cell of cells) {
    const text = cell.querySelector('.jp-MarkdownCell');
    const isShort = text !== null && isIntroduction(text);
    if (waiting) {
      waiting.append(...cell.childNodes);
      waiting.dataset.cells += ` ${numberOf(cell)}`;
      waiting = null;
    } else {
      cell.dataset.cells = `${numberOf(cell)}`;
      steps.push(cell);
      waiting = isShort ? cell : null;
    }
  }
  const head = shown.find(cell => numberOf(cell) === start);
  if (head && others.length) {
    steps[0].append(...head.childNodes);
    steps[0].dataset.cells += ` ${start}`;
  }
  return steps;
}

/** @param {HTMLElement} cell */
const numberOf = cell => Number(cell.getAttribute('cell-index'));

/** @param {Element} text */
function isIntroduction(text) {
  const length = (text.textContent ?? '').trim().length;
  return length < (text.querySelector('h1, h2, h3') ? 40 : 300);
}
