// @ts-check
/** @import { State } from '../../quiz/kinds/card' */
/** @import { CardQuiz, Spec } from './spec' */
import { button } from '../../scripts/button.js';
import { make } from '../../scripts/dom.js';

/**
 * Return what is shown when every item is answered: the score, and what to look at and read again.
 *
 * @param {Spec} spec
 * @param {CardQuiz} quiz
 * @param {State[]} states - Of the items.
 * @param {(at: number) => void} go
 */
export function summaryView({ items, goals, rules }, { say, isPretest, rules: views }, states, go) {
  // What nobody has marked yet counts neither for nor against the learner.
  const marked = states.filter(({ score }) => score !== null);
  const got = marked.reduce((sum, { counted, score }) => sum + (counted ?? score ?? 0), 0);
  const most = marked.reduce((sum, { max_score: one = 0 }) => sum + one, 0);
  const open = states.flatMap(({ verdict, flagged }, at) =>
    flagged || (!isPretest && verdict !== 'right') ? [entry(at)] : []
  );
  /** @param {number} at */
  function entry(at) {
    const { stem, goal = 0 } = items[at];
    const { text, step } = goals[goal] || {};
    const words = step ? [`${say('read_again')} `, make('a', { href: `#cell-id=${step}` }, text)] : [text];
    return make(
      'li',
      button('jump', stem, () => go(at)),
      text && make('p.goal', ...words)
    );
  }
  const parts = [
    make('h4', say(states.every(({ saved }) => saved) ? 'done' : 'ended')),
    !isPretest && make('p.score', say('points', { score: got, total: most })),
    rules && views?.endView(rules, { say }, got / most),
    isPretest && make('p', say('kept')),
    !isPretest && !open.length && make('p', say('all_right')),
    ...(open.length ? [make('p', say('look_again')), make('ul', ...open)] : [])
  ];
  return parts.filter(part => !!part);
}
