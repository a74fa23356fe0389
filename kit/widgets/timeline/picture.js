// @ts-check
/** @import { Event, Save, Spec, Years } from './spec' */
/** @import { Model } from '../../scripts/model' */
import { make, on, rest } from '../../scripts/dom.js';
import { fill } from '../../scripts/fill.js';
import { renew } from '../../scripts/renew.js';
import { belowPicture } from './below_picture.js';
import { isIn, labelledTimes, middleOf, moved, position, within, zoomed } from './years.js';

// In pixels: a row of marks for a kind; how far a finger and a pointer may be from the marks that they mean.
const [LANE, FINGER, POINTER] = [58, 24, 8];

/**
 * Add an element to a picture.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Element} into
 * @param {Tag} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {string} [text]
 * @returns {SVGElementTagNameMap[Tag]}
 */
function draw(into, tag, attributes = {}, text = '') {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, `${value}`);
  node.textContent = text;
  into.append(node);
  return node;
}

/**
 * Return the picture of the events, a lane for each kind, and the buttons for its years.
 *
 * @param {Spec} spec
 * @param {Model} model
 * @param {() => Event[]} shown
 * @param {() => Event | undefined} opened
 * @param {Save} save
 */
export function pictureView(spec, model, shown, opened, save) {
  const { events, kinds, text, language, range } = spec;
  const tall = LANE * kinds.length;
  /** @type {Record<string, () => void>} */
  const pressed = {
    nearer: () => zoom(0.5),
    farther: () => zoom(2),
    earlier: () => move(-1),
    later: () => move(1),
    whole: () => save('years', [])
  };
  const tools = pictureTools(text, pressed);
  const figure = make('figure', tools.element);
  const picture = draw(figure, 'svg', { width: '100%', height: tall + 26, 'aria-hidden': 'true' });
  const below = belowPicture(spec, event => save('chosen', event.id));
  figure.append(below.element, make('figcaption', text.picture));
  const grid = draw(picture, 'g');
  kinds.forEach(([, name], lane) => {
    const y = lane * LANE + 39;
    draw(picture, 'line', { x1: 0, x2: '100%', y1: y, y2: y, class: 'kit-lane' });
    draw(picture, 'text', { x: 2, y: lane * LANE + 14 }, name);
  });
  const line = draw(picture, 'line', { y1: 0, y2: tall, class: 'kit-now' });
  const marks = drawMarks(picture, spec);
  on(picture, 'click', choose);

  // What the picture shows: whole years. No years mean all, however many these become.
  const whole = () => /** @type {Years} */ ([model.get('early') ? range[1] : range[0], range[2] - 1]);
  function span() {
    const [first, last] = /** @type {Years} */ (model.get('years').length ? model.get('years') : whole());
    return within(first, last + 1 - first, whole());
  }
  /** @param {Years} years */
  function show(years) {
    if (`${years}` !== `${span()}`) save('years', `${years}` === `${whole()}` ? [] : years);
  }
  const inside = () => {
    const event = opened();
    return !event || isIn(event, span());
  };
  /** @param {number} times */
  const zoom = times => show(zoomed(span(), times, inside() && opened(), whole()));
  /** @param {number} way */
  const move = way => show(moved(span(), way, whole()));
  /** @param {PointerEvent} press */
  function choose(press) {
    const meant = meantBy(press, seen(), event => marks[events.indexOf(event)].middle());
    if (meant.length === 1) save('chosen', meant[0].id);
    const inOrder = events.filter(event => meant.includes(event));
    if (meant.length) below.offer(inOrder, opened());
  }
  const seen = () => shown().filter(event => isIn(event, span()));
  function drawEvents() {
    const visible = seen();
    line.style.display = 'none';
    events.forEach((event, at) => {
      const isSeen = visible.includes(event);
      const isOpen = event.id === model.get('chosen');
      const x = marks[at].put(isSeen, isOpen, span());
      if (!isOpen || !isSeen) return;
      for (const end of ['x1', 'x2']) line.setAttribute(end, x);
      line.style.display = '';
    });
    below.draw(visible, opened());
    return visible.length;
  }
  return {
    figure,
    pressed,
    draw() {
      drawYearLabels(grid, span(), tall, language);
      const count = drawEvents();
      tools.draw(span(), whole(), count);
    },
    /** Bring the picture to an event that opens outside of it. */
    reach() {
      if (!inside()) show(zoomed(span(), 1, opened(), whole()));
    }
  };
}

