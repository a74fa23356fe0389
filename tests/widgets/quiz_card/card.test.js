import assert from 'node:assert/strict';
import test from 'node:test';
import { card } from '../../../kit/widgets/quiz_card/card.js';
import { all, Node, openPage } from '../../scripts/fake_page.js';

test('the keyboard of a screen brings the field back into sight; fingers that zoom the page do not', () => {
  const visualViewport = Object.assign(new EventTarget(), { scale: 1 });
  openPage({ visualViewport });
  const spec = { title: '', strings: {}, who: 'w', mode: 'practice', language: 'en', items: [] };
  const model = /** @type {any} */ ({ get: () => spec, on() {} });
  const el = /** @type {any} */ (new Node());
  card({}).render({ model, el, signal: new AbortController().signal });
  let times = 0;
  const field = { scrollIntoView: () => times++ };
  all(el)[1].querySelector = () => field;
  const changes = [1, 2, 2, 1.5, 1, 1].map(scale => {
    visualViewport.scale = scale;
    visualViewport.dispatchEvent(new Event('resize'));
    return times;
  });
  assert.deepEqual(changes, [1, 1, 2, 2, 2, 3]);
});
