// @ts-check
import { make, on } from '../scripts/dom.js';

/**
 * A word of the lesson: the term and what it means, in each language, with the language's code.
 *
 * @typedef {[lang: string, term: string, meaning: string][]} LessonWord
 */

/**
 * Let the words that a lesson marks open their meaning where they are: by a tap, a click or Enter. Escape, the button
 * and a tap elsewhere lead back. Each marked word is a link to the list of words; without this script it leads there.
 *
 * @param {LessonWord[]} words - The title of a link begins with a meaning.
 * @param {string} close - What the button is called.
 */
export function openWords(words, close) {
  const known = /** @type {{ kitWords?: AbortController }} */ (/** @type {unknown} */ (window));
  known.kitWords?.abort();
  known.kitWords = new AbortController();
  /** @param {MouseEvent & { target: Element }} event */
  function open(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest?.('a[href^="#"][title]'));
    const word = link && words.find(forms => forms.some(([, , meaning]) => link.title.startsWith(meaning)));
    if (!word || !('popover' in link) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const lines = word.map(([lang, term, meaning]) => make('p', { lang }, make('strong', term), ` ${meaning}`));
    const done = make('button.close', { type: 'button' }, close);
    const note = make('div.note', { popover: 'auto', tabIndex: -1, role: 'note' }, ...lines, done);
    const place = make('div.reading', note);
    document.body.append(place);
    on(done, 'click', () => note.hidePopover());
    on(note, 'toggle', ({ newState }) => {
      if (newState === 'closed') place.remove();
    });
    // The browser puts the note next to the word, and the focus back on it.
    link.focus();
    /** @type {(options: object) => void} */ (note.showPopover).call(note, { source: link });
    note.focus();
  }
  on(document, 'click', open, { capture: true, signal: known.kitWords.signal });
}
