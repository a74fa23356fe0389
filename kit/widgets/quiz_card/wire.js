// @ts-check
/** @import { CardQuiz, Model } from './spec' */
import { fresh } from '../../scripts/dom.js';

const PATIENCE_MS = 5000;

/**
 * Return a function that asks Python and waits for its reply.
 *
 * @param {Model} model
 * @param {CardQuiz['say']} say
 * @returns {CardQuiz['ask']}
 */
export function wire(model, say) {
  const me = fresh();
  /** @type {Map<string, (message: any) => void>} */
  const waiting = new Map();
  let count = 0;
  model.on('msg:custom', message => waiting.get(message.n)?.(message));
  return (ask, item, more) =>
    new Promise((done, fail) => {
      const n = `${me}-${++count}`;
      const silent = () => hear({ error: say('silent') });
      // A map may wait until a busy kernel is free; a learner who waits for "saved" must be told.
      const timer = ask === 'map' ? 0 : setTimeout(silent, PATIENCE_MS);
      /** @param {any} message */
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
