// @ts-check
// The bar of a lesson in class: who is here under which name, the hand, and whether the class is within reach.
import { raisedHand } from '../../lab/pages/labextensions/heart-to-heart-pupils/static/raised.js';
import { make, on } from '../../scripts/dom.js';

const EVERY = 4000;
/** @type {Record<string, string>} */
const text = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('kit-class')).textContent ?? '');
const name = make('p');
const hand = make('button', { type: 'button', ariaPressed: 'false' }, text.hand);
const raised = raisedHand(isUp => {
  hand.ariaPressed = String(isUp);
});
const said = make('p', { role: 'status' });
document.body.append(make('section.class-bar', { 'aria-label': text.bar }, name, hand, said));

/** Say where the learner is, and show what the class says. */
async function tell() {
  const step = /** @type {any} */ (window).kitStep?.() ?? 0; // the page of pupils knows it, once it is there
  const told = raised.tell();
  try {
    const reply = await fetch('/place', {
      method: 'POST',
      body: JSON.stringify({ lesson: text.lesson, step, ...told }),
      signal: AbortSignal.timeout(EVERY)
    });
    if (reply.status === 403) show(text.left, true);
    else if (!reply.ok) show(text.lost, true);
    else {
      const state = await reply.json();
      name.textContent = state.name;
      raised.hear(told, state.hand);
      const count = state.locked.length;
      tellCards(state);
      show(count ? text.locked.replace('{count}', String(count)) : '', false);
    }
  } catch {
    show(text.lost, true);
  }
}

/**
 * Tell the cards of the lesson which questions are closed, and which keys the teacher shows.
 *
 * @param {{ locked: string[], revealed: Record<string, Record<string, string[]>> }} state
 */
function tellCards({ locked, revealed }) {
  const ids = [...new Set([...locked, ...Object.keys(revealed)])];
  const notes = ids.map(id => {
    const isLocked = locked.includes(id);
    const key = (revealed[id]?.[text.language] ?? []).map((line, at) =>
      at ? line : text.key.replace('{words}', () => line)
    );
    return [id, { isLocked, words: [...(isLocked ? [text.closed] : []), ...key] }];
  });
  const page = /** @type {any} */ (window);
  page.kitClass = Object.fromEntries(notes); // for a card that is drawn later
  dispatchEvent(new CustomEvent('kit-class', { detail: page.kitClass }));
}

/** @type {(words: string, isLost: boolean) => void} */
function show(words, isLost) {
  said.classList.toggle('lost', isLost);
  if (said.textContent !== words) said.textContent = words;
}

on(hand, 'click', () => {
  raised.press();
  tell();
});
on(window, 'online', tell);
setInterval(tell, EVERY);
setTimeout(() => dispatchEvent(new Event('resize')), EVERY); // the notebook makes room, once it is there
tell();
