import assert from 'node:assert/strict';
import test from 'node:test';
import { isIn, labelledTimes, moved, position, within, zoomed } from '../../../kit/widgets/timeline/years.js';

const WHOLE = /** @type {[number, number]} */ ([1967, 2026]);

/** @type {(at: number, until?: number) => any} */
const event = (at, until) => ({ at, until });

test('years are moved into the whole, and never more than it has', () => {
  assert.deepEqual(within(1950, 10, WHOLE), [1967, 1976]);
  assert.deepEqual(within(2024, 10, WHOLE), [2017, 2026]);
  assert.deepEqual(within(1990, 100, WHOLE), WHOLE);
});

test('an event is in the years that its middle is in; the last year is whole', () => {
  assert.ok(isIn(event(1977.6), [1970, 1977]));
  assert.ok(!isIn(event(1978), [1970, 1977]));
  assert.ok(isIn(event(1969, 1971.5), [1970, 1977]));
});

test('zoom keeps the middle, or the event', () => {
  assert.deepEqual(zoomed([1980, 1999], 0.5, undefined, WHOLE), [1985, 1994]);
  assert.deepEqual(zoomed([1980, 1999], 0.5, event(1982), WHOLE), [1977, 1986]);
  assert.deepEqual(zoomed([1980, 1999], 2, undefined, WHOLE), [1970, 2009]);
});

test('a step is half of the years, and ends at the end', () => {
  assert.deepEqual(moved([1980, 1989], 1, WHOLE), [1985, 1994]);
  assert.deepEqual(moved([1968, 1977], -1, WHOLE), [1967, 1976]);
});

test('a time has a place between 4 and 96 percent', () => {
  assert.equal(position(1967, WHOLE), '4.00%');
  assert.equal(position(2027, WHOLE), '96.00%');
});

test('the grid has at most ten years, or quarters', () => {
  assert.deepEqual(labelledTimes([1977, 1977]), [1977, 1977.25, 1977.5, 1977.75]);
  assert.deepEqual(labelledTimes([1971, 1980]), [1972, 1974, 1976, 1978, 1980]);
  for (let last = 1967; last < 2100; last += 1) assert.ok(labelledTimes([1967, last]).length <= 12);
});
