import assert from 'node:assert/strict';
import test from 'node:test';
import { renew } from '../../kit/scripts/renew.js';

test('a text that is there is not written again', () => {
  /** @type {string[]} */
  const written = [];
  const node = {
    get textContent() {
      return written.at(-1) ?? '';
    },
    set textContent(text) {
      written.push(text);
    }
  };
  for (const text of ['', '3 events', '3 events', '4 events', '']) renew(/** @type {any} */ (node), text);
  assert.deepEqual(written, ['3 events', '4 events', '']);
});
