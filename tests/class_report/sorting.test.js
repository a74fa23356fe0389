import assert from 'node:assert/strict';
import test from 'node:test';
import { compare, sortValue, textOf } from '../../kit/class_report/sorting.js';

/** @param {string[]} texts */
const sorted = (texts, sign = 1) => texts.map(sortValue).sort((one, other) => compare(one, other, sign));

test('numbers are sorted by size, texts by the alphabet and the numbers in them', () => {
  assert.deepEqual(sorted(['10', '9', '-1']), [-1, 9, 10]);
  assert.deepEqual(sorted(['Learner 10', 'Learner 9', 'anna']), ['anna', 'Learner 9', 'Learner 10']);
});

test('an empty cell is a text, and a space around a number is nothing', () => {
  assert.equal(sortValue(' '), '');
  assert.equal(sortValue(' 7 '), 7);
});

test('what is empty comes last in either order', () => {
  assert.deepEqual(sorted(['', '0', '10', '9']), [0, 9, 10, '']);
  assert.deepEqual(sorted(['', '0', '10', '9'], -1), [10, 9, 0, '']);
});

test('of a cell with several learners each name is read, and only as it is shown', () => {
  const known = { '.name': ['Aiko', 'Hana'], '.alias': ['Learner 2', 'Learner 1'] };
  const cell = {
    textContent: 'Aiko Learner 2, Hana Learner 1',
    /** @param {string} which */
    querySelectorAll: which => known[/** @type {keyof typeof known} */ (which)].map(textContent => ({ textContent }))
  };
  assert.equal(textOf(/** @type {any} */ (cell), false), 'Aiko, Hana');
  assert.equal(textOf(/** @type {any} */ (cell), true), 'Learner 2, Learner 1');
  assert.equal(textOf(/** @type {any} */ ({ textContent: '7', querySelectorAll: () => [] }), false), '7');
});
