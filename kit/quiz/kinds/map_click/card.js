import { make, on } from '../../../scripts/dom.js';
import { mapFrame } from '../../../scripts/map_frame.js';
import { optionList } from '../options.js';

// The list is complete by itself; the map beside it comes when the item is first seen, and presses what is in the list.
export const mapClick = (item, quiz) => {
  let map = null;
  const list = optionList(item.options, item.multiple, paint);
  const place = make('div.kit-map', make('p.kit-advice', quiz.say('map_wait')));
  const element = make('div.kit-map-click', place, list.element);
  whenSeen(place, bring);
  on(quiz.signal, 'abort', () => map?.destroy());

  async function bring() {
    try {
      draw(await quiz.page(item));
    } catch {
      place.replaceChildren(make('p.kit-advice', quiz.say('map_none')));
    }
  }
  function draw(page) {
    map = mapFrame(page, { title: quiz.say('map_title'), onChoose: choose, onReady: paint });
    place.replaceChildren(map.element);
  }
  function choose(id) {
    list.press(id);
    paint();
    const chosen = item.options.filter(option => list.read().includes(option.id));
    quiz.tell(chosen.map(option => option.text).join(', '));
  }
  function paint() {
    const ids = list.read();
    map?.restyle(Object.fromEntries(item.options.map(({ id }) => [id, { chosen: ids.includes(id) }])));
  }
  return {
    ...list,
    element,
    read: () => (item.multiple ? list.read() : (list.read()[0] ?? null)),
    write(response) {
      list.write([response].flat());
      paint();
    }
  };
};

// Calls back once, when the element is first on the screen.
function whenSeen(element, callback) {
  const watcher = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    watcher.disconnect();
    callback();
  });
  watcher.observe(element);
}
