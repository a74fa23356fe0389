import assert from 'node:assert/strict';
import test from 'node:test';
import { drawDots } from '../../../kit/maps/page/dots.js';
import { Node, openPage } from '../../scripts/fake_page.js';

test('words about a place go when another place, or none, is shown', () => {
  const path = Object.assign(new Node(), { classList: { add() {} } });
  const mark = { addTo: () => mark, getElement: () => path, setStyle() {} };
  openPage({ L: { circleMarker: () => mark, point() {}, tooltip: () => mark } });
  /** @type {string[]} */
  let said = [];
  const pointer = {
    add() {},
    show: (/** @type {any} */ { thing }) => said.push(thing().name),
    hide: () => (said = [])
  };
  const dots = ['Tokyo', 'Bali'].map(name => ({ name, words: [], lat: 0, lon: 0, count: 1, side: 'top' }));
  const { show } = drawDots(
    .../** @type {Parameters<typeof drawDots>} */ (/** @type {unknown} */ ([{}, { dots }, pointer, () => {}]))
  );
  const seen = ['Tokyo', 'Bali', ''].map(name => {
    show(name);
    return [...said];
  });
  assert.deepEqual(seen, [['Tokyo'], ['Bali'], []]);
});
