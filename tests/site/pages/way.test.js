// @ts-check
// What the pupils' page knows of the course: its words always, its lessons outside a class.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showWay } from '../../../kit/site/pages/way.js';

const ways = {
  en: { code: 'Show the code', done: '{count} of {total} answered', lessons: [{ number: '01', total: 4 }] },
  ja: { code: 'コードを表示', done: '{total}問のうち{count}問', lessons: [{ number: '01', total: 4 }] }
};
const page = /** @type {any} */ (globalThis);
page.window = globalThis;
page.document = { querySelector: () => ({ textContent: JSON.stringify(ways) }) };

test('A class has the words of its language, and no lessons to go to.', async () => {
  showWay('ja', true, true);
  assert.deepEqual(await page.kitWay(), { code: 'コードを表示', lessons: [] });
});

test('Where answers are not kept, or cannot be read, the lessons have their titles alone.', async () => {
  const lessons = [{ number: '01', total: 4, state: '' }];
  showWay('en', false);
  assert.deepEqual((await page.kitWay()).lessons, lessons);
  page.indexedDB = undefined;
  showWay('en', true);
  assert.deepEqual((await page.kitWay()).lessons, lessons);
});
