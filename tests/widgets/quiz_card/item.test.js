import assert from 'node:assert/strict';
import test from 'node:test';
import { itemView } from '../../../kit/widgets/quiz_card/item.js';
import { all, Node, openPage } from '../../scripts/fake_page.js';

/** Return an item on a page, and its control. */
function shown() {
  const kept = openPage();
  const control = { element: new Node(), response: '', read: () => control.response, write() {} };
  const quiz = /** @type {any} */ ({ say: () => '', who: 'w', kinds: { made: () => control } });
  const view = itemView({ id: 'q-1', kind: 'made', stem: 'Which?' }, quiz, 1, 1);
  return { ...view, kept, control };
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
  const { element, show } = shown();
  const hints = all(element).find(node => node.className?.includes('kit-hints'));
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
