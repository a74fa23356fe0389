// @ts-check
/** @import { CardQuiz, Spec } from './spec' */
/** @import { itemView } from './item.js' */
import { button } from '../../scripts/button.js';
import { make } from '../../scripts/dom.js';
import { summaryView } from './summary.js';

/**
 * Return what is around several items: title, progress, places to go to, and at the end the summary.
 *
 * @param {Spec} spec
 * @param {CardQuiz} quiz
 * @param {ReturnType<typeof itemView>[]} views
 */
export function quizFrame(spec, quiz, views) {
  const { say } = quiz;
  const total = views.length;
  const count = make('span');
  const bar = make('progress', { max: total, value: 0 });
  const places = views.map((_, at) => button('go', `${at + 1}`, () => go(at)));
  const single = button('single', say('single'), turn);
  const nav = make('div.questions', { role: 'group', ariaLabel: say('places') }, ...places, single);
  const head = make('header.head', spec.title && make('h3', spec.title), make('label.progress', bar, count), nav);
  const next = button('next', say('next'), () => go(current + 1));
  const summary = make('div.summary', { role: 'status' });
  let current = 0;
  let isSingle = false;
  let shown = '';

  const states = () => spec.items.map(item => quiz.state(item.id));
  function turn() {
    isSingle = !isSingle;
    const first = states().findIndex(state => !state.saved);
    lay(Math.max(0, first));
  }
  /** @param {number} at */
  function go(at) {
    lay(at);
    views[at].element.focus();
  }
  /**
   * Show one item at a time, or all; what is hidden keeps what was written in it.
   *
   * @param {number} at
   */
  function lay(at) {
    current = at;
    single.ariaPressed = `${isSingle}`;
    views.forEach(({ element }, other) => {
      element.hidden = isSingle && other !== at;
      places[other].ariaCurrent = `${isSingle && other === at}`;
    });
    next.hidden = !isSingle || at === total - 1;
  }
  function show() {
    bar.value = states().filter(state => state.saved).length;
    count.textContent = say('answered', { count: bar.value, total });
    states().forEach(({ saved, flagged }, at) => {
      places[at].textContent = `${at + 1}${saved ? ' ●' : ''}${flagged ? ' ⚑' : ''}`;
      const about = [say('place', { place: at + 1, total }), saved && say('has_answer'), flagged && say('flagged')];
      places[at].ariaLabel = about.filter(Boolean).join(', ');
    });
    const isDone = states().every(state => state.saved || state.final);
    const now = isDone ? JSON.stringify(states().map(({ score, flagged }) => [score, flagged])) : '';
    if (now === shown) return;
    shown = now;
    summary.replaceChildren(...(now ? summaryView(spec, quiz, states(), go) : []));
  }
  lay(0);
  return { show, around: (/** @type {HTMLElement[]} */ items) => [head, ...items, next, summary] };
}
