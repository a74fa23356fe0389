// @ts-check
/** @import { Kind, Note, State } from '../card' */
import { button } from '../../../scripts/button.js';
import { make } from '../../../scripts/dom.js';
import { focusOn } from '../../../scripts/focus.js';
import { fresh } from '../../../scripts/fresh.js';
import { words } from '../../../scripts/words.js';
import { noteView } from '../note.js';
import { optionList } from '../options.js';

/**
 * The learner's own words; after saving, a sample and the rubric to mark them by. No machine says right or wrong.
 *
 * @type {Kind}
 */
export const openAnswer = (_item, { say }, send) => {
  const typed = make('textarea', { id: fresh(), rows: 6 });
  const after = make('div.after', { hidden: true });
  const advice = make('p.error', { role: 'status' });
  const levels = ['yes', 'half', 'no'].map((name, at) => ({ id: String(1 - at / 2), text: say(name) }));
  /** @type {Map<string, ReturnType<typeof optionList>>} */
  const lines = new Map();

  /** @type {(notes: Note[], runs: State['runs']) => void} - The sample, then the criteria. */
  function rubric([sample, ...criteria], runs) {
    const groups = criteria.map(({ option, text }) => {
      const line = optionList(levels, false, () => advice.replaceChildren());
      lines.set(String(option), line);
      return make('fieldset', make('legend', ...words(text, runs)), line.element);
    });
    const done = button('own', say('mark'), keep);
    after.replaceChildren(noteView(say, say('sample'), sample, runs), ...groups, done, advice);
  }
  async function keep() {
    const open = [...lines.values()].find(line => !line.read());
    if (open) {
      advice.textContent = say('mark_all');
      return focusOn(open.element);
    }
    const marks = Object.fromEntries([...lines].map(([name, line]) => [name, Number(line.read())]));
    await send({ text: typed.value, marks });
    after.previousElementSibling?.scrollIntoView({ block: 'nearest' });
  }
  return {
    element: make('div.long', make('label', { htmlFor: typed.id }, say('number')), typed),
    after,
    read: () => ({ text: typed.value }),
    write(response) {
      typed.value = response.text;
    },
    judged(state) {
      after.hidden = !state.saved || !state.feedback.length;
      if (after.hidden) return lines.clear(); // other words get marks of their own
      if (!lines.size) rubric(state.feedback, state.runs);
      // What is marked and not saved yet stays, as when a question is flagged.
      for (const [name, line] of lines) line.write(String(state.response.marks?.[name] ?? line.read()));
    }
  };
};
