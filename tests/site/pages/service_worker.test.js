// @ts-check
// The service worker of a site takes away what earlier builds of this site left, and nothing of another one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

test('A new build drops the files of earlier ones, and those of another site at the same host stay.', async () => {
  /** @type {Record<string, (event: object) => void>} */
  const handlers = {};
  const kept = new Set(['kit-/course/ 111111111111', 'kit-/other/ 222222222222', 'kit-333333333333', 'kit-of-others']);
  Object.assign(globalThis, {
    self: {
      location: { href: 'https://school.test/course/service-worker.js?enableCache=false' },
      clients: { claim: async () => {} },
      addEventListener: (/** @type {string} */ name, /** @type {() => void} */ act) =>
        Object.assign(handlers, { [name]: act })
    },
    caches: { keys: async () => [...kept], delete: async (/** @type {string} */ name) => kept.delete(name) }
  });
  await import('../../../kit/site/pages/service_worker.js');
  await new Promise(resolve => handlers.activate({ waitUntil: resolve }));
  assert.deepEqual([...kept], ['kit-/other/ 222222222222', 'kit-of-others']);
});
