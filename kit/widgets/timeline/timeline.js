import { make, on } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { keepKeys } from '../../scripts/keys.js';
import { mapFrame } from '../../scripts/map_frame.js';

// The timeline: a list that the keyboard walks through, and a picture that follows it.
function render({ model, el, signal }) {
  const { events, kinds, text, language, range, page, dots, says } = model.get('spec');
  const add = (tag, props, into) => {
    const node = make(tag, props);
    into?.append(node);
    return node;
  };
  const draw = (tag, of, into) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(of)) made.setAttribute(name, value);
    if (into) into.append(made);
    return made;
  };
  const save = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };

  const root = add('div', { className: 'kit-timeline', lang: language });
  const ticks = add('fieldset', {}, root);
  add('legend', { textContent: text.show }, ticks);
  function tick(label, onTick) {
    const row = add('label', {}, ticks);
    const box = add('input', { type: 'checkbox' }, row);
    row.append(label);
    on(box, 'change', () => onTick(box.checked));
    return box;
  }
  const boxes = kinds.map(([kind, name]) =>
    tick(name, on => {
      const now = model.get('kinds');
      save('kinds', on ? [...now, kind] : now.filter(other => other !== kind));
    })
  );
  const story = tick(text.story, on => save('story', on));
  const early = text.early ? tick(text.early, on => save('early', on)) : null;
  const count = add('p', { className: 'kit-count', role: 'status' }, root);
  add('p', { className: 'kit-keys', textContent: text.keys }, root);

  const views = add('div', { className: page ? 'kit-linked' : '' }, root);
  const list = add('ol', { className: 'kit-events' }, views);
  const rows = events.map(event => {
    const row = add('li', {}, list);
    row.dataset.event = event.id;
    const button = add('button', { type: 'button', tabIndex: -1 }, row);
    add('span', { className: 'kit-when', textContent: event.when }, button);
    add('span', { className: 'kit-title', lang: 'en', textContent: event.title }, button);
    add('span', { className: 'kit-tag', textContent: kinds.find(([kind]) => kind === event.kind)[1] }, button);
    if (event.story) add('span', { className: 'kit-tag kit-named', textContent: `◆ ${event.story}` }, button);
    const here = add('span', { className: 'kit-tag kit-here', hidden: true }, button);
    const more = add('div', { className: 'kit-more', lang: 'en', hidden: true }, row);
    for (const words of [...event.words, event.place]) if (words) add('p', { textContent: words }, more);
    add('p', { className: 'kit-source', textContent: event.source }, more);
    on(button, 'click', () => save('chosen', model.get('chosen') === event.id ? '' : event.id));
    return { row, button, more, here };
  });

  const beside = page ? linkedMap() : null;
  const figure = add('figure', {}, root);
  const LANE = 44;
  const tall = LANE * kinds.length;
  const tools = add('div', { className: 'kit-tools', role: 'group', ariaLabel: text.tools }, figure);
  const pressed = {
    nearer: () => zoom(0.5),
    farther: () => zoom(2),
    earlier: () => move(-1),
    later: () => move(1),
    whole: () => save('years', [])
  };
  const buttons = {};
  for (const [name, press] of Object.entries(pressed)) {
    buttons[name] = add('button', { type: 'button', className: `kit-${name}`, textContent: text[name] }, tools);
    on(buttons[name], 'click', press);
  }
  const told = add('p', { className: 'kit-years', role: 'status' }, tools);
  const picture = draw('svg', { width: '100%', height: tall + 26, 'aria-hidden': 'true' }, figure);
  add('figcaption', { textContent: text.picture }, figure);
  const grid = draw('g', {}, picture);
  kinds.forEach(([, name], lane) => {
    draw('line', { x1: 0, x2: '100%', y1: lane * LANE + 30, y2: lane * LANE + 30, class: 'kit-lane' }, picture);
    draw('text', { x: 2, y: lane * LANE + 14 }, picture).textContent = name;
  });
  const line = draw('line', { y1: 0, y2: tall, class: 'kit-now' }, picture);
  const seen = [0, 0, 0, 0, 0];
  const marks = events.map(event => {
    const lane = kinds.findIndex(([kind]) => kind === event.kind);
    const y = lane * LANE + 24 + (seen[lane]++ % 3) * 6;
    const about = event.span[0] === event.span[1] ? '' : ' kit-about';
    const mark = draw('g', { class: `kit-mark${event.story ? ' kit-named' : ''}${about}` }, picture);
    draw('title', {}, mark).textContent = `${event.when}: ${event.title}`;
    const wide = draw('line', { y1: y, y2: y, class: 'kit-span' }, mark);
    const place = draw('svg', { y, overflow: 'visible' }, mark);
    draw('circle', { r: 12, class: 'kit-hit' }, place);
    draw('path', { d: event.story ? 'M0-8L8 0L0 8L-8 0Z' : 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0' }, place);
    on(mark, 'click', () => save('chosen', event.id));
    return { mark, wide, place };
  });
  el.append(root);

  // The map of places: it goes where the chosen event was; a place on it opens its events, one after the other.
  function linkedMap() {
    const box = add('div', { className: 'kit-places' }, views);
    const caption = add('p', { className: 'kit-caption', role: 'status' }, box);
    const at = place =>
      shown()
        .map(row => events[row])
        .filter(({ id }) => dots[id] === place);
    let standing = '';
    function go(place) {
      if (place === standing) return;
      standing = place;
      frame.send({ place });
    }
    const frame = mapFrame(page, {
      title: says.map,
      onPlace: place => {
        standing = place;
        const here = at(place);
        const next = here[(here.findIndex(({ id }) => id === model.get('chosen')) + 1) % here.length];
        save('chosen', next ? next.id : '');
        if (next) return;
        go(place);
        caption.textContent = fill(says.none, { place });
      }
    });
    box.append(frame.element);
    return {
      destroy: frame.destroy,
      follow(event) {
        const place = (event && dots[event.id]) || '';
        rows.forEach(({ here }, other) => {
          here.hidden = !place || dots[events[other].id] !== place;
          here.textContent = here.hidden ? '' : `● ${place}`;
        });
        const sentence = !event ? says.pick : place ? says.here : event.place ? says.away : says.nowhere;
        caption.textContent = fill(sentence, { ...event, place: place || event?.place, count: at(place).length });
        go(place);
      }
    };
  }

  let current = 0;
  const shown = () => rows.flatMap(({ row }, place) => (row.hidden ? [] : [place]));
  function stand(place) {
    rows.forEach(({ button }, other) => {
      button.tabIndex = other === place ? 0 : -1;
    });
    current = place;
  }
  on(list, 'keydown', event => {
    const places = shown();
    const at = places.indexOf(current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: places.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const place = places[Math.min(places.length - 1, Math.max(0, to))];
    stand(place);
    rows[place].button.focus();
  });
  on(list, 'focusin', event => {
    const place = rows.findIndex(({ button }) => button === event.target);
    if (place >= 0) stand(place);
  });
  const byKey = { '+': 'nearer', '=': 'nearer', '-': 'farther', ArrowLeft: 'earlier', ArrowRight: 'later', 0: 'whole' };
  on(root, 'keydown', event => {
    if (!byKey[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    pressed[byKey[event.key]]();
  });
  keepKeys(root, signal);

  // What the picture shows: whole years, the last one included. No years stand for all, however many these become.
  const whole = () => [model.get('early') ? range[1] : range[0], range[2] - 1];
  function within(first, count) {
    const [low, high] = whole();
    const start = Math.max(low, Math.min(first, high + 1 - count));
    return [start, Math.min(high, start + count - 1)];
  }
  function span() {
    const [first, last] = model.get('years').length ? model.get('years') : whole();
    return within(first, last + 1 - first);
  }
  const opened = () => events.find((event, place) => event.id === model.get('chosen') && !rows[place].row.hidden);
  const middleOf = event => (event.span[0] + event.span[1]) / 2;
  const isIn = (event, [first, last]) => middleOf(event) >= first && middleOf(event) < last + 1;
  function show(first, count) {
    const years = String(within(first, count));
    if (years !== String(span())) save('years', years === String(whole()) ? [] : within(first, count));
  }
  function zoom(times) {
    const [years, event] = [span(), opened()];
    const count = years[1] + 1 - years[0];
    const middle = event && isIn(event, years) ? middleOf(event) : years[0] + count / 2;
    const wanted = Math.ceil(count * times);
    show(Math.round(middle - wanted / 2), wanted);
  }
  function move(way) {
    const [first, last] = span();
    const count = last + 1 - first;
    show(first + way * Math.ceil(count / 2), count);
  }
  // An event that opens outside the picture brings the picture there.
  function reach() {
    const [years, event] = [span(), opened()];
    const count = years[1] + 1 - years[0];
    if (event && !isIn(event, years)) show(Math.round(middleOf(event) - count / 2), count);
  }
  function drawPicture() {
    const years = span();
    const [from, to] = [years[0], years[1] + 1];
    const at = year => `${(4 + (92 * (year - from)) / (to - from)).toFixed(2)}%`;
    const step = to - from < 3 ? 0.25 : ([1, 2, 5, 10].find(size => (to - from) / size <= 9) ?? 20);
    const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
    grid.replaceChildren();
    for (let year = Math.ceil(from / step) * step; year < to; year += step) {
      draw('line', { x1: at(year), x2: at(year), y1: 0, y2: tall, class: 'kit-lane' }, grid);
      const name = year % 1 ? month.format(Date.UTC(2000, 12 * (year % 1))) : year;
      draw('text', { x: at(year), y: tall + 18, 'text-anchor': 'middle' }, grid).textContent = name;
    }
    line.style.display = 'none';
    let seen = 0;
    events.forEach((event, place) => {
      const { mark, wide, place: spot } = marks[place];
      const isSeen = !rows[place].row.hidden && isIn(event, years);
      const isOpen = event.id === model.get('chosen');
      seen += isSeen;
      mark.style.display = isSeen ? '' : 'none';
      mark.classList.toggle('kit-open', isOpen);
      const middle = at(middleOf(event));
      spot.setAttribute('x', middle);
      wide.setAttribute('x1', at(event.span[0]));
      wide.setAttribute('x2', at(event.span[1]));
      if (!isOpen || !isSeen) return;
      for (const end of ['x1', 'x2']) line.setAttribute(end, middle);
      line.style.display = '';
    });
    const [low, high] = whole();
    const ends = {
      nearer: to - from === 1,
      farther: String(years) === String(whole()),
      earlier: from === low,
      later: to === high + 1
    };
    ends.whole = ends.farther;
    for (const [name, isOver] of Object.entries(ends)) buttons[name].setAttribute('aria-disabled', String(isOver));
    told.textContent = fill(ends.whole ? text.all : ends.nearer ? text.one : text.some, {
      first: from,
      last: to - 1,
      count: seen
    });
  }

  function update() {
    const ticked = model.get('kinds');
    const chosen = model.get('chosen');
    kinds.forEach(([kind], place) => {
      boxes[place].checked = ticked.includes(kind);
    });
    story.checked = model.get('story');
    if (early) early.checked = model.get('early');
    let visible = null;
    events.forEach((event, place) => {
      const { row, button, more } = rows[place];
      const open = event.id === chosen;
      row.hidden =
        !ticked.includes(event.kind) || (story.checked && !event.story) || (event.early && !model.get('early'));
      button.setAttribute('aria-expanded', String(open));
      more.hidden = !open;
      if (open && !row.hidden) {
        visible = event;
        stand(place);
        const [box, inner] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
        if (inner.top < box.top || inner.bottom > box.bottom) list.scrollTop = row.offsetTop - list.offsetTop;
      }
    });
    drawPicture();
    if (beside) beside.follow(visible);
    const places = shown();
    if (!places.includes(current)) stand(places[0] ?? 0);
    count.textContent = fill(text.events, { count: places.length });
  }
  function follow() {
    update();
    reach();
  }
  const heard = { kinds: update, story: update, early: update, chosen: follow, years: drawPicture };
  for (const [name, call] of Object.entries(heard)) model.on(`change:${name}`, call);
  follow();
  return () => {
    for (const [name, call] of Object.entries(heard)) model.off(`change:${name}`, call);
    if (beside) beside.destroy();
  };
}
export default { render };
