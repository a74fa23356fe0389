import assert from 'node:assert/strict';
import test from 'node:test';
import { itemView } from '../../../kit/widgets/quiz_card/item.js';

class Node extends EventTarget {
  /** @type {any[]} */
  children = [];
  /** @param {any[]} children */
  append(...children) {
    this.children.push(...children);
  }
  setAttribute() {}
}

test('whatever changes a response, a draft of it is kept: typing, a button or a drag', () => {
  /** @type {Record<string, string>} */
  const kept = {};
  const storage = {
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => Object.assign(kept, { [name]: value })
  };
  Object.assign(globalThis, { document: { createElement: () => new Node() }, sessionStorage: storage });
  let response = '';
  const control = { element: new Node(), read: () => response, write() {} };
  const quiz = /** @type {any} */ ({ say: () => '', who: 'w', kinds: { made: () => control } });
  const { element } = itemView({ id: 'q-1', kind: 'made', stem: 'Which?' }, quiz, 1, 1);
  const fieldset = /** @type {any} */ (element).children.find((/** @type {any} */ node) =>
    node.children.includes(control.element)
  );
  for (const name of ['input', 'click', 'pointerup']) {
    response = name;
    fieldset.dispatchEvent(new Event(name));
    assert.deepEqual(kept, { 'kit/w/q-1/made': `"${name}"` });
  }
});
