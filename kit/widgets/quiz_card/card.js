import { fresh, make } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { keepKeys } from '../../scripts/keys.js';
import { itemView } from './item.js';
import { quizFrame } from './summary.js';

// The frame of a quiz: the wire to Python, the items, progress and summary.
const PATIENCE_MS = 5000;
const BLANK = { hints: [], feedback: [], saved: false };
const pages = new Map();

// Once per model: what Python answers is kept, so that every view shows it, and a later one too.
function initialize({ model }) {
  model.on('msg:custom', message => {
    if (message.state) model.set('state', { ...model.get('state'), [message.item]: message.state });
    for (const name in message.set) model.set(name, message.set[name]);
  });
}

function wire(model, say) {
  const me = fresh();
  const waiting = new Map();
  let count = 0;
  model.on('msg:custom', message => waiting.get(message.n)?.(message));
  return (ask, item, more) =>
    new Promise((done, fail) => {
      const n = `${me}-${++count}`;
      const silent = () => hear({ error: say('silent') });
      // A map may wait until a busy kernel is free; a learner who waits for "saved" must be told.
      const timer = ask === 'map' ? null : setTimeout(silent, PATIENCE_MS);
      const hear = message => {
        waiting.delete(n);
        clearTimeout(timer);
        if (message.error) fail(new Error(message.error));
        else done(message);
      };
      waiting.set(n, hear);
      try {
        model.send({ ask, n, item, ...more });
      } catch {
        silent();
      }
    });
}

function cardView(model, cell, signal, kinds, rules) {
  const spec = model.get('spec');
  const { items } = spec;
  const figures = new Intl.NumberFormat(spec.language, { maximumFractionDigits: 2 });
  const say = (key, values = {}) => fill(spec.strings[key] || '', values, figures);
  const spoken = make('span.kit-unseen', { ariaLive: 'polite' });
  const quiz = {
    say,
    signal,
    kinds,
    rules,
    who: spec.who,
    isPretest: spec.mode !== 'practice',
    ask: wire(model, say),
    state: id => model.get('state')[id] || BLANK,
    tell: text => {
      spoken.textContent = text;
    },
    page(item) {
      const kept = pages.get(item.as_of) || quiz.ask('map', item.id).then(message => message.page);
      pages.set(item.as_of, kept);
      return kept;
    }
  };
  const views = items.map((item, at) => itemView(item, quiz, at + 1, items.length));
  const frame = items.length > 1 ? quizFrame(spec, quiz, views) : null;
  const parts = views.map(view => view.element);
  const root = make(
    frame ? 'section.kit-card' : 'div.kit-card',
    { lang: spec.language },
    ...(frame ? frame.around(parts) : parts),
    spoken
  );
  if (frame) root.ariaLabel = spec.title;
  if (rules) rules.applyRules(spec, quiz, root, cell);

  function show() {
    items.forEach((item, at) => views[at].show(quiz.state(item.id)));
    if (frame) frame.show();
  }
  keepKeys(root, signal);
  show();
  model.on('change:state', show);
  return root;
}

// The kinds that are asked, each with the function that draws it; `rules` only where a quiz has some.
// A kind: (item, quiz, send) => { element, read(), write(response), focus() }, and where it needs them
// name(id) of a part, after and judged(state). The verdict of a part goes where its mark is.
export function card(kinds, rules) {
  function render({ model, el, signal }) {
    const draw = () => el.replaceChildren(cardView(model, el, signal, kinds, rules));
    model.on('change:spec', draw);
    draw();
    model.send({ ask: 'ready' });
  }
  return { initialize, render };
}
