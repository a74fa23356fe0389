import { noteView } from '../../quiz/kinds/note.js';
import { button, rest } from '../../scripts/button.js';
import { make, on } from '../../scripts/dom.js';
import { isEnter } from '../../scripts/keys.js';

// One item: stem, control, buttons, hints and feedback. What is shown follows from the state that Python sends.
const SIGNS = { right: '✓', partly: '◐', wrong: '✗', blank: '–', unreadable: '!', unmarked: '✎' };

// A sign for the eye, a word for everybody: colour alone never says it.
export function stamp(node, verdict, text) {
  node.replaceChildren(...(verdict ? [make('span.kit-sign', { ariaHidden: 'true' }, SIGNS[verdict]), text] : []));
  node.dataset.verdict = verdict || '';
}

// What is not saved yet outlives a reload of the page, in this tab alone; a page without such a store loses it.
function draft(name, response) {
  try {
    if (response === undefined) return JSON.parse(sessionStorage.getItem(name));
    sessionStorage.setItem(name, JSON.stringify(response));
  } catch {}
}

export function itemView(item, quiz, place, total) {
  const { say } = quiz;
  const control = quiz.kinds[item.kind](item, quiz, response => send(response));
  const isKept = quiz.isPretest || control.after;
  const check = button('kit-check', say(isKept ? 'save' : 'check'), () => send(control.read()));
  const retry = button('kit-retry', say(isKept ? 'change' : 'retry'), () => again());
  const hint = button('kit-hint', item.hint || say('hint'), () => ask('hint'));
  const hints = make('div.kit-hints', { ariaLive: 'polite' });
  const feedback = make('div.kit-feedback', { role: 'status' });
  const number = total > 1 ? make('span.kit-place', say('place', { place, total })) : null;
  const fieldset = make('fieldset', make('legend', number, make('span.kit-stem', item.stem)), control.element);
  const flag = button('kit-flag', say('flag'), () => ask('flag'));
  const actions = make('div.kit-actions', check, retry, item.hints ? hint : null, total > 1 ? flag : null);
  const element = make('div.kit-item', { tabIndex: -1 }, fieldset, hints, actions, feedback, control.after || null);
  element.dataset.item = item.id;
  on(element, 'keydown', event => {
    if (isEnter(event) && event.target.matches('fieldset input')) check.click();
  });
  const own = `kit/${quiz.who}/${item.id}/${item.kind}`;
  on(fieldset, 'input', () => draft(own, control.read()));
  let shown = null;
  let written = 'null';
  let began = performance.now();
  let isBusy = false;

  async function ask(what, more) {
    if (isBusy) return;
    isBusy = true;
    const patience = setTimeout(() => feedback.replaceChildren(make('p', say('wait'))), 500);
    try {
      await quiz.ask(what, item.id, more);
      show(quiz.state(item.id));
    } catch (error) {
      shown = null;
      feedback.replaceChildren(make('p.kit-error', error.message));
    }
    clearTimeout(patience);
    isBusy = false;
  }
  function send(response) {
    return ask('check', { response, seconds: Math.round((performance.now() - began) / 100) / 10 });
  }
  async function again() {
    await ask('retry');
    if (fieldset.disabled) return;
    began = performance.now();
    control.focus();
  }
  function show(state) {
    if (state === shown) return;
    const isFirst = !shown;
    shown = state;
    write(state.response ?? null, state.saved);
    if (state.saved) draft(own, null);
    else if (isFirst && draft(own)) control.write(draft(own));
    lock(state.saved || state.final === true);
    for (const node of fieldset.querySelectorAll('.kit-mark')) {
      const verdict = state.parts?.[node.dataset.part];
      stamp(node, verdict, say(verdict));
    }
    if (control.judged) control.judged(state);
    hints.replaceChildren(
      ...state.hints.map((text, at) => make('p', make('strong', say('hint_number', { number: at + 1 })), ' ', text))
    );
    flag.ariaPressed = `${state.flagged === true}`;
    rest(hint, state.hints.length >= item.hints);
    feedback.replaceChildren(...feedbackView(state));
  }
  // A hint must not bring an earlier response back over what is being written now.
  function write(response, isSaved) {
    const now = JSON.stringify(response);
    if (response !== null && (isSaved || now !== written)) control.write(response);
    written = now;
  }
  function lock(isLocked) {
    if (isLocked && fieldset.contains(fieldset.getRootNode().activeElement)) check.focus();
    fieldset.disabled = isLocked;
    rest(check, isLocked);
    hint.hidden = isLocked;
    retry.hidden = !isLocked || shown.final;
  }
  function feedbackView(state) {
    const parts = [];
    if (state.verdict) parts.push(verdictView(state));
    const notes = state.feedback.filter(() => !control.judged || state.verdict === 'unreadable');
    for (const note of notes) parts.push(noteView(say, notes.length > 1 && partName(note.option), note));
    const ends = [state.saved && say('saved'), state.left].filter(Boolean);
    if (ends.length) parts.push(make('p.kit-saved', ends.join(' ')));
    return parts;
  }
  function verdictView({ verdict, score, max_score: most }) {
    const points = say(most === 1 ? 'point' : 'points', { score, total: most });
    const isScored = verdict !== 'unreadable' && score !== null;
    const node = make('p.kit-verdict');
    if (control.judged && isScored) stamp(node, 'unmarked', `${say('own_marks')} ${points}`);
    // Of one point it need not be said that right is 1 and wrong is 0; hints may have cost something.
    else if (isScored && (most !== 1 || score !== Number(verdict === 'right')))
      stamp(node, verdict, `${say(verdict)} · ${points}`);
    else stamp(node, verdict, say(verdict));
    return node;
  }
  function partName(id) {
    const part = [...(item.prompts || []), ...(item.options || [])].find(other => other.id === id);
    return part ? part.text : id && control.name?.(id);
  }
  return { element, show, focus: () => element.focus() };
}
