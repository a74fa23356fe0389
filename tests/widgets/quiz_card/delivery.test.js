import assert from 'node:assert/strict';
import test from 'node:test';
import { rest } from '../../../kit/scripts/dom.js';
import { showDelivery } from '../../../kit/widgets/quiz_card/delivery.js';
import { Node, openPage } from '../../scripts/fake_page.js';

test('what the teacher has closed stays closed after a hint has come', async () => {
  openPage();
  const check = new Node();
  const item = Object.assign(new Node(), { dataset: { item: 'q-1' } });
  item.querySelector = (/** @type {string} */ name) => (name === '.kit-check' ? check : null);
  const el = Object.assign(new Node(), { querySelectorAll: () => [item] });
  /** @type {((message: object) => void)[]} */
  const calls = [];
  const model = { on: (/** @type {string} */ _, /** @type {() => void} */ call) => calls.push(call) };
  // An item lets its button be used again when it has its reply, a moment after all have heard the message.
  const render = () => calls.push(() => Promise.resolve().then(() => rest(/** @type {any} */ (check), false)));
  const signal = new AbortController().signal;
  showDelivery({ render }).render(/** @type {any} */ ({ model, el, signal }));
  const hear = async (/** @type {object} */ message) => {
    for (const call of calls) call(message);
    await new Promise(setImmediate);
  };
  await hear({ class: { 'q-1': { isLocked: true, words: ['Closed.'] } } });
  await hear({ n: 'a', item: 'q-1', state: { hints: ['Look again.'] } });
  assert.equal(check.ariaDisabled, 'true');
  await hear({ class: {} });
  assert.equal(check.ariaDisabled, 'false');
});
