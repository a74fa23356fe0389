import assert from 'node:assert/strict';
import test from 'node:test';
import { openAnswer } from '../../../../kit/quiz/kinds/open_answer/card.js';
import { all, openPage } from '../../../scripts/fake_page.js';

const NOTES = [undefined, 'who', 'why'].map(option => ({ option, text: option, sources: [] }));

/** Return an open answer that was saved, what tells it its state, and what is marked. */
function shown() {
  openPage();
  const quiz = /** @type {any} */ ({ say: (/** @type {string} */ key) => key });
  const control = /** @type {any} */ (openAnswer({}, quiz, async () => {}));
  const hear = (/** @type {object} */ more) =>
    control.judged({ saved: true, hints: [], feedback: NOTES, response: { text: 'Mine.' }, ...more });
  hear({});
  const inputs = () => all(control.after).filter(node => node.tag === 'input');
  return { hear, inputs, marked: () => inputs().flatMap(({ checked, value }) => (checked ? [value] : [])) };
}

test('a line that is marked and not saved yet stays marked when the question is flagged', () => {
  const { hear, inputs, marked } = shown();
  inputs()[1].checked = true;
  hear({ flagged: true });
  assert.deepEqual(marked(), ['0.5']);
});

test('saved marks are shown, and other words get marks of their own', () => {
  const { hear, marked } = shown();
  hear({ response: { text: 'Mine.', marks: { who: 1, why: 0 } } });
  assert.deepEqual(marked(), ['1', '0']);
  hear({ saved: false });
  hear({ response: { text: 'Other words.' } });
  assert.deepEqual(marked(), []);
});
