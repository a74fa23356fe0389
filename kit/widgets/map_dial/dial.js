// @ts-check
/** @import { Model, View } from '../../scripts/model' */
import { make, on, rest } from '../../scripts/dom.js';
import { keepHearing } from '../../scripts/hearing.js';
import { keepKeys } from '../../scripts/keys.js';
import { markLanguages } from '../../scripts/language.js';
import { mapFrame } from '../../scripts/map_frame.js';

const STEP_MS = 1800;

/**
 * Draw the dial of years: it restyles the map it already has, and says in words what each year changed.
 *
 * @param {View} view
 */
function render({ model, el, signal }) {
  const { page, text, language } = model.get('spec');
  const controls = yearControls(model);
  const says = make('p.dial-says', { role: 'status' });
  /** @param {import('../../scripts/map_frame.js').MapSaid} said */
  const hear = ({ id }) => {
    if (!id) return;
    model.set('chosen', id);
    model.save_changes();
    frame.send({ chosen: id });
  };
  const frame = mapFrame(page, text.map, hear, signal);
  const about = aboutView(model);
  const list = memberList(model);
  const now = make('div.dial-now', controls.row, says);
  const parts = [now, frame.element, ...about.elements, list.element];
  const root = make('div.dial', { lang: language, 'data-keys': '' }, ...parts);
  keepKeys(root, signal, text.leave);
  el.append(root);
  markLanguages(root);

  function draw() {
    const step = model.get('step');
    says.textContent = step.says;
    controls.draw();
    list.draw();
    frame.send(step.map);
  }
  const choose = () => frame.send({ chosen: model.get('chosen') || null });
  /** @type {Record<string, () => void>} */
  const heard = { 'change:step': draw, 'change:about': about.draw, 'change:chosen': choose };
  for (const [name, call] of Object.entries(heard)) {
    model.on(name, call);
    call();
  }
  return () => {
    controls.stop();
    for (const [name, call] of Object.entries(heard)) model.off(name, call);
  };
}

/**
 * Return the row of controls: play, the slider, a step back and a step on to the next year in which something changed.
 *
 * @param {Model} model
 */
function yearControls(model) {
  const { text, stops, range } = model.get('spec');
  const [first, last] = /** @type {[number, number]} */ (range);
  const year = () => /** @type {number} */ (model.get('year'));
  const before = () => stops.filter((/** @type {number} */ stop) => stop < year()).pop() ?? first;
  const after = () => stops.find((/** @type {number} */ stop) => stop > year()) ?? last;
  const play = make('button.play', { type: 'button' });
  const back = stepButton('back', text.back);
  const slider = make('input', { type: 'range', min: first, max: last, step: 1, ariaLabel: text.year });
  const onward = stepButton('onward', text.onward);
  const shown = make('output');
  let timer = 0;

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = text.play;
  }
  /** @param {number} wanted */
  function go(wanted) {
    if (wanted === year()) return;
    model.set('year', wanted);
    model.save_changes();
  }
  function onPlay() {
    if (timer) return stop();
    if (year() >= last) go(first);
    play.textContent = text.pause;
    timer = setInterval(() => {
      go(after());
      if (year() >= last) stop();
    }, STEP_MS);
  }
  /** @param {() => number} wanted */
  const turn = wanted => () => {
    stop();
    go(wanted());
  };
  on(play, 'click', onPlay);
  on(
    slider,
    'input',
    turn(() => Number(slider.value))
  );
  on(back, 'click', turn(before));
  on(onward, 'click', turn(after));
  stop();
  return {
    row: make('div.dial-row', play, back, slider, onward, shown),
    stop,
    draw() {
      slider.value = `${year()}`;
      slider.setAttribute('aria-valuetext', model.get('step').map.title);
      shown.textContent = `${year()}`;
      rest(back, year() === first);
      rest(onward, year() === last);
    }
  };
}

/**
 * Return a button that steps from change to change; on a phone it has an arrow instead of words.
 *
 * @param {'back' | 'onward'} way
 * @param {string} words
 */
function stepButton(way, words) {
  return make(`button.${way}`, { type: 'button', ariaLabel: words }, make('span', words));
}

/**
 * Return what is known of the chosen state, each line with its source.
 *
 * @param {Model} model
 */
function aboutView(model) {
  const about = make('p.dial-about', { role: 'status' });
  const known = make('ul');
  return {
    elements: [about, known],
    draw() {
      /** @type {{ title?: string, lines?: [string, string][] }} */
      const { title, lines = [] } = model.get('about');
      about.textContent = title ?? model.get('spec').text.pick;
      known.replaceChildren(...lines.map(([what, source]) => make('li', `${what} `, make('small', source))));
      known.hidden = !lines.length;
    }
  };
}

/**
 * Return the list of members, the same in words as the map.
 *
 * @param {Model} model
 */
function memberList(model) {
  const { names, open } = model.get('spec');
  const count = make('summary');
  const list = make('ul.dial-list');
  return {
    element: make('details', { open }, count, list),
    draw() {
      const { map, lines, members } = model.get('step');
      /** @type {string[]} */
      const shown = lines ?? members.map((/** @type {string} */ id) => names[id]);
      count.textContent = map.title;
      list.style.columns = lines ? 'auto' : '';
      list.replaceChildren(...shown.map(line => make('li', line)));
    }
  };
}
export default { initialize: (/** @type {View} */ { model }) => keepHearing(model), render };
