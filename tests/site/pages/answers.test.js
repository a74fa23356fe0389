// @ts-check
// The store of answers, where a browser has no room for it or does not answer.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { hasRoom } from '../../../kit/site/pages/answers.js';

afterEach(() => mock.timers.reset());

/**
 * Let the browser open its store with this transaction.
 *
 * @param {() => object} transaction
 */
function giveStore(transaction) {
  const asked = { result: { transaction, close() {} }, onsuccess() {} };
  const open = () => {
    queueMicrotask(() => asked.onsuccess());
    return asked;
  };
  Object.assign(globalThis, { indexedDB: { open } });
}

test('A store that takes a line has room.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  giveStore(() => {
    const transaction = { objectStore: () => ({ put() {}, delete: () => ({}) }), oncomplete() {} };
    queueMicrotask(() => transaction.oncomplete());
    return transaction;
  });
  assert.equal(await hasRoom(), true);
});

test('A store that is full has none.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  giveStore(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  assert.equal(await hasRoom(), false);
});

test('A browser that never answers has none, and nobody waits for it forever.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  Object.assign(globalThis, { indexedDB: { open: () => ({}) } });
  const room = hasRoom();
  mock.timers.tick(10000);
  assert.equal(await room, false);
});
