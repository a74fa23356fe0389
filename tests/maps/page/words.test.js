import assert from 'node:assert/strict';
import test from 'node:test';
import { onPress } from '../../../kit/maps/page/words.js';

test('Enter and the space bar press a shape once, however long they are held', () => {
  const shape = new EventTarget();
  let times = 0;
  onPress(/** @type {any} */ (shape), () => times++);
  const press = (/** @type {string} */ key, repeat = false) => {
    const event = Object.assign(new Event('keydown', { cancelable: true }), { key, repeat });
    shape.dispatchEvent(event);
    return [times, event.defaultPrevented];
  };
  assert.deepEqual(
    [press('Enter'), press('Enter', true), press(' '), press(' ', true), press('a')],
    [
      [1, true],
      [1, true],
      [2, true],
      [2, true],
      [2, false]
    ]
  );
});
