// @ts-check
// The way through the course, which the bar of lessons shows: the pupils' page asks for it.
import { find } from './page.js';
import { answeredByLesson, countOf } from './progress.js';

/** @typedef {{ number: string, total: number, path: string, link: string, back: string, next: string }} Lesson */

/**
 * Let the bar show the lessons in a language, each with how many of its questions have an answer.
 * @param {string} language
 * @param {boolean} areKept - Whether this browser keeps answers; else the bar says the titles alone.
 */
export function showWay(language, areKept) {
  const ways = JSON.parse(find('#kit-way').textContent);
  const { done, lessons, ...words } = ways[language] ?? ways.en;
  const page = /** @type {any} */ (window);
  page.kitWay = async () => {
    const answered = areKept ? await answeredByLesson() : null;
    const state = (/** @type {Lesson} */ { number, total }) =>
      answered
        ? done.replace('{count}', String(countOf(answered, number, total))).replace('{total}', String(total))
        : '';
    return { ...words, lessons: lessons.map((/** @type {Lesson} */ each) => ({ ...each, state: state(each) })) };
  };
}
