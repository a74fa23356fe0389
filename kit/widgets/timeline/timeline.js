// @ts-check
/** @import { Save, Spec } from './spec' */
/** @import { View } from '../../scripts/model' */
import { make, on } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { keepHearing } from '../../scripts/hearing.js';
import { keepKeys } from '../../scripts/keys.js';
import { markLanguages } from '../../scripts/language.js';
import { renew } from '../../scripts/renew.js';
import { eventList, filterBoxes } from './list.js';
import { pictureView } from './picture.js';
import { placesMap } from './places.js';

/** @type {Record<string, string>} */
const KEYS = { '+': 'nearer', '=': 'nearer', '-': 'farther', ArrowLeft: 'earlier', ArrowRight: 'later', 0: 'whole' };

/**
 * Draw the timeline: a list that the keyboard walks through, and a picture and a map that follow it.
 *
 * @param {View} view
 */
function render({ model, el, signal }) {
  /** @type {Spec} */
  const spec = model.get('spec');
  const { events, text, language, page } = spec;
  /** @type {Save} */
  const save = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const chosen = () => model.get('chosen');
  const shown = () =>
    events.filter(
      ({ kind, story, early }) =>
        model.get('kinds').includes(kind) && (story || !model.get('story')) && (!early || model.get('early'))
    );
  const opened = () => shown().find(({ id }) => id === chosen());
  const boxes = filterBoxes(spec, model, save);
  const count = make('p.count', { role: 'status' });
  const list = eventList(spec, ({ id }) => save('chosen', id === chosen() ? '' : id));
  const map = page ? placesMap(spec, shown, chosen, save, signal) : null;
  const picture = pictureView(spec, model, shown, opened, save);
  const views = make('div', { className: page ? 'kit-linked' : '' }, list.element, map?.element);
  const parts = [boxes.element, count, make('p.keys', text.keys), views, picture.figure];
  const root = make('div.timeline', { lang: language, 'data-keys': '' }, ...parts);
  on(root, 'keydown', event => {
    const name = KEYS[event.key];
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    picture.pressed[name]();
  });
  keepKeys(root, signal, text.leave);
  el.append(root);
  markLanguages(root);

  function update() {
    boxes.draw();
    list.draw(shown(), opened(), chosen());
    picture.draw();
    map?.follow(opened());
    renew(count, fill(text.events, { count: shown().length }));
  }
  function follow() {
    update();
    picture.reach();
  }
  const heard = { kinds: update, story: update, early: update, chosen: follow, years: picture.draw };
  for (const [name, call] of Object.entries(heard)) model.on(`change:${name}`, call);
  follow();
  return () => {
    for (const [name, call] of Object.entries(heard)) model.off(`change:${name}`, call);
  };
}
export default { initialize: (/** @type {View} */ { model }) => keepHearing(model), render };
