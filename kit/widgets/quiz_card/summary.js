import { button } from '../../scripts/button.js';
import { make } from '../../scripts/dom.js';

// What stands around several items: title, progress, places to go to, and at the end the score and what to read again.
export function quizFrame(spec, quiz, views) {
  const { say } = quiz;
  const total = spec.items.length;
  const count = make('span');
  const bar = make('progress', { max: total, value: 0, ariaLabel: say('progress') });
  const places = views.map((_, at) => button('kit-go', `${at + 1}`, () => go(at)));
  const single = button('kit-single', say('single'), () =>
    turn(
      Math.max(
        0,
        states().findIndex(state => !state.saved)
      )
    )
  );
  const nav = make('nav', { ariaLabel: say('places') }, ...places, single);
  const head = make(
    'header.kit-head',
    spec.title ? make('h3', spec.title) : null,
    make('p.kit-progress', bar, count),
    nav
  );
  const next = button('kit-next', say('next'), () => go(current + 1));
  const summary = make('div.kit-summary', { role: 'status' });
  let current = 0;
  let isSingle = false;
  let told = '';

  const states = () => spec.items.map(item => quiz.state(item.id));
  function turn(at) {
    isSingle = !isSingle;
    lay(at);
  }
  function go(at) {
    lay(at);
    views[at].focus();
  }
  // One item at a time, or all; what is hidden keeps what was written in it.
  function lay(at) {
    current = at;
    single.ariaPressed = `${isSingle}`;
    views.forEach(({ element }, other) => {
      element.hidden = isSingle && other !== at;
    });
    places.forEach((place, other) => {
      place.ariaCurrent = `${isSingle && other === at}`;
    });
    next.hidden = !isSingle || at === total - 1;
  }
  function show() {
    const answered = states().filter(state => state.saved).length;
    bar.value = answered;
    count.textContent = say('answered', { count: answered, total });
    states().forEach(({ saved, flagged }, at) => {
      places[at].textContent = `${at + 1}${saved ? ' ●' : ''}${flagged ? ' ⚑' : ''}`;
      const is = [say('place', { place: at + 1, total }), saved && say('has_answer'), flagged && say('flagged')];
      places[at].ariaLabel = is.filter(Boolean).join(', ');
    });
    const isDone = states().every(state => state.saved || state.final);
    const now = isDone ? JSON.stringify(states().map(({ score, flagged }) => [score, flagged])) : '';
    if (now !== told) summary.replaceChildren(...(now ? result() : []));
    told = now;
  }
  function result() {
    // What nobody has marked yet counts neither for nor against the learner.
    const marked = states().filter(state => state.score !== null);
    const sum = worth => marked.reduce((whole, state) => whole + worth(state), 0);
    const got = sum(({ counted, score }) => counted ?? score);
    const most = sum(state => state.max_score);
    const points = quiz.isPretest ? null : make('p.kit-score', say('points', { score: got, total: most }));
    const open = views
      .map((_, at) => at)
      .filter(at => {
        const { verdict, flagged } = states()[at];
        return flagged || (!quiz.isPretest && verdict !== 'right');
      });
    const words = quiz.isPretest
      ? [say('kept')]
      : open.length
        ? []
        : [say('all_right')];
    if (open.length) words.push(say('look_again'));
    const list = open.length ? make('ul', ...open.map(entry)) : null;
    const end = quiz.rules?.endView(spec.rules, quiz, got / most);
    return [
      make('h4', say(bar.value < total ? 'ended' : 'done')),
      points,
      end,
      ...words.map(text => make('p', text)),
      list
    ].filter(Boolean);
  }
  function entry(at) {
    const { stem, goal } = spec.items[at];
    const { text, step } = spec.goals[goal] || {};
    const words = step ? [`${say('read_again')} `, make('a', { href: `#cell-id=${step}` }, text)] : [text];
    return make(
      'li',
      button('kit-jump', stem, () => go(at)),
      text ? make('p.kit-goal', ...words) : null
    );
  }
  lay(0);
  return { show, around: items => [head, ...items, next, summary] };
}
