// @ts-check
/** @import { CardQuiz, RulesViews } from './spec' */
import { button } from '../../scripts/button.js';
import { make, on } from '../../scripts/dom.js';
import { stamp } from './feedback.js';

/**
 * Show what only a quiz with rules needs: the rules, the button that begins it, and the time that is left.
 *
 * @type {RulesViews['applyRules']}
 */
export function applyRules(spec, quiz, root, cell) {
  const { told = [], isTimed } = spec.rules || {};
  if (!spec.items.length) return root.prepend(openingView(spec.title, told, quiz, cell));
  const advice = make('p.rules.advice', told.join(quiz.say('joiner')));
  const head = root.querySelector('.kit-head');
  if (head) head.append(advice);
  else root.prepend(advice); // a single item
  if (isTimed) showClock(quiz, root);
}

/** @type {(title: string, told: string[], quiz: CardQuiz, cell: HTMLElement) => HTMLElement} */
function openingView(title, told, quiz, cell) {
  const rules = told.map(text => make('p.advice', text));
  const trouble = make('p.error', { role: 'status' });
  const begin = button('check', quiz.say('begin'), async () => {
    try {
      await quiz.ask('begin', '', {}, () => {
        trouble.textContent = quiz.say('busy');
      });
      /** @type {HTMLElement | null} */ (cell.querySelector('.kit-item'))?.focus();
    } catch (error) {
      trouble.textContent = /** @type {Error} */ (error).message;
    }
  });
  return make('div.item', make('h3', title), ...rules, make('div.actions', begin), trouble);
}

/**
 * Show the time that Python keeps, in whole minutes and wherever one may be looking, and say it aloud three times.
 *
 * @param {CardQuiz} quiz
 * @param {HTMLElement} root
 */
function showClock(quiz, root) {
  const faces = [...root.querySelectorAll('.kit-head, .kit-actions')].map(place => {
    const face = make('span.clock');
    place.append(face);
    return face;
  });
  let end = 0;
  let shown = -1;
  let isAsking = false;

  async function tick() {
    let seconds = (end - Date.now()) / 1000;
    if (seconds <= 0) {
      if (isAsking) return;
      isAsking = true;
      const reply = await quiz.ask('clock').catch(() => null);
      isAsking = false;
      if (!reply) return;
      seconds = reply.left;
      end = Date.now() + seconds * 1000;
      if (!seconds) clearInterval(timer);
    }
    say(Math.ceil(seconds / 60));
  }
  /** @param {number} count - Minutes. */
  function say(count) {
    if (count === shown) return;
    const text = quiz.say(count ? 'time_left' : 'time_over', { count });
    faces.forEach((face, at) => {
      face.textContent = count || !at ? text : '';
    });
    if (shown >= 0 && [5, 1, 0].includes(count)) quiz.tell(text);
    shown = count;
  }
  const timer = setInterval(tick, 1000);
  on(quiz.signal, 'abort', () => clearInterval(timer));
  tick();
}

/**
 * Return whether a quiz is passed; nothing where it need not be, or where nothing is marked yet.
 *
 * @type {RulesViews['endView']}
 */
export function endView({ pass }, { say }, share) {
  if (!pass || Number.isNaN(share)) return null;
  const isPassed = share * 100 > pass - 1e-6;
  const node = make('p.pass');
  stamp(node, isPassed ? 'right' : 'wrong', say(isPassed ? 'passed' : 'not_passed'));
  return node;
}
