// @ts-check
/** @import { State } from '../../quiz/kinds/card' */
/** @import { CardQuiz, Model, RulesViews, Spec } from './spec' */
import { make } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { keepKeys } from '../../scripts/keys.js';
import { quizFrame } from './frame.js';
import { itemView } from './item.js';
import { wire } from './wire.js';

/** @type {State} */
const BLANK = { hints: [], feedback: [], saved: false };
/** @type {Map<string | undefined, Promise<string>>} */
const pages = new Map();

/**
 * Keep what Python answers, once per model, so that every view shows it, and a later one too.
 *
 * @param {{ model: Model }} widget
 */
function initialize({ model }) {
  model.on('msg:custom', message => {
    if (message.state) model.set('state', { ...model.get('state'), [message.item]: message.state });
    for (const name in message.set) model.set(name, message.set[name]);
  });
}

/**
 * Return the frame of a quiz, with its items, progress and summary; of a single item, the item.
 *
 * @param {Model} model
 * @param {HTMLElement} cell
 * @param {Pick<CardQuiz, 'kinds' | 'rules' | 'signal'>} given
 */
function cardView(model, cell, given) {
  /** @type {Spec} */
  const spec = model.get('spec');
  const { items, title, strings, who, mode, language: lang } = spec;
  const spoken = make('span.kit-unseen', { ariaLive: 'polite' });
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
    state: id => model.get('state')[id] || BLANK,
    tell(text) {
      spoken.textContent = text;
    },
    page({ id, as_of: day }) {
      const page = pages.get(day) || ask('map', id).then(message => message.page);
      pages.set(day, page);
      return page;
    }
  };
  const views = items.map((item, at) => itemView(item, quiz, at + 1, items.length));
  const frame = items.length > 1 ? quizFrame(spec, quiz, views) : null;
  const parts = views.map(view => view.element);
  const root = frame
    ? make('section.kit-card', { lang, ariaLabel: title }, ...frame.around(parts), spoken)
    : make('div.kit-card', { lang }, ...parts, spoken);
  quiz.rules?.applyRules(spec, quiz, root, cell);

  function show() {
    items.forEach((item, at) => views[at].show(quiz.state(item.id)));
    frame?.show();
  }
  keepKeys(root, quiz.signal);
  show();
  model.on('change:state', show);
  return root;
}

/**
 * Return the widget of a card.
 *
 * @param {CardQuiz['kinds']} kinds - Those that are asked.
 * @param {RulesViews} [rules] - Only where the quiz has rules.
 */
export function card(kinds, rules) {
  /** @param {{ model: Model, el: HTMLElement, signal: AbortSignal }} widget */
  function render({ model, el, signal }) {
    const draw = () => el.replaceChildren(cardView(model, el, { kinds, rules, signal }));
    model.on('change:spec', draw);
    draw();
    model.send({ ask: 'ready' });
  }
  return { initialize, render };
}
