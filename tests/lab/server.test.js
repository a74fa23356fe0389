// @ts-check
// What a lesson asks the learner's server when it opens, which may be away just then.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { openPage } from '../scripts/fake_page.js';

afterEach(() => mock.timers.reset());

/**
 * Give a page whose server answers so, one after the other; `null` is a network that is away. Return how often it was
 * asked, and the function that waits for the way.
 *
 * @param {(number | null)[]} statuses
 */
async function page(statuses) {
  openPage();
  Object.assign(document, { cookie: '', getElementById: () => null });
  const asked = { times: 0 };
  const fetch = async () => {
    const status = statuses[asked.times++];
    if (status === null) throw new TypeError('Failed to fetch');
    return { ok: status === 200, status, json: async () => ({ lessons: [] }) };
  };
  Object.assign(globalThis, { fetch });
  const path = '../../kit/lab/pages/labextensions/heart-to-heart-pupils/static/server.js';
  const { waitForTheWay } = await import(path);
  return { asked, waitForTheWay };
}

test('A server that is away or has an error is asked again until it answers.', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { asked, waitForTheWay } = await page([null, 500, 503, 200]);
  const way = waitForTheWay();
  for (const seconds of [1, 2, 4]) {
    await new Promise(setImmediate);
    mock.timers.tick(seconds * 1000);
  }
  assert.deepEqual(await way, { lessons: [] });
  assert.equal(asked.times, 4);
});

test('A server that does not know the way is asked once.', async () => {
  const { asked, waitForTheWay } = await page([404]);
  await assert.rejects(waitForTheWay(), { status: 404 });
  assert.equal(asked.times, 1);
});
