import assert from 'node:assert/strict';
import test from 'node:test';
import { fill } from '../../kit/scripts/fill.js';

test('names are filled in, and a name without a value stays', () => {
  assert.equal(fill('{n} of {total}, {more}', { n: 1, total: 20 }), '1 of 20, {more}');
});

test('numbers are written as the language does, other values as they are', () => {
  const figures = new Intl.NumberFormat('de', { maximumFractionDigits: 2 });
  assert.equal(fill('{a} {b}', { a: 1234.567, b: '1234.567' }, figures), '1.234,57 1234.567');
});

test('zero and the empty text are values', () => {
  assert.equal(fill('<{a}{b}>', { a: 0, b: '' }), '<0>');
});
