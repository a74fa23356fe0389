// @ts-check
// The learner's hand in a live class.
import { barButton } from './bar_button.js';
import { raisedHand } from './raised.js';
import { ask } from './server.js';
import { lessonOf, stepOf } from './step.js';

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
  const raised = raisedHand(isUp => button.setAttribute('aria-pressed', `${isUp}`));
  const tell = async () => {
    const lesson = lessonOf(shell.currentWidget?.context?.path ?? '');
    const step = lesson ? stepOf(shell.currentWidget?.content?.widgets ?? []) : 0;
    const told = raised.tell();
    try {
      const reply = await ask('place', { method: 'POST', body: JSON.stringify({ lesson, step, ...told }) });
      if (reply.ok) raised.hear(told, (await reply.json()).hand);
    } catch {} // the class is out of reach: it is told again soon
  };
  button.addEventListener('click', () => {
    raised.press();
    tell();
  });
  setInterval(tell, TELLING_MS);
  tell();
  return button;
}
