// A text says its language by its letters, in the language of the card around it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { languageOf } from '../../kit/scripts/language.js';

const TEXTS = ['Who joined first?', '最初の加盟国', 'ASEANの10か国', '1967'];

test('on an English card only Japanese alone is Japanese', () => {
  assert.deepEqual(
    TEXTS.map(text => languageOf(text, 'en')),
    ['en', 'ja', 'en', undefined]
  );
});

test('on a Japanese card a line with Japanese letters is Japanese', () => {
  assert.deepEqual(
    TEXTS.map(text => languageOf(text, 'ja')),
    ['en', 'ja', 'ja', undefined]
  );
});

test('on a card in a language with the letters of English a line is in that language', () => {
  assert.deepEqual(
    ['Siapa yang bergabung?', '最初の加盟国', '1967'].map(text => languageOf(text, 'id')),
    ['id', 'ja', undefined]
  );
});
