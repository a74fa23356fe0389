// @ts-check
/**
 * How long a lesson has run: milliseconds before the last pause, and since when it runs again; null while it is paused.
 *
 * @typedef {{ passed: number, since: number | null }} Timer
 */

/** @type {(timer: Timer, now: number) => number} */
export function passedMs({ passed, since }, now) {
  return passed + (since === null ? 0 : Math.max(0, now - since)); // a clock may be put back
}

/**
 * Pause a timer, or let it go on.
 *
 * @type {(timer: Timer, now: number) => Timer}
 */
export function turned(timer, now) {
  return { passed: passedMs(timer, now), since: timer.since === null ? now : null };
}

/**
 * Return what the clock shows, such as "12:05 / 45:00 (paused)".
 *
 * @param {Timer} timer
 * @param {number} now
 * @param {number} minutes - What the lesson should take; 0 where nobody said.
 * @param {string} paused - The word for a pause.
 */
export function clockText(timer, now, minutes, paused) {
  const seconds = Math.floor(passedMs(timer, now) / 1000);
  const parts = [`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`];
  if (minutes) parts.push(`/ ${minutes}:00`);
  if (timer.since === null) parts.push(`(${paused})`);
  return parts.join(' ');
}
