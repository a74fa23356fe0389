// @ts-check
// Hands counted under an item, and the key after them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openTally } from '../../../kit/lab/projector/tally.js';
import { Node, openPage } from '../../scripts/fake_page.js';

const strings = { key: 'Key', no_keys: 'The key cannot be fetched.', none: 'None.', reveal: 'Show the key' };

/**
 * Press the button of the key, and return what is shown then.
 *
 * @param {() => Promise<object>} fetch
 */
async function shownKey(fetch) {
  openPage({ fetch });
  const createElement = (/** @type {string} */ tag) => Object.assign(new Node(), { tag, scrollIntoView() {} });
  Object.assign(document, { createElement });
  const item = Object.assign(new Node(), { dataset: { item: 'q-1' }, after() {} });
  const box = /** @type {any} */ (openTally(/** @type {any} */ (item), strings));
  const [button, key] = box.children.slice(-2);
  await button.onclick();
  return key.textContent;
}

test('The key of an item is shown line by line.', async () => {
  const keys = { 'q-1': { ids: [], lines: ['Laos'] } };
  assert.equal(await shownKey(async () => ({ json: async () => keys })), 'Key:Laos');
});

test('A projector whose server has ended says that there is no key to be had.', async () => {
  const gone = async () => {
    throw new TypeError('Failed to fetch');
  };
  assert.equal(await shownKey(gone), strings.no_keys);
});
