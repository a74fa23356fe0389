// @ts-check
/** @import { Event, Save, Spec } from './spec' */
import { make } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { mapFrame } from '../../scripts/map_frame.js';
import { renew } from '../../scripts/renew.js';

/**
 * Return the map of places: it goes where the chosen event was; a place on it opens its events, one after the other.
 *
 * @param {Spec} spec
 * @param {() => Event[]} shown
 * @param {() => string} chosen
 * @param {Save} save
 * @param {AbortSignal} signal
 */
export function placesMap({ page = '', foot = [], dots = {}, says = {} }, shown, chosen, save, signal) {
  const caption = make('p.caption', { role: 'status' });
  const frame = mapFrame(page, says.map, hear, signal);
  let current = '';

  /** @param {string} place */
  const at = place => shown().filter(({ id }) => dots[id] === place);
  /** @param {string} place */
  function go(place) {
    if (place === current) return;
    current = place;
    frame.send({ place });
  }
  /** @param {import('../../scripts/map_frame.js').MapSaid} said */
  function hear({ place }) {
    if (!place) return;
    go(place);
    const here = at(place);
    const next = here[(here.findIndex(({ id }) => id === chosen()) + 1) % here.length];
    save('chosen', next ? next.id : '');
    if (next) return;
    go(place);
    caption.textContent = fill(says.none, { place });
  }
  return {
    element: make('div.places', caption, frame.element, ...foot.map(line => make('p.foot', line))),
    /** @param {Event} [event] */
    follow(event) {
      const dot = dots[event?.id || ''] || '';
      const place = dot || event?.place;
      const sentence = !event ? says.pick : dot ? says.here : place ? says.away : says.nowhere;
      renew(caption, fill(sentence, { ...event, place, count: at(dot).length }));
      go(dot);
    }
  };
}
