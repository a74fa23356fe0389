import assert from 'node:assert/strict';
import test from 'node:test';
import { showFeedback } from '../../../kit/widgets/quiz_card/feedback.js';
import { Node, openPage } from '../../scripts/fake_page.js';

test('what is saved and what is left are two sentences as the language writes them', () => {
  openPage();
  const state = { saved: true, left: 'あと1回、解答できます。', feedback: [], hints: [] };
  for (const joiner of ['', ' ']) {
    const place = new Node();
    const texts = /** @type {Record<string, string>} */ ({ saved: '保存しました。', joiner });
    const quiz = /** @type {any} */ ({ say: (/** @type {string} */ key) => texts[key] });
    showFeedback(/** @type {any} */ (place), /** @type {any} */ ({}), quiz, /** @type {any} */ ({}), state);
    assert.equal(place.textContent, `保存しました。${joiner}あと1回、解答できます。`);
  }
});
