import assert from 'node:assert/strict';
import test from 'node:test';
import { itemView } from '../../../kit/widgets/quiz_card/item.js';
import { all, Node, openPage } from '../../scripts/fake_page.js';

/** Return an item on a page, and its control. */
function shown() {
  const kept = openPage();
  const control = { element: new Node(), response: '', read: () => control.response, write() {} };
  const state = () => state.now;
  state.now = /** @type {any} */ ({ hints: [], feedback: [], saved: false });
  const quiz = /** @type {any} */ ({
    say: () => '',
    who: 'w',
    kinds: { made: () => control },
    state,
    ask: async () => {}
  });
  const view = itemView({ id: 'q-1', kind: 'made', stem: 'Which?' }, quiz, 1, 1);
  const find = (/** @type {string} */ name) => all(view.element).find(node => node.className?.includes(name));
  return { ...view, kept, control, state, find };
}

test('whatever changes a response, a draft of it is kept: typing, a button or a drag', () => {
  const { element, kept, control } = shown();
  const fieldset = all(element).find(node => node.children.includes(control.element));
  for (const name of ['input', 'click', 'pointerup']) {
    control.response = name;
    fieldset.dispatchEvent(new Event(name));
    assert.deepEqual(kept, { 'kit/w/q-1/made': `"${name}"` });
  }
});

test('a hint that is there stays as it is: a screen reader says the new one alone, and none after an answer', () => {
  const { show, find } = shown();
  const hints = find('kit-hints');
  const hear = (/** @type {string[]} */ ...said) => {
    show({ hints: said, feedback: [], saved: false });
    return [...hints.children];
  };
  const [first] = hear('Look again.');
  const both = hear('Look again.', 'Look at 1973.');
  assert.equal(both.length, 2);
  assert.equal(both[0], first);
  assert.deepEqual(hear('Look again.', 'Look at 1973.'), both);
});

test('feedback that is there stays when a question is flagged, and comes anew after another answer', async () => {
  const { show, find, state } = shown();
  const feedback = find('kit-feedback');
  const hear = (/** @type {object} */ more) => {
    state.now = { hints: [], feedback: [], saved: false, verdict: 'unreadable', line: 'Type a word.', ...more };
    show(state.now);
    return feedback.children[0];
  };
  const first = hear({});
  assert.equal(feedback.textContent, '!Type a word.');
  assert.equal(hear({ flagged: true }), first);
  find('kit-check').dispatchEvent(new Event('click'));
  assert.equal(feedback.children.length, 0);
  await new Promise(setImmediate);
  assert.equal(feedback.textContent, '!Type a word.');
  assert.notEqual(feedback.children[0], first);
});
