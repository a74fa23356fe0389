// @ts-check
// Cells of a lesson become steps.
import assert from 'node:assert/strict';
import test from 'node:test';
import { groupSteps } from '../../../kit/lab/projector/steps.js';

/**
 * Return a cell as Voila has it: with a text, or with the output of code.
 * @param {number} number
 * @param {string} text
 */
const cell = (number, text) => {
  const markdown = text && {
    textContent: text.replace('# ', ''),
    querySelector: () => (text.startsWith('#') ? {} : null)
  };
  return {
    dataset: {},
    childNodes: [number],
    /** @type {unknown[]} */
    inside: [],
    append(/** @type {unknown[]} */ ...nodes) {
      this.inside.push(...nodes);
    },
    getAttribute: () => String(number),
    querySelector: (/** @type {string} */ names) => (names === '.jp-MarkdownCell' ? markdown || null : {})
  };
};

/**
 * Return the numbers of the cells of each step.
 * @param {string[]} texts - Of the cells, from number 1 on; empty where it is code.
 * @param {number} start
 */
function steps(texts, start) {
  const cells = texts.map((text, at) => cell(at + 1, text));
  const stage = /** @type {any} */ ({ querySelectorAll: () => cells });
  return groupSteps(stage, [], start).map(step => step.dataset.cells);
}

test('A heading belongs to what follows it, and the head of the lesson to the first step.', () => {
  assert.deepEqual(steps(['# A lesson', '', '# One', '', ''], 2), ['1 3 2', '4', '5']);
  assert.deepEqual(steps(['x'.repeat(300), '', '# The end'], 2), ['1 2', '3']);
});

test('A lesson that has a head alone shows it, and one of nothing has no step.', () => {
  assert.deepEqual(steps([''], 1), ['1']);
  assert.deepEqual(steps([], 0), []);
});
