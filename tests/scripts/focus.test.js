import assert from 'node:assert/strict';
import test from 'node:test';
import { focusOn } from '../../kit/scripts/focus.js';

/** @type {(tag: string, found: string) => string[]} - What happens to a control that a selector finds. */
function done(tag, found) {
  /** @type {string[]} */
  const calls = [];
  const control = {
    focus: () => calls.push('focus'),
    select: () => calls.push('select'),
    matches: (/** @type {string} */ name) => name === tag
  };
  const querySelector = (/** @type {string} */ name) => (name.split(', ').includes(found) ? control : null);
  focusOn(/** @type {any} */ ({ querySelector }));
  return calls;
}

test('a word is selected, and a long text only gets the focus', () => {
  assert.deepEqual(done('input', 'input'), ['focus', 'select']);
  assert.deepEqual(done('textarea', 'textarea'), ['focus']);
  assert.deepEqual(done('input', 'input:checked'), ['focus', 'select']);
  assert.deepEqual(done('p', 'p'), []);
});
