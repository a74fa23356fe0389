// @ts-check
/** @import { State } from '../../quiz/kinds/card' */
/** @import { Model, View } from '../../scripts/model' */
/** @import { CardQuiz } from './spec' */
import { fresh } from '../../scripts/fresh.js';
import { keepHearing } from '../../scripts/hearing.js';

/**
 * What is known of each item: here, not in the model, which a notebook may save. Each model is a module of its own.
 *
 * @type {Record<string, State>}
 */
let states = {};
let isGone = false;
/**
 * Who waits for a reply, by the number of the request.
 *
 * @type {Map<string, (message: any) => void>}
 */
const waiting = new Map();

/**
 * Keep what Python says, once per model, so that every view shows it, and a later one too; then ask what is known.
 *
 * @param {Pick<View, 'model'>} view
 */
export function initialize({ model }) {
  keepHearing(model);
  model.widget_manager?.kernel?.statusChanged.connect((_, status) => {
    isGone ||= /dead|terminat|restart/.test(status);
  });
  model.on('msg:custom', message => {
    const { n, item, state, set = {} } = message;
    states = { ...states, ...set.state };
    if (state) states[item] = state;
    if (set.spec) model.set('spec', set.spec);
    waiting.get(n)?.(message);
  });
  try {
    model.send({ ask: 'ready' });
  } catch {} // Python has gone: whoever asks it hears so
}

/** @param {string} id */
export const stateOf = id => states[id];

/**
 * Return a function that asks Python and waits for its reply, for minutes too. A free Python that stays silent is asked
 * again: every request may come twice. Only one that has gone is called gone.
 *
 * @param {Model} model
 * @param {CardQuiz['say']} say
 * @returns {CardQuiz['ask']}
 */
export function wire(model, say) {
  return (ask, item, more, onSlow) =>
    new Promise((done, fail) => {
      const n = fresh(); // names an answer on disk too, so that it is saved once
      let looks = 0;
      let free = 0;
      const timer = setInterval(look, 1000);
      waiting.set(n, hear);
      post();
      if (isGone) look();

      function post() {
        try {
          model.send({ ask, n, item, ...more });
        } catch {
          isGone = true;
        }
      }
      /** @param {any} message */
      function hear(message) {
        waiting.delete(n);
        clearInterval(timer);
        if (message.error) fail(Object.assign(new Error(message.error), { isGone }));
        else done(message);
      }
      function look() {
        const { status, connectionStatus } = model.widget_manager?.kernel || {};
        free = status === 'idle' && connectionStatus === 'connected' ? free + 1 : 0;
        if (free > 14) isGone = true;
        else if (free % 5 === 4) post();
        if (isGone) hear({ error: say('gone') });
        else if (++looks === 3) onSlow?.();
      }
    });
}
