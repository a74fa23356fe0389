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
 * Show what is known after scoring: verdict and points, notes with their sources, what is saved and what is left. What
 * is there already stays, as when a question is flagged: a screen reader would read it once more.
 *
 * @param {HTMLElement} place
 * @param {Question} item
 * @param {CardQuiz} quiz
 * @param {Control} control
 * @param {State} state
 */
export function showFeedback(place, item, { say }, control, state) {
  const { verdict, score, line = '', feedback, saved, kept, left } = state;
  const now = make('div');
  if (verdict) {
    const node = make('p.verdict');
    stamp(node, control.judged && saved && score !== null ? 'unmarked' : verdict, line);
    now.append(node);
  }
  /** @type {Named[]} */
  const named = [...(item.prompts || []), ...(item.options || [])];
  /** @param {string} id */
  const nameOf = id => named.find(part => part.id === id)?.text ?? control.name?.(id);
  const notes = control.judged && saved ? [] : feedback;
  for (const note of notes)
    now.append(noteView(say, notes.length > 1 && note.option && nameOf(note.option), note, state.runs));
  const end = [saved && (kept || say('saved')), left].filter(Boolean).join(say('joiner'));
  if (end) now.append(make('p.saved', end));
  if (now.textContent !== place.textContent) place.replaceChildren(...now.childNodes);
}
