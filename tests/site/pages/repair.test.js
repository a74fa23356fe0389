// @ts-check
// A file that the browser keeps and that is not as it was built is dropped; a sound one, and another site's, is not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, mock, test } from 'node:test';
import { dropDamaged } from '../../../kit/site/pages/repair.js';

const ROOT = new URL('https://school.test/course/');

afterEach(() => mock.restoreAll());

/**
 * Let the browser keep files, and the site give what is in `digests.json`; return what is kept.
 * @param {Record<string, string>} files
 */
function keep(files) {
  const kept = new Map(Object.entries(files));
  const cache = {
    keys: async () => [...kept.keys()].map(url => ({ url })),
    match: async (/** @type {{ url: string }} */ { url }) => new Response(kept.get(url)),
    delete: async (/** @type {{ url: string }} */ { url }) => kept.delete(url)
  };
  Object.assign(globalThis, { caches: { keys: async () => ['kit-1', 'of another page'], open: async () => cache } });
  const digest = createHash('sha256').update('whole').digest('hex').slice(0, 16);
  const digests = { 'static/a.wasm': digest, 'build/b.js': digest };
  mock.method(globalThis, 'fetch', async () => new Response(JSON.stringify(digests)));
  return kept;
}

test('A damaged file is dropped, and no other.', async () => {
  const kept = keep({
    [`${ROOT}static/a.wasm`]: 'who',
    [`${ROOT}build/b.js`]: 'whole',
    [`${ROOT}index.html`]: 'changes',
    'https://school.test/static/a.wasm': 'of another site'
  });
  assert.equal(await dropDamaged(ROOT), true);
  assert.deepEqual([...kept.values()], ['whole', 'changes', 'of another site']);
});

test('Where every file is sound, nothing is dropped.', async () => {
  const kept = keep({ [`${ROOT}static/a.wasm`]: 'whole' });
  assert.equal(await dropDamaged(ROOT), false);
  assert.equal(kept.size, 1);
});

test('Without a network nothing is dropped.', async () => {
  const kept = keep({ [`${ROOT}static/a.wasm`]: 'who' });
  mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await assert.rejects(dropDamaged(ROOT));
  assert.equal(kept.size, 1);
});
