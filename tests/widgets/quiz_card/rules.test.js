import assert from 'node:assert/strict';
import test from 'node:test';
import { applyRules, endView } from '../../../kit/widgets/quiz_card/rules.js';
import { Node, openPage } from '../../scripts/fake_page.js';

const QUIZ = /** @type {any} */ ({ say: (/** @type {string} */ key) => key });
const TOLD = { told: ['Two tries.', 'The last counts.'], isTimed: false, pass: null };

test('a quiz is passed from its mark on, and nothing is said while nothing is marked', () => {
  openPage();
  const ends = [0.59, 0.6, 1, 0 / 0].map(share => endView({ ...TOLD, pass: 60 }, QUIZ, share)?.dataset.verdict);
  assert.deepEqual(ends, ['wrong', 'right', 'right', undefined]);
});

test('the rules are told in the head of a quiz, and above a single item', () => {
  openPage();
  const head = new Node();
  for (const found of [head, null]) {
    const root = Object.assign(new Node(), { querySelector: () => found, prepend: new Node().append });
    applyRules(/** @type {any} */ ({ items: [{}], rules: TOLD }), QUIZ, /** @type {any} */ (root), root);
    assert.deepEqual((found ?? root).children[0].children, ['Two tries.joinerThe last counts.']);
  }
});
