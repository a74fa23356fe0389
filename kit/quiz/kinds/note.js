// @ts-check
/** @import { Note, Quiz, State } from './card' */
import { make } from '../../scripts/dom.js';
import { words } from '../../scripts/words.js';

/**
 * Return a note of the feedback, with its sources.
 *
 * @param {Quiz['say']} say
 * @param {string | null | undefined | false} name - Of the part that it is about.
 * @param {Note} note
 * @param {State['runs']} runs
 */
export function noteView(say, name, { text, sources }, runs) {
  const line = make('p', name && make('strong', name), ...words(text, runs));
  return make('div.note', line, sourcesView(say, sources));
}

/** @type {(say: Quiz['say'], sources: string[]) => HTMLElement | null} */
function sourcesView(say, sources) {
  const label = say('source');
  if (!sources.length) return null;
  if (sources.length === 1 && sources[0].length < 90) return make('p.source', label, make('span', sources[0]));
  const lines = sources.map(source => make('li', source));
  return make('details.source', make('summary', label.split(/[:：]/)[0]), make('ul', ...lines));
}
