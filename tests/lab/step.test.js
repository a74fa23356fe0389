import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessonOf, stepOf } from '../../kit/lab/pages/labextensions/heart-to-heart-pupils/static/step.js';

globalThis.innerHeight = 800;

const cell = (type, source, top, isConnected = true) => ({
  model: { type, sharedModel: { source } },
  node: { isConnected, getBoundingClientRect: () => ({ top }) }
});
const lesson = (...tops) => [
  cell('markdown', '# A lesson', tops[0]),
  cell('markdown', '## One\n\nText\n\n### Smaller', tops[1]),
  cell('code', '## a comment', tops[2]),
  cell('markdown', '## Two', tops[3])
];

test('a step is on the screen when its heading is above the middle', () => {
  assert.equal(stepOf(lesson(0, 500, 900, 1200)), 0);
  assert.equal(stepOf(lesson(-300, 300, 600, 900)), 1);
  assert.equal(stepOf(lesson(-900, -300, 0, 399)), 2);
});

test('cells that are not drawn are above or below, by those that are', () => {
  const cells = lesson(0, 0, 0, 300);
  for (const each of cells.slice(0, 3)) each.node.isConnected = false;
  assert.equal(stepOf(cells), 2);
  assert.equal(stepOf([]), 0);
});

test('a notebook says its lesson by the number at its beginning, wherever it is', () => {
  const paths = [
    '03-what-was-promised.ipynb',
    'from-your-teacher/20-my-quiz.ipynb',
    '03-what-was-promised-Copy1.ipynb'
  ];
  assert.deepEqual(paths.map(lessonOf), ['03', '20', '03']);
});

test('a notebook of another name is no lesson', () => {
  const paths = ['Untitled.ipynb', 'my-notes.ipynb', 'copy-of-03-what-was-promised.ipynb', '03-folder/notes.ipynb', ''];
  assert.deepEqual(paths.map(lessonOf), ['', '', '', '', '']);
});
