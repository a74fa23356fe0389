// The list is complete by itself; the map beside it comes when the item is first seen.
kinds["map-click"] = (item, quiz) => {
  const isKnown = (id) => item.options.some((option) => option.id === id);
  let map = null;
  let isLocked = false;
  const list = optionList(item.options, item.multiple, paint);
  const place = make("div.kit-map", make("p.kit-advice", quiz.say("map_wait")));
  const element = make("div.kit-map-click", place, list.element);
  whenSeen(place, bring, quiz.signal);
  on(quiz.signal, "abort", () => map && map.destroy());

  async function bring() {
    try {
      draw(await quiz.page(item));
    } catch {
      place.replaceChildren(make("p.kit-advice", quiz.say("map_none")));
    }
  }
  function draw(page) {
    map = mapFrame(page, { title: quiz.say("map_title"), onChoose: choose, onReady: () => paint(list.read()) });
    place.replaceChildren(map.element);
  }
  function choose(id) {
    const before = list.read();
    if (isLocked || !isKnown(id)) return paint(before);
    if (!item.multiple) list.write([id]);
    else list.write(before.includes(id) ? before.filter((other) => other !== id) : [...before, id]);
    paint(list.read());
    quiz.tell(item.options.filter((option) => list.read().includes(option.id)).map((option) => option.text).join(", "));
  }
  function paint(ids) {
    if (!map) return;
    if (!item.multiple) return map.choose(ids[0] ?? null);
    map.restyle(Object.fromEntries(item.options.map(({ id }) => [id, { chosen: ids.includes(id) }])));
  }
  return {
    ...list,
    element,
    read: () => (item.multiple ? list.read() : list.read()[0] ?? null),
    write: (response) => { list.write([response].flat()); paint(list.read()); },
    lock: (locked) => { isLocked = locked; },
  };
};
