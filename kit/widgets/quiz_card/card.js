// @ts-check
/** @import { Question, State } from '../../quiz/kinds/card' */
/** @import { Model, View } from '../../scripts/model' */
/** @import { CardQuiz, RulesViews, Spec } from './spec' */
import { make, on } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { keepKeys } from '../../scripts/keys.js';
import { quizFrame } from './frame.js';
import { itemView } from './item.js';
import { initialize, stateOf, wire } from './wire.js';

/** @type {State} */
const BLANK = { hints: [], feedback: [], saved: false };

/**
 * Return an item with what has an id and a text, which comes as a pair.
 *
 * @param {Question} item
 */
function named(item) {
  const fields = Object.entries(item).map(([key, value]) => [
    key,
    Array.isArray(value?.[0])
      ? value.map((/** @type {string[]} */ [id, text]) => ({ id, text, runs: item.runs }))
      : value
  ]);
  return /** @type {Question} */ (Object.fromEntries(fields));
}

/**
 * Return the frame of a quiz, with its items, progress and summary; of a single item, the item.
 *
 * @param {Model} model
 * @param {HTMLElement} cell
 * @param {Pick<CardQuiz, 'kinds' | 'rules' | 'build' | 'signal'>} given
 */
function cardView(model, cell, given) {
  /** @type {Spec} */
  const spec = model.get('spec');
  const { title, strings, who, mode, language: lang } = spec;
  const items = spec.items.map(named);
  const spoken = make('span.unseen', { ariaLive: 'polite' });
  const figures = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  /** @type {CardQuiz['say']} */
  const say = (key, values = {}) => fill(strings[key] || '', values, figures);
  const ask = wire(model, say);
  /** @type {CardQuiz} */
  const quiz = {
    ...given,
    say,
    ask,
    who,
    isPretest: mode !== 'practice',
    state: id => stateOf(id) || BLANK,
    tell(text) {
      spoken.textContent = text;
    },
    page: ({ id }) => ask('map', id).then(message => message.page)
  };
  const views = items.map((item, at) => itemView(item, quiz, at + 1, items.length));
  const frame = items.length > 1 ? quizFrame(spec, quiz, views) : null;
  const parts = views.map(view => view.element);
  const root = make('section.card', { lang, ariaLabel: title || null }, ...(frame?.around(parts) ?? parts), spoken);
  quiz.rules?.applyRules(spec, quiz, root, cell);

  function show() {
    items.forEach((item, at) => views[at].show(quiz.state(item.id)));
    frame?.show();
  }
  const view = /** @type {VisualViewport} */ (visualViewport);
  let { scale } = view;
  // A keyboard on the screen takes half of it: the field that is written in stays in sight. Fingers that zoom choose
  // themselves what they see.
  on(
    view,
    'resize',
    () => {
      if (view.scale === scale) root.querySelector('fieldset :focus')?.scrollIntoView({ block: 'center' });
      scale = view.scale;
    },
    quiz
  );
  keepKeys(root, quiz.signal, say('leave'));
  show();
  model.on('msg:custom', show);
  return root;
}

/**
 * Return the widget of a card.
 *
 * @param {CardQuiz['kinds']} kinds - Those that are asked.
 * @param {RulesViews} [rules] - Only where the quiz has rules.
 * @param {(root: Element, model: Model, state: typeof stateOf) => void} [say] - Only for texts of two languages.
 * @param {CardQuiz['build']} [build] - Only where an item has documents.
 */
export function card(kinds, rules, say, build) {
  /** @param {View} view */
  function render({ model, el, signal }) {
    const go = () => el.replaceChildren(cardView(model, el, { kinds, rules, build, signal }));
    model.on('change:spec', go);
    go();
    say?.(el, model, stateOf);
  }
  return { initialize, render };
}
