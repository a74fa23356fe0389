// @ts-check
// A learner's hand, which two pages of the learner and the class know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { raisedHand } from '../../kit/lab/pages/labextensions/heart-to-heart-pupils/static/raised.js';

/** Return a page with a hand, and what it shows. */
function page() {
  /** @type {boolean[]} */
  const shown = [];
  return { ...raisedHand(isUp => shown.push(isUp)), shown };
}

test('A hand that is pressed is news until the class has heard it.', () => {
  const { press, tell, hear, shown } = page();
  press();
  assert.deepEqual(tell(), { hand: true, pressed: true });
  hear({ hand: false, pressed: false }, false); // an answer to what was asked before
  assert.deepEqual(tell(), { hand: true, pressed: true });
  hear(tell(), true);
  assert.deepEqual(tell(), { hand: true, pressed: false });
  assert.deepEqual(shown, [true]);
});

test('Another tab, and a page that is loaded again, show the hand that is up, and that it is down again.', () => {
  const { tell, hear, shown } = page();
  hear(tell(), true);
  hear(tell(), true);
  hear(tell(), false);
  assert.deepEqual(shown, [true, false]);
  assert.equal(tell().pressed, false);
});

test('A hand that is pressed twice while the class is asked stays news.', () => {
  const { press, tell, hear, shown } = page();
  press();
  const told = tell();
  press();
  hear(told, true);
  assert.deepEqual(tell(), { hand: false, pressed: true });
  assert.deepEqual(shown, [true, false]);
});
