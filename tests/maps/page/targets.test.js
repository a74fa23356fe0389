import assert from 'node:assert/strict';
import test from 'node:test';
import { pointerTargets } from '../../../kit/maps/page/targets.js';
import { Node, openPage } from '../../scripts/fake_page.js';

test('what the keyboard reaches on a map is brought into sight first, and its words are next to it', () => {
  openPage();
  const container = Object.assign(new Node(), { clientWidth: 900, clientHeight: 600 });
  let moved = 0;
  const map = /** @type {any} */ ({
    on() {},
    getContainer: () => container,
    panInside: () => (moved = 1000),
    latLngToContainerPoint: (/** @type {number[]} */ [y, x]) => ({ x: x - moved, y })
  });
  const box = Object.assign(new Node(), { style: { left: '' }, remove() {}, offsetWidth: 100, offsetHeight: 50 });
  const make = document.createElement;
  document.createElement = /** @type {any} */ ((/** @type {string} */ tag) => (tag === 'div' ? box : make(tag)));
  const { show } = pointerTargets(map);
  const thing = () => ({ name: 'Vietnam', words: [] });
  const target = {
    thing,
    press() {},
    centres: /** @type {[number, number][]} */ ([[200, 1500]]),
    isSmall: false,
    isMark: false
  };
  show(target);
  assert.equal(moved, 1000);
  assert.equal(box.style.left, '450px');
  moved = 0;
  show(target, /** @type {any} */ ({ x: 300, y: 300 }));
  assert.equal(moved, 0);
  assert.equal(box.style.left, '250px');
});
