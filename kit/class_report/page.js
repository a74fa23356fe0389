// Sort by a column, choose a lesson, find rows, hide names. Without a script the page shows everything.
const report = document.getElementById('report');
const byId = id => document.getElementById(id);
const shown = cell =>
  (cell.querySelector(report.classList.contains('hide-names') ? '.alias' : '.name') ?? cell).textContent;
const value = (row, column) => {
  const cell = row.cells[column];
  const text = cell.dataset.sort ?? shown(cell).trim();
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
};
const compare = (a, b) =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), undefined, { numeric: true });

const sort = (head, order) => {
  const table = head.closest('table');
  for (const each of table.tHead.rows[0].cells) each.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', order);
  const column = [...head.parentElement.cells].indexOf(head);
  const sign = order === 'ascending' ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map(row => [value(row, column), row]);
  rows.sort((one, two) => sign * compare(one[0], two[0]));
  table.tBodies[0].append(...rows.map(([, row]) => row));
};

report.addEventListener('click', event => {
  const button = event.target.closest('th button');
  if (!button) return;
  const other = { ascending: 'descending', descending: 'ascending' };
  const head = button.closest('th');
  sort(head, other[head.getAttribute('aria-sort')] ?? button.dataset.first);
});

byId('lesson').addEventListener('change', ({ target }) => {
  for (const section of report.querySelectorAll('[data-lesson]'))
    section.hidden = target.value !== '' && section.dataset.lesson !== target.value;
});

byId('find').addEventListener('input', ({ target }) => {
  const wanted = target.value.trim().toLowerCase();
  let count = 0;
  for (const row of report.querySelectorAll('tbody tr')) {
    row.hidden = ![...row.cells].some(cell => shown(cell).toLowerCase().includes(wanted));
    count += !row.hidden;
  }
  byId('found').textContent = wanted ? String(count) : '';
});

byId('hide')?.addEventListener('change', ({ target }) => {
  report.classList.toggle('hide-names', target.checked);
  sort(report.querySelector('.learners th'), 'ascending'); // else the order of the alphabet would tell who is who
  byId('find').dispatchEvent(new Event('input'));
});
report.querySelector('.tools').hidden = false;
