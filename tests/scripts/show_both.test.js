// A text in a second language is shown without the names that its item has for gaps and phrases.
import assert from 'node:assert/strict';
import test from 'node:test';
import { plain } from '../../kit/scripts/show_both.js';

test('a gap is a line, and a phrase is its words', () => {
  assert.equal(plain('Since {year} they are {rank:true friends}.'), 'Since ___ they are true friends.');
});
