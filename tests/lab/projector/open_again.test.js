// @ts-check
// A page of Voila with a dead widget opens again, and comes to an end.
import assert from 'node:assert/strict';
import test from 'node:test';
import { given, openAgain } from '../../../kit/lab/projector/open_again.js';

const DEAD = 'Error displaying widget: model not found';

/**
 * Look again and again at a page whose widgets say something, and return how often it opened again.
 *
 * @param {string[]} texts
 * @param {boolean} [canKeep]
 */
function reloads(texts, canKeep = true) {
  let count = 0;
  /** @type {Map<string, string>} */
  const kept = new Map();
  const store = { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: kept.set.bind(kept) };
  Object.assign(globalThis, { location: { pathname: '/', reload: () => count++ } });
  const root = /** @type {any} */ ({ querySelectorAll: () => texts.map(textContent => ({ textContent })) });
  for (let look = 0; look < 5; look++) openAgain(root, /** @type {any} */ (canKeep ? store : undefined));
  return count;
}

test('A page opens again where a widget is dead, at most twice, and never where nothing can be kept.', () => {
  assert.equal(reloads(['Which three?', DEAD]), 2);
  assert.equal(reloads(['Which three?', 'What is an Error displaying widget?']), 0);
  assert.equal(reloads([DEAD], false), 0);
});

test('What a browser refuses is nothing.', () => {
  const refuse = () => {
    throw new Error('SecurityError');
  };
  assert.equal(given(refuse), undefined);
  assert.equal(
    given(() => 1),
    1
  );
});
