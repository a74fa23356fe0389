import assert from 'node:assert/strict';
import test from 'node:test';
import { outlines } from '../../../kit/maps/page/outlines.js';

test('steps of a hundredth of a degree become points, longitude first', () => {
  const { type, coordinates } = outlines([[[10000, 100, 50, -50, -50, -50]], [[200, 300]]]);
  assert.equal(type, 'MultiPolygon');
  assert.deepEqual(coordinates, [
    [
      [
        [100, 1],
        [100.5, 0.5],
        [100, 0]
      ]
    ],
    [[[2, 3]]]
  ]);
});
