import assert from 'node:assert/strict';
import test from 'node:test';
import { keepKeys } from '../../kit/scripts/keys.js';

const WORDS = 'Press Esc once more.';

/** Return a widget with one sentence, and how often its cell has got the focus. */
function shown() {
  const node = { append() {}, setAttribute() {}, textContent: '' };
  globalThis.window = new EventTarget();
  globalThis.document = { createElement: () => node };
  const cell = {
    times: 0,
    focus() {
      cell.times++;
      root.dispatchEvent(new Event('focusout'));
    }
  };
  const root = Object.assign(new EventTarget(), { append() {}, contains: () => false, closest: () => cell });
  keepKeys(root, new AbortController().signal, WORDS);
  const hear = (name, more) => root.dispatchEvent(Object.assign(new Event(name), more));
  return { hear, press: (key, more) => hear('keydown', { key, ...more }), said: () => node.textContent, cell };
}

test('the first Escape says that the second one leaves', () => {
  const { press, said, cell } = shown();
  press('Escape');
  assert.deepEqual([said(), cell.times], [WORDS, 0]);
  press('Escape');
  assert.deepEqual([said(), cell.times], ['', 1]);
});

test('another key, the pointer or leaving takes it back', () => {
  for (const between of [['keydown', { key: 'a' }], ['pointerdown'], ['focusout']]) {
    const { hear, press, cell } = shown();
    press('Escape');
    hear(...between);
    press('Escape');
    assert.equal(cell.times, 0);
  }
});

test('an Escape that ends a word of an input method is none', () => {
  const { press, said, cell } = shown();
  for (let times = 0; times < 3; times++) press('Escape', { keyCode: 229 });
  assert.deepEqual([said(), cell.times], ['', 0]);
});
