// @ts-check
// The way through the course, which the bar of lessons shows: the pupils' page asks for it.
import { find } from './page.js';
import { answeredByLesson, countOf } from './progress.js';

/** @typedef {{ number: string, total: number, path: string, link: string, back: string, next: string }} Lesson */

/**
 * Let the pupils' page know the words of a language, and let its bar show the lessons, each with how many of its
 * questions have an answer.
 * @param {string} language
 * @param {boolean} areKept - Whether this browser keeps answers; else the bar says the titles alone.
 * @param {boolean} isClass - Whether it is a class, which has one lesson, and a bar of its own.
 */
export function showWay(language, areKept, isClass = false) {
  const ways = JSON.parse(find('#kit-way').textContent);
  const { done, lessons, ...words } = ways[language] ?? ways.en;
  const page = /** @type {any} */ (window);
  page.kitWay = async () => {
    if (isClass) return { ...words, lessons: [] };
    const answered = areKept ? await answeredByLesson().catch(() => null) : null;
    const state = (/** @type {Lesson} */ { number, total }) =>
      answered
        ? done.replace('{count}', String(countOf(answered, number, total))).replace('{total}', String(total))
        : '';
    return { ...words, lessons: lessons.map((/** @type {Lesson} */ each) => ({ ...each, state: state(each) })) };
  };
}
