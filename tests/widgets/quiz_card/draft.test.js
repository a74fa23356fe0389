// What was written last is what a learner sees again.
import assert from 'node:assert/strict';
import test from 'node:test';
import { draft, responseWriter } from '../../../kit/widgets/quiz_card/draft.js';

/** Return a control that has taken nothing yet, its writer, and a tab that keeps drafts. */
function shown() {
  /** @type {Record<string, string>} */
  const kept = {};
  const storage = {
    getItem: (/** @type {string} */ name) => kept[name] ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => Object.assign(kept, { [name]: value })
  };
  Object.assign(globalThis, { sessionStorage: storage });
  /** @type {unknown[]} */
  const seen = [];
  const write = responseWriter(/** @type {any} */ ({ write: (/** @type {unknown} */ it) => seen.push(it) }), 'q');
  /** @type {(response: unknown, saved: boolean) => void} */
  const hear = (response, saved) => write(/** @type {any} */ ({ response, saved }));
  return { seen, hear };
}

test('a draft outlives a reload, also after "Try again", when Python still knows the earlier response', () => {
  const { seen, hear } = shown();
  draft('q', 'new');
  hear(undefined, false);
  hear('old', false);
  assert.deepEqual(seen, ['new', 'new']);
});

test('what was typed while Python read an earlier response stays', () => {
  const { seen, hear } = shown();
  hear(undefined, false);
  draft('q', '?!a');
  hear('?!', false);
  assert.deepEqual(seen, ['?!a']);
});

test('a saved response takes the place of the draft, and no hint brings it back', () => {
  const { seen, hear } = shown();
  draft('q', 'new');
  hear('saved', true);
  hear('saved', false);
  assert.deepEqual(seen, ['saved']);
  assert.equal(draft('q'), null);
});

test('without a place for drafts a response is written all the same, also zero', () => {
  const { seen, hear } = shown();
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get: () => assert.fail('forbidden') });
  hear(0, false);
  hear('saved', true);
  assert.deepEqual(seen, [0, 'saved']);
  delete (/** @type {any} */ (globalThis).sessionStorage);
});
