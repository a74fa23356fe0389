import assert from 'node:assert/strict';
import test from 'node:test';
import { markText } from '../../../../kit/quiz/kinds/mark_text/card.js';
import { openPage } from '../../../scripts/fake_page.js';

/** @type {(node: any) => string[]} */
const texts = node => (typeof node === 'string' ? [node] : node.children.flatMap(texts));

test('a phrase is cut for a box alone, and between letters only, also where one is two units long or has marks, as in Thai', () => {
  openPage();
  for (const letter of ['\u{20bb7}', 'ที่'])
    for (const categories of [undefined, [{ id: 'fact', text: 'fact' }]]) {
      const quiz = /** @type {any} */ ({ say: () => '' });
      const item = { text: `{who:${letter}野屋は${letter}} sells rice.`, categories };
      const shown = texts(markText(item, quiz, async () => {}).element);
      assert.ok(shown.join('').includes('sells rice.'));
      assert.ok(shown.includes(categories ? `${letter}野屋は${letter}` : letter));
      assert.ok(shown.every(text => text.isWellFormed()));
    }
});
