// A computer without letters of a language is told from one that has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacksLetters } from '../../kit/lab/pages/labextensions/heart-to-heart-pupils/static/letters.js';

/** @param {string} known */
const fontWith = known => (/** @type {string} */ letter) => (known.includes(letter) ? letter : 'box');

test('a letter that is drawn as what no font has is missing', () => {
  assert.equal(lacksLetters('すべての課', fontWith('')), true);
  assert.equal(lacksLetters('すべての課', fontWith('すべての')), true);
  assert.equal(lacksLetters('すべての課', fontWith('すべての課')), false);
});

test('Latin letters are not looked at', () => {
  assert.equal(lacksLetters('All lessons, é', fontWith('')), false);
});
