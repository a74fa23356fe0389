import assert from 'node:assert/strict';
import test from 'node:test';
import { clockText, passedMs, turned } from '../../../kit/lab/projector/clock.js';

test('a clock that runs counts from when it began', () => {
  assert.equal(clockText({ passed: 0, since: 1000 }, 66_999, 0, 'paused'), '1:05');
  assert.equal(clockText({ passed: 600_000, since: 0 }, 125_000, 45, 'paused'), '12:05 / 45:00');
});

test('a pause keeps the time and says so', () => {
  const paused = turned({ passed: 0, since: 0 }, 90_000);
  assert.deepEqual(paused, { passed: 90_000, since: null });
  assert.equal(clockText(paused, 500_000, 45, 'paused'), '1:30 / 45:00 (paused)');
  assert.equal(passedMs(turned(paused, 500_000), 510_000), 100_000);
});

test('a clock of the computer that is put back takes nothing away', () => {
  const timer = { passed: 60_000, since: 500_000 };
  assert.equal(clockText(timer, 470_000, 0, 'paused'), '1:00');
  assert.deepEqual(turned(timer, 470_000), { passed: 60_000, since: null });
});
