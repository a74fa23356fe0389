// A note of the feedback, with its sources.
import { make } from '../../scripts/dom.js';

export function noteView(say, name, { text, sources }) {
  return make('div.kit-note', make('p', name ? make('strong', name) : null, text), sourcesView(say, sources));
}

function sourcesView(say, sources) {
  const label = say('source');
  if (!sources.length) return null;
  if (sources.length === 1 && sources[0].length < 90) {
    return make('p.kit-source', `${label}: `, make('span', { lang: 'en' }, sources[0]));
  }
  const lines = sources.map(source => make('li', { lang: 'en' }, source));
  return make('details.kit-source', make('summary', label), make('ul', ...lines));
}
