// @ts-check
// How hard words are read: written above them, and a button that hides it.
import { barButton } from './bar_button.js';

const READINGS = 'kit-readings';

/** Write how words are read above them: JupyterLab lets no such element through, so lessons have it in brackets. */
export function writeReadings() {
  for (const place of document.querySelectorAll('span.kit-ruby')) {
    const [ruby, rt] = ['ruby', 'rt'].map(tag => document.createElement(tag));
    rt.textContent = place.lastChild?.textContent?.slice(1, -1) ?? '';
    ruby.append(place.firstChild ?? '', rt);
    place.replaceWith(ruby);
  }
}

/**
 * Return the button that shows or hides how hard words are read; this browser remembers it.
 *
 * @param {string} name
 */
export function readingsButton(name) {
  const button = barButton(name);
  const root = document.documentElement;
  /** @param {boolean} isShown */
  const show = isShown => {
    root.classList.toggle('kit-no-readings', !isShown);
    button.setAttribute('aria-pressed', `${isShown}`);
    try {
      localStorage.setItem(READINGS, isShown ? '' : 'hidden');
    } catch {} // then it is shown again in the next lesson
  };
  let isShown = true;
  try {
    isShown = localStorage.getItem(READINGS) !== 'hidden';
  } catch {}
  show(isShown);
  button.addEventListener('click', () => show(root.classList.contains('kit-no-readings')));
  return button;
}
