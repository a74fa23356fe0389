// @ts-check
// The learner's hand in a live class.
import { barButton } from './bar_button.js';
import { ask } from './server.js';
import { stepOf } from './step.js';

/** @import { Frame } from './room.js' */

const TELLING_MS = 10000;

/**
 * Return the button that raises the hand, and tell the class again and again where the learner is.
 *
 * @param {string} name
 * @param {Frame} shell
 */
export function handButton(name, shell) {
  const button = barButton(name);
  button.setAttribute('aria-pressed', 'false');
  const tell = async () => {
    const lesson = /([^/-]+)-[^/]*$/.exec(shell.currentWidget?.context?.path ?? '')?.[1] ?? '';
    const hand = button.getAttribute('aria-pressed') === 'true';
    const step = stepOf(shell.currentWidget?.content?.widgets ?? []);
    await ask('place', { method: 'POST', body: JSON.stringify({ lesson, step, hand }) }).catch(() => undefined);
  };
  button.addEventListener('click', () => {
    button.setAttribute('aria-pressed', `${button.getAttribute('aria-pressed') !== 'true'}`);
    tell();
  });
  setInterval(tell, TELLING_MS);
  tell();
  return button;
}
