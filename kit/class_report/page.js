// @ts-check
// Sort by a column, choose a lesson, find rows, hide names. Without a script the page shows everything.
import { on } from '../scripts/dom.js';
import { markLanguages } from '../scripts/language.js';
import { compare, sortValue, textOf } from './sorting.js';

const report = /** @type {HTMLElement} */ (document.getElementById('report'));
/** @param {string} id */
const byId = id => /** @type {HTMLInputElement} */ (document.getElementById(id));

/** @param {HTMLTableCellElement} cell */
const read = cell => textOf(cell, report.classList.contains('hide-names'));

/** @type {(head: HTMLTableCellElement, order: string) => void} */
function sort(head, order) {
  const table = /** @type {HTMLTableElement} */ (head.closest('table'));
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  for (const each of heads) each.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', order);
  const column = heads.indexOf(head);
  const sign = order === 'ascending' ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map(row => {
    const cell = row.cells[column];
    return { row, value: sortValue(cell.dataset.sort ?? read(cell)) };
  });
  rows.sort((one, other) => compare(one.value, other.value, sign));
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

on(report, 'click', event => {
  const button = event.target.closest('th button');
  if (!button) return;
  const head = button.closest('th');
  const other = { ascending: 'descending', descending: 'ascending' }[/** @type {string} */ (head.ariaSort)];
  sort(head, other ?? button.dataset.first);
});

on(byId('lesson'), 'change', ({ target }) => {
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (report.querySelectorAll('[data-lesson]')))
    section.hidden = target.value !== '' && section.dataset.lesson !== target.value;
  byId('find').dispatchEvent(new Event('input'));
});

on(byId('find'), 'input', ({ target }) => {
  const wanted = target.value.trim().toLowerCase();
  const rows = /** @type {HTMLTableRowElement[]} */ ([...report.querySelectorAll('tbody tr')]);
  for (const row of rows) row.hidden = ![...row.cells].some(cell => read(cell).toLowerCase().includes(wanted));
  byId('found').textContent = wanted ? String(rows.filter(row => !row.closest('[hidden]')).length) : '';
});

const hide = byId('hide');
if (hide)
  on(hide, 'change', () => {
    report.classList.toggle('hide-names', hide.checked);
    // Else the order of the alphabet would tell who is who; a heat map is by share, if nobody has sorted it.
    const byName = '.learners th:first-child, .heat th:first-child[aria-sort]';
    const heads = /** @type {NodeListOf<HTMLTableCellElement>} */ (report.querySelectorAll(`thead :is(${byName})`));
    for (const head of heads) sort(head, 'ascending');
    byId('find').dispatchEvent(new Event('input'));
  });
/** @type {HTMLElement} */ (report.querySelector('.tools')).hidden = false;

markLanguages(document.body);
