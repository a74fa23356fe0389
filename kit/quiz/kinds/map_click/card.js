// @ts-check
/** @import { Kind, Named } from '../card' */
import { make } from '../../../scripts/dom.js';
import { mapFrame } from '../../../scripts/map_frame.js';
import { optionList } from '../options.js';

/**
 * The list is complete by itself; the map next to it comes when the item is first seen, and presses what is listed.
 *
 * @type {Kind}
 */
export const mapClick = (item, quiz) => {
  /** @type {ReturnType<typeof mapFrame> | undefined} */
  let map;
  /** @type {Named[]} */
  const options = item.options;
  const list = optionList(options, item.multiple, paint);
  const place = make('div.map', make('p.advice', quiz.say('map_wait')));
  const element = make('div.sides.map-click', place, list.element);
  const watcher = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    watcher.disconnect();
    bring();
  });
  watcher.observe(place);

  async function bring() {
    try {
      const page = await quiz.page(item);
      map = mapFrame(page, quiz.say('map_title'), choose, quiz.signal);
      place.replaceChildren(map.element);
    } catch {
      place.replaceChildren(make('p.advice', quiz.say('map_none')));
    }
  }
  /** @param {import('../../../scripts/map_frame.js').MapSaid} said */
  function choose({ id }) {
    if (id) list.press(id);
    paint();
    if (!id) return;
    const chosen = options.filter(option => list.chosen().includes(option.id));
    quiz.tell(chosen.map(({ text }) => text).join(', '));
  }
  function paint() {
    const ids = list.chosen();
    map?.send({ styles: Object.fromEntries(options.map(({ id }) => [id, { chosen: ids.includes(id) }])) });
  }
  return {
    ...list,
    element,
    write(response) {
      list.write(response);
      paint();
    }
  };
};
