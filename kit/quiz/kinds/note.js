// @ts-check
/** @import { Note, Quiz } from './card' */
import { make } from '../../scripts/dom.js';

/**
 * Return a note of the feedback, with its sources.
 *
 * @param {Quiz['say']} say
 * @param {string | undefined | false} name - Of the part that it is about.
 * @param {Note} note
 */
export function noteView(say, name, { text, sources }) {
  return make('div.kit-note', make('p', name && make('strong', name), text), sourcesView(say, sources));
}

/** @type {(say: Quiz['say'], sources: string[]) => HTMLElement | null} */
function sourcesView(say, sources) {
  const label = say('source');
  if (!sources.length) return null;
  if (sources.length === 1 && sources[0].length < 90)
    return make('p.kit-source', `${label}: `, make('span', { lang: 'en' }, sources[0]));
  const lines = sources.map(source => make('li', { lang: 'en' }, source));
  return make('details.kit-source', make('summary', label), make('ul', ...lines));
}