/**
 * Return the events that a press means: all that a finger covers; of a pointer those under it, else the nearest.
 *
 * @param {PointerEvent} press
 * @param {Event[]} events
 * @param {(event: Event) => number[]} middle - Of its mark on the screen.
 */
function meantBy({ clientX, clientY, pointerType }, events, middle) {
  /** @type {(event: Event) => number} */
  const away = event => {
    const [x, y] = middle(event);
    return Math.hypot(x - clientX, y - clientY);
  };
  const near = events.filter(event => away(event) <= FINGER).sort((one, other) => away(one) - away(other));
  const meant = pointerType === 'touch' ? near : near.filter(event => away(event) <= POINTER);
  return meant.length ? meant : near.slice(0, 1);
}

/**
 * Return the buttons for the years, and the words that say which are shown.
 *
 * @param {Spec['text']} text
 * @param {Record<string, () => void>} pressed
 */
function pictureTools(text, pressed) {
  const buttons = Object.entries(pressed).map(([name, press]) => {
    const node = make(`button.${name}`, { type: 'button' }, text[name]);
    on(node, 'click', press);
    return node;
  });
  const told = make('p.shown-years', { role: 'status' });
  return {
    element: make('div.tools', { role: 'group', ariaLabel: text.tools }, ...buttons, told),
    /** @type {(years: Years, whole: Years, count: number) => void} */
    draw([first, last], [low, high], count) {
      const [isOne, isAll] = [first === last, first === low && last === high];
      [isOne, isAll, first === low, last === high, isAll].forEach((isOver, at) => rest(buttons[at], isOver));
      renew(told, fill(isAll ? text.all : isOne ? text.one : text.some, { first, last, count }));
    }
  };
}

/** @type {(grid: Element, years: Years, tall: number, language: string) => void} */
function drawYearLabels(grid, years, tall, language) {
  const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
  grid.replaceChildren();
  for (const time of labelledTimes(years)) {
    const x = position(time, years);
    const name = time % 1 ? month.format(Date.UTC(2000, 12 * (time % 1))) : `${time}`;
    draw(grid, 'line', { x1: x, x2: x, y1: 0, y2: tall, class: 'kit-lane' });
    draw(grid, 'text', { x, y: tall + 18, 'text-anchor': 'middle' }, name);
  }
}

/**
 * Draw a mark for each event; return for each what puts it in its place and says where, and its middle on the screen.
 *
 * @param {Element} picture
 * @param {Spec} spec
 */
function drawMarks(picture, { events, kinds }) {
  const seen = kinds.map(() => 0);
  return events.map(event => {
    const { story, when, title, at, until } = event;
    const lane = kinds.findIndex(([kind]) => kind === event.kind);
    const y = lane * LANE + 26 + (seen[lane]++ % 3) * 13;
    const look = `${story ? ' kit-named' : ''}${until ? ' kit-about' : ''}`;
    const mark = draw(picture, 'g', { class: `kit-mark${look}` });
    draw(mark, 'title', {}, `${when}: ${title}`);
    const wide = draw(mark, 'line', { y1: y, y2: y, class: 'kit-span' });
    const spot = draw(mark, 'svg', { y, overflow: 'visible' });
    draw(spot, 'circle', { r: 12, class: 'kit-hit' });
    const shape = draw(spot, 'path', { d: story ? 'M0-8L8 0L0 8L-8 0Z' : 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0' });
    /** @type {(isSeen: boolean, isOpen: boolean, years: Years) => string} */
    const put = (isSeen, isOpen, years) => {
      mark.style.display = isSeen ? '' : 'none';
      mark.classList.toggle('kit-open', isOpen);
      const x = position(middleOf(event), years);
      spot.setAttribute('x', x);
      wide.setAttribute('x1', position(at, years));
      wide.setAttribute('x2', position(until ?? at, years));
      return x;
    };
    const middle = () => {
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      return [(left + right) / 2, (top + bottom) / 2];
    };
    return { put, middle };
  });
}
