// @ts-check
/** @import { Control, Named, Question, State } from '../../quiz/kinds/card' */
/** @import { CardQuiz } from './spec' */

import { noteView } from '../../quiz/kinds/note.js';
import { make } from '../../scripts/dom.js';

/** @type {Record<string, string>} */
const SIGNS = { right: '✓', partly: '◐', wrong: '✗', blank: '–', unreadable: '!', unmarked: '✎' };

/**
 * Write a verdict into a node: a character for the eye, a word for everybody; colour alone never says it.
 *
 * @param {HTMLElement} node
 * @param {string} verdict - Empty where there is none.
 * @param {string} text
 */
export function stamp(node, verdict, text) {
  const sign = make('span.sign', { ariaHidden: 'true' }, SIGNS[verdict]);
  node.replaceChildren(...(verdict ? [sign, text] : []));
  node.dataset.verdict = verdict;
}

/**
 * Return what is shown after scoring: verdict and points, notes with their sources, what is saved and what is left.
 *
 * @param {Question} item
 * @param {CardQuiz} quiz
 * @param {Control} control
 * @param {State} state
 * @returns {HTMLElement[]}
 */
export function feedbackView(item, { say }, control, state) {
  const { verdict, score, line = '', feedback, saved, kept, left } = state;
  const parts = [];
  if (verdict) {
    const node = make('p.verdict');
    stamp(node, control.judged && saved && score !== null ? 'unmarked' : verdict, line);
    parts.push(node);
  }
  /** @type {Named[]} */
  const named = [...(item.prompts || []), ...(item.options || [])];
  /** @param {string} id */
  const nameOf = id => named.find(part => part.id === id)?.text ?? control.name?.(id);
  const notes = control.judged && saved ? [] : feedback;
  for (const note of notes)
    parts.push(noteView(say, notes.length > 1 && note.option && nameOf(note.option), note, state.runs));
  const end = [saved && (kept || say('saved')), left].filter(Boolean).join(' ');
  if (end) parts.push(make('p.saved', end));
  return parts;
}
