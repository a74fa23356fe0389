// @ts-check
import { allLines } from './answers.js';

/**
 * Return, for each lesson, the questions that have an answer in this browser.
 * @returns {Promise<Map<string, Set<string>>>}
 */
export async function answeredByLesson() {
  /** @type {Map<string, Set<string>>} */
  const answered = new Map();
  for (const { line } of await allLines()) {
    const entry = JSON.parse(line);
    if (!entry.item_id || entry.memo) continue;
    answered.set(entry.lesson, (answered.get(entry.lesson) ?? new Set()).add(entry.item_id));
  }
  return answered;
}

/**
 * Return how many questions of a lesson have an answer, and not more than it has: some may have been answered in two
 * languages, or are gone.
 * @param {Map<string, Set<string>>} answered
 * @param {string} number
 * @param {number} total
 */
export const countOf = (answered, number, total) => Math.min(total, answered.get(number)?.size ?? 0);
