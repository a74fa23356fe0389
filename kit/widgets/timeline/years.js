// @ts-check
/** @import { Event, Years } from './spec' */

/**
 * Return `count` years from `first` on, moved so that they are within `whole`.
 *
 * @type {(first: number, count: number, whole: Years) => Years}
 */
export function within(first, count, [low, high]) {
  const start = Math.max(low, Math.min(first, high + 1 - count));
  return [start, Math.min(high, start + count - 1)];
}

/** @param {Event} event */
export function middleOf({ at, until = at }) {
  return (at + until) / 2;
}

/** @type {(event: Event, years: Years) => boolean} */
export function isIn(event, [first, last]) {
  return middleOf(event) >= first && middleOf(event) < last + 1;
}

/**
 * Return more or fewer years, around an event, or around their middle.
 *
 * @type {(years: Years, times: number, event: Event | false | undefined, whole: Years) => Years}
 */
export function zoomed([first, last], times, event, whole) {
  const count = last + 1 - first;
  const middle = event ? middleOf(event) : first + count / 2;
  const wanted = Math.ceil(count * times);
  return within(Math.round(middle - wanted / 2), wanted, whole);
}

/**
 * Return as many years, half of their number earlier (-1) or later (1).
 *
 * @type {(years: Years, way: number, whole: Years) => Years}
 */
export function moved([first, last], way, whole) {
  const count = last + 1 - first;
  return within(first + way * Math.ceil(count / 2), count, whole);
}

/**
 * Return where a time is, in percent of the width of the picture.
 *
 * @type {(time: number, years: Years) => string}
 */
export function position(time, [first, last]) {
  return `${(4 + (92 * (time - first)) / (last + 1 - first)).toFixed(2)}%`;
}

/**
 * Return the times that get a line and a name: at most ten years, or quarters where there are few.
 *
 * @param {Years} years
 */
export function labelledTimes([first, last]) {
  const count = last + 1 - first;
  const step = count < 3 ? 0.25 : ([1, 2, 5, 10].find(size => count / size <= 9) ?? 20);
  const start = Math.ceil(first / step) * step;
  return Array.from({ length: Math.ceil((last + 1 - start) / step) }, (_, at) => start + at * step);
}
