// @ts-check
// What Python needs first is fetched with a bar; a file that does not come ends that.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { fetchAll } from '../../../kit/site/pages/first_files.js';

const ROOT = new URL('https://school.test/course/');

afterEach(() => mock.restoreAll());

/**
 * Let the network give these files.
 * @param {Record<string, () => Response | Promise<Response>>} files
 */
const give = files =>
  mock.method(globalThis, 'fetch', async (/** @type {URL} */ { href }) => files[href.slice(ROOT.href.length)]());

test('The bar goes on with each part of a file.', async () => {
  /** @type {number[][]} */
  const shown = [];
  give({ 'a.wasm': () => new Response('12345'), 'b.js': () => new Response('123') });
  await fetchAll(
    ROOT,
    [
      ['a.wasm', 5],
      ['b.js', 3]
    ],
    (...now) => shown.push(now)
  );
  assert.deepEqual(
    [shown[0], shown.at(-1)],
    [
      [0, 8],
      [8, 8]
    ]
  );
});

test('Where each file is here already, there is no bar to show.', async () => {
  await fetchAll(ROOT, [], () => assert.fail('A bar of nothing has no value.'));
});

test('After a file that does not come, nothing is said of the others any more.', async () => {
  const show = mock.fn();
  const { readable, writable } = new TransformStream();
  give({ 'a.wasm': () => new Response(readable), 'b.js': () => Promise.reject(new TypeError('Failed to fetch')) });
  await assert.rejects(
    fetchAll(
      ROOT,
      [
        ['a.wasm', 5],
        ['b.js', 3]
      ],
      show
    ),
    /Failed to fetch/
  );
  const before = show.mock.callCount();
  const late = writable.getWriter();
  late.write(new TextEncoder().encode('12345')).catch(() => {}); // nobody reads it any more
  await new Promise(setImmediate);
  assert.equal(show.mock.callCount(), before);
});
