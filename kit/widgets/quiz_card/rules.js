import { button } from '../../scripts/button.js';
import { make, on } from '../../scripts/dom.js';
import { stamp } from './item.js';

// What only a quiz with rules needs: the button that begins it, the time that is left, and whether it is passed.
export function applyRules(spec, quiz, root, cell) {
  const { told, isTimed } = spec.rules;
  if (!spec.items.length) return root.prepend(openingView(spec, quiz, cell));
  root.querySelector('.kit-head')?.append(make('p.kit-rules kit-advice', told.join(' ')));
  if (isTimed) showClock(quiz, root);
}

function openingView(spec, quiz, cell) {
  const rules = spec.rules.told.map(text => make('p.kit-advice', text));
  const trouble = make('p.kit-error', { role: 'status' });
  const begin = button('kit-check', quiz.say('begin'), async () => {
    try {
      await quiz.ask('begin');
      cell.querySelector('.kit-item').focus();
    } catch (error) {
      trouble.textContent = error.message;
    }
  });
  return make('div.kit-item', make('h3', spec.title), ...rules, make('div.kit-actions', begin), trouble);
}

// Python keeps the time; this shows it, in whole minutes and wherever one may be looking, and says it aloud three times.
function showClock(quiz, root) {
  const faces = [...root.querySelectorAll('.kit-head, .kit-actions')].map(place => {
    const face = make('span.kit-clock');
    place.append(face);
    return face;
  });
  let end = 0;
  let shown = null;
  let isAsking = false;

  async function tick() {
    let seconds = (end - Date.now()) / 1000;
    if (seconds <= 0) {
      if (isAsking) return;
      isAsking = true;
      seconds = await quiz.ask('clock').then(
        ({ left }) => left,
        () => null
      );
      isAsking = false;
      if (seconds === null) return;
      end = Date.now() + seconds * 1000;
      if (!seconds) clearInterval(timer);
    }
    say(Math.ceil(seconds / 60));
  }
  function say(count) {
    if (count === shown) return;
    const text = quiz.say(count ? 'time_left' : 'time_over', { count });
    faces.forEach((face, at) => {
      face.textContent = count || !at ? text : '';
    });
    if (shown !== null && [5, 1, 0].includes(count)) quiz.tell(text);
    shown = count;
  }
  const timer = setInterval(tick, 1000);
  on(quiz.signal, 'abort', () => clearInterval(timer));
  tick();
}

export function endView({ pass }, { say }, share) {
  if (!pass) return null;
  const isPassed = share * 100 > pass - 1e-6;
  const node = make('p.kit-pass');
  stamp(node, isPassed ? 'right' : 'wrong', say(isPassed ? 'passed' : 'not_passed'));
  return node;
}
