// @ts-check
// How much of a lesson is answered, as front page and bar say it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOf } from '../../../kit/site/pages/progress.js';

test('No lesson has more answers than questions, and one that nobody has opened has none.', () => {
  const answered = new Map([['01', new Set(['q-a-01', 'q-a-02', 'q-a-03'])]]);
  assert.deepEqual([countOf(answered, '01', 4), countOf(answered, '01', 2), countOf(answered, '02', 2)], [3, 2, 0]);
});
