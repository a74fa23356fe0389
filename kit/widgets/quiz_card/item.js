// @ts-check
/** @import { Control, Question, State } from '../../quiz/kinds/card' */
/** @import { CardQuiz } from './spec' */
import { button } from '../../scripts/button.js';
import { make, on, rest } from '../../scripts/dom.js';
import { isEnter } from '../../scripts/enter.js';
import { focusOn } from '../../scripts/focus.js';
import { words } from '../../scripts/words.js';
import { draft, responseWriter } from './draft.js';
import { showFeedback, stamp } from './feedback.js';

/**
 * Return one item: stem, control, buttons, hints and feedback. What is shown follows from the state that Python sends.
 *
 * @param {Question} item
 * @param {CardQuiz} quiz
 * @param {number} place
 * @param {number} total
 */
export function itemView(item, quiz, place, total) {
  const { say } = quiz;
  const control = quiz.kinds[item.kind](item, quiz, send);
  const feedback = make('div.feedback', { role: 'status' });
  const number = total > 1 && make('span.place', say('place', { place, total }));
  const legend = make('legend', number, make('span.stem', ...words(item.stem, item.runs)));
  const fieldset = make('fieldset', legend, item.picture && make('img.picture', item.picture), control.element);
  const actions = itemActions(item, quiz, control, total, { ask, again, send: () => send(control.read()) });
  const parts = [item.documents && quiz.build?.(item.documents), fieldset, actions.hints, actions.row, feedback];
  const element = make('div.item', { tabIndex: -1, 'data-item': item.id }, ...parts, control.after);
  const name = `kit/${quiz.who}/${item.id}/${item.kind}`;
  const write = responseWriter(control, name);
  for (const event of ['input', 'click', 'pointerup']) on(fieldset, event, () => draft(name, control.read()));
  on(element, 'keydown', event => {
    if (isEnter(event) && event.target.matches('fieldset input')) actions.check.click();
  });
  /** @type {State | null} */
  let shown = null;
  let began = performance.now();
  let isBusy = false;
  /** @type {(what: string, more?: object) => Promise<void>} */
  async function ask(what, more) {
    if (isBusy) return;
    isBusy = true;
    if (what === 'check') feedback.replaceChildren(); // an answer is judged anew, be it in the same words
    /** @param {string[]} keys */
    const tell = (...keys) => feedback.replaceChildren(make('p.wait', keys.map(key => say(key)).join(say('joiner'))));
    const patience = setTimeout(tell, 500, 'wait');
    // While it is not known whether an answer is saved, nobody is invited to give another one.
    const hold = () => {
      if (what !== 'check') return tell('busy');
      tell('busy', 'busy_answer');
      lock({ ...quiz.state(item.id), final: true });
    };
    try {
      await quiz.ask(what, item.id, more, hold);
      shown = null; // what was said while waiting goes, also where nothing has changed
      show(quiz.state(item.id));
    } catch (error) {
      const { message, isGone } = /** @type {Error & { isGone: boolean }} */ (error);
      shown = null;
      if (!isGone) lock(quiz.state(item.id));
      feedback.replaceChildren(make('p.error', message));
    }
    clearTimeout(patience);
    isBusy = false;
  }
  /** @param {State} state */
  function lock(state) {
    const isLocked = state.saved || !!state.final;
    if (isLocked && fieldset.matches(':focus-within')) actions.check.focus();
    fieldset.disabled = isLocked;
    actions.show(state, isLocked);
  }
  /** @param {unknown} response */
  function send(response) {
    draft(name, response);
    return ask('check', { response, seconds: Math.round((performance.now() - began) / 100) / 10 });
  }
  async function again() {
    await ask('retry');
    if (fieldset.disabled) return;
    began = performance.now();
    focusOn(fieldset);
  }
  /** @param {State} state */
  function show(state) {
    if (state === shown) return;
    shown = state;
    write(state);
    lock(state);
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (fieldset.querySelectorAll('.kit-mark'))) {
      const verdict = state.parts?.[node.dataset.part || ''] || '';
      stamp(node, verdict, say(verdict));
    }
    control.judged?.(state);
    showFeedback(feedback, item, quiz, control, state);
  }
  return { element, show };
}

/**
 * Return the buttons of an item, and the hints that they bring.
 *
 * @param {Question} item
 * @param {CardQuiz} quiz
 * @param {Control} control
 * @param {number} total
 * @param {{ ask: (what: string, more: object) => void, again: () => void, send: () => void }} does
 */
function itemActions(item, { say, isPretest, state }, control, total, { ask, again, send }) {
  const { hints: most = 2 } = item;
  const isKept = isPretest || control.after;
  const check = button('check', say(isKept ? 'save' : 'check'), send);
  const retry = button('retry', say(isKept ? 'change' : 'retry'), again);
  const hint = button('hint', item.hint || say('hint'), () => ask('hint', { seen: state(item.id).hints.length }));
  const flag = button('flag', say('flag'), () => ask('flag', { flagged: !state(item.id).flagged }));
  const hints = make('div.hints', { ariaLive: 'polite' });
  return {
    hints,
    check,
    row: make('div.actions', check, retry, most > 0 && hint, total > 1 && flag),
    /** @type {(state: State, isLocked: boolean) => void} */
    show(state, isLocked) {
      // Hints that are there stay: a screen reader says what is new.
      for (const text of state.hints.slice(hints.childElementCount)) {
        const number = hints.childElementCount + 1;
        hints.append(make('p', make('strong', say('hint_number', { number })), ' ', ...words(text, state.runs)));
      }
      flag.ariaPressed = `${!!state.flagged}`;
      rest(check, isLocked);
      rest(hint, state.hints.length >= most);
      hint.hidden = isLocked;
      retry.hidden = !isLocked || !!state.final;
    }
  };
}
