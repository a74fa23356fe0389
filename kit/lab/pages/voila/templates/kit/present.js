// A lesson step by step: one cell, one step. The keys are asked for when the class has voted.
const { strings, minutes, skip } = JSON.parse(document.getElementById('kit-present').textContent);
const name = `kit-present${location.pathname}`;
const channel = new BroadcastChannel(name);
const stage = document.getElementById('rendered_cells');
// The clock outlives a reload; since is null while it is paused.
const timer = JSON.parse(sessionStorage.getItem(name)) ?? { passed: 0, since: Date.now() };
let steps = [];
let now = 0;

const make = (tag, text, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), attributes);
  if (text) element.textContent = text;
  return element;
};

const button = (text, does, name) => {
  const made = make('button', text, { type: 'button', onclick: does });
  if (name) made.setAttribute('aria-label', name);
  return made;
};

const bar = make('nav', '', { className: 'kit-bar' });
bar.setAttribute('aria-label', strings.steps);
const place = make('output');
const clock = make('time');
const vote = button(strings.hands, () => tally());
const notes = button(strings.notes, () => window.open('?notes', 'kit-notes', 'width=900,height=700'));
const pause = button('', () => turnClock());
bar.append(
  button('◀', () => back(), strings.back),
  place,
  button('▶', () => next(), strings.next),
  vote,
  notes,
  clock,
  pause
);

function show(which) {
  now = Math.max(0, Math.min(steps.length - 1, which));
  steps.forEach((step, at) => step.classList.toggle('kit-step-now', at === now));
  stage.scrollTo(0, 0);
  place.textContent = `${now + 1} / ${steps.length}${now + 1 === steps.length ? ` · ${strings.end}` : ''}`;
  window.dispatchEvent(new Event('resize'));
  history.replaceState(null, '', `#${now + 1}`);
  tell();
}

// Widgets are drawn a little later than their step is shown.
function offer() {
  const single = steps[now].querySelector('.kit-single[aria-pressed="false"]');
  if (single) single.click(); // a quiz shows one item at a time
  fit();
  for (const box of steps[now].querySelectorAll('.kit-tally')) box.hidden = !box.previousElementSibling.offsetParent;
  vote.hidden = !asked();
}

const asked = () => [...steps[now].querySelectorAll('.kit-item')].find(item => item.offsetParent);

const SMALLEST = 0.75; // of the size of text: so in present.css for maps
const FIGURES = 'iframe.kit-map, iframe.kit-map-frame, .js-plotly-plot';
const figures = () => [...steps[now].querySelectorAll(FIGURES)].filter(figure => figure.offsetParent);
const frame = element => {
  const [{ top, bottom }, { top: above }] = [element, stage].map(one => one.getBoundingClientRect());
  return { top: top - above, bottom: bottom - above };
};

// A map takes what the words above it leave of the screen, or all of it. A chart is as large as it fits, but never tiny;
// it is scaled by a transform, as Plotly finds the pointer under a transform and not under a zoom.
function fit() {
  const scale = Number(document.body.style.getPropertyValue('--kit-scale'));
  const room = stage.clientHeight - 16;
  for (const cell of steps[now].querySelectorAll('td, th'))
    cell.style.whiteSpace = cell.textContent.length < 13 ? 'nowrap' : ''; // dates
  for (const figure of figures()) {
    if (figure.matches('iframe')) {
      const left = room - frame(figure).top - stage.scrollTop;
      figure.style.height = `${(left > 0.6 * room ? left : room) / scale / SMALLEST}px`;
      continue;
    }
    const height = Number(figure.dataset.height ?? figure._fullLayout?.height);
    if (!height) continue;
    figure.dataset.height = height; // of its own, before Plotly takes it from the page, where it may be nothing
    const size = Math.min(scale, Math.max(SMALLEST * scale, room / height));
    const width = (figure.parentElement.clientWidth * scale) / size;
    const before = figure.style.width;
    Object.assign(figure.style, {
      display: 'block', // of Voila it is the cell of a table
      zoom: 1 / scale,
      transform: `scale(${size})`,
      transformOrigin: '0 0',
      width: `${width}px`,
      height: `${height}px`,
      marginBottom: `${(size - 1) * height}px`
    });
    if (figure.style.width !== before) window.dispatchEvent(new Event('resize')); // Plotly draws it anew
  }
}

// A clicker has two buttons: what lies below the screen comes first, a figure that is cut off as a whole; then the
// next step.
function next() {
  const left = stage.scrollHeight - stage.clientHeight - stage.scrollTop;
  const cut = figures()
    .map(frame)
    .find(({ top, bottom }) => top > 24 && top < stage.clientHeight && bottom > stage.clientHeight);
  if (left > 24) stage.scrollBy({ top: cut ? cut.top - 8 : 0.8 * stage.clientHeight });
  else show(now + 1);
}

function back() {
  if (stage.scrollTop > 24) stage.scrollBy({ top: -0.8 * stage.clientHeight });
  else show(now - 1);
}

function tell() {
  channel.postMessage({ cells: steps[now].dataset.cells.split(' ').map(Number), place: place.textContent });
  tick();
}

const passed = () => timer.passed + (timer.since ? Date.now() - timer.since : 0);

function turnClock() {
  Object.assign(timer, { passed: passed(), since: timer.since ? null : Date.now() });
  tick();
}

function tick() {
  const seconds = Math.floor(passed() / 1000);
  offer();
  clock.textContent = [
    `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    minutes ? ` / ${minutes}:00` : '',
    timer.since ? '' : ` (${strings.paused})`
  ].join('');
  pause.textContent = timer.since ? strings.pause : strings.go_on;
  sessionStorage.setItem(name, JSON.stringify(timer));
  channel.postMessage({ clock: clock.textContent, pause: pause.textContent });
}

// Hands up: type how many, see the bars, then show the key. Where there is nothing to choose from, the class's own
// answers are counted.
function tally() {
  const card = asked();
  if (!card) return;
  const open = card.nextElementSibling;
  if (open?.matches('.kit-tally')) return open.remove();
  const box = make('section', '', { className: 'kit-tally' });
  const rows = [];
  const list = make('div');
  const key = make('div', '', { className: 'kit-key' });
  const options = [...card.querySelectorAll('.kit-option:not(.kit-after *)')];

  function add(text, id) {
    const row = make('label');
    const count = make('input', '', { type: 'number', min: 0, max: 999, oninput: draw });
    const share = make('span', '', { className: 'kit-share' });
    row.append(make('span', text), count, share);
    list.append(row);
    rows.push({ row, count, share, id });
    return count;
  }
  function draw() {
    const most = Math.max(1, ...rows.map(({ count }) => Number(count.value)));
    for (const { count, share } of rows) {
      share.style.setProperty('--share', Math.max(0, Number(count.value)) / most);
      share.textContent = count.value;
    }
  }
  async function reveal() {
    const keys = await (await fetch('?keys')).json();
    const { ids, lines } = keys[card.dataset.item] ?? { ids: [], lines: [strings.none] };
    for (const { row, id } of rows) row.classList.toggle('kit-key', ids.includes(id));
    const shown = make('ul');
    shown.append(...lines.map(line => make('li', line)));
    key.replaceChildren(`${strings.key}:`, shown);
    key.scrollIntoView({ block: 'nearest' });
  }
  function hear() {
    const form = make('form', '', { className: 'kit-heard' });
    const label = make('label', strings.answer);
    const words = make('input', '', { type: 'text', maxLength: 200, autocomplete: 'off' });
    label.append(words);
    form.append(label, make('button', strings.add));
    form.onsubmit = event => {
      event.preventDefault();
      if (words.value.trim()) add(words.value.trim()).focus();
      words.value = '';
    };
    return form;
  }
  let group = null;
  for (const option of options) {
    const own = option.closest('.kit-truth, .kit-reason');
    if (own !== group) list.append(make('p', own.querySelector('legend').textContent));
    group = own;
    add(option.textContent, option.querySelector('input').value);
  }
  box.setAttribute('aria-label', strings.hands);
  key.setAttribute('role', 'status');
  box.append(list, ...(options.length ? [] : [hear()]), button(strings.reveal, reveal), key);
  // Enter leads from one number to the next.
  list.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    const inputs = [...box.querySelectorAll('input')];
    inputs[inputs.indexOf(event.target) + 1]?.focus();
  });
  card.after(box);
  box.querySelector('input').focus();
  box.scrollIntoView({ block: 'nearest' });
}

const FORWARD = ['PageDown', 'ArrowRight', 'ArrowDown', ' '];
const BACKWARD = ['PageUp', 'ArrowLeft', 'ArrowUp'];

const TYPING = 'input, textarea, select, .kit-item, .kit-dial, .kit-timeline';

const way = key => (FORWARD.includes(key) ? next : BACKWARD.includes(key) ? back : null);

// A clicker's keys are the projector's everywhere; arrows and the space bar, only where nothing else needs them.
function pressed(event) {
  const taken = event.key === ' ' ? `${TYPING}, button, summary, a` : TYPING;
  const isTaken = !event.key.startsWith('Page') && event.target.closest?.(taken);
  const move = way(event.key);
  if (!move || isTaken || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  move();
}

// A link within the lesson leads to the step that holds what it names.
function linked(event) {
  const name = decodeURIComponent(event.target.closest?.('a[href^="#"]')?.hash.slice(1) ?? '');
  const to = steps.findIndex(step => name && step.querySelector(`#${CSS.escape(name)}`));
  if (to < 0) return;
  event.preventDefault();
  show(to);
}

// A cell that shows something is a step; a few words, or a heading alone, belong to the cell after them.
function group() {
  const cells = [...stage.querySelectorAll('[cell-index]')].filter(
    cell =>
      !skip.includes(Number(cell.getAttribute('cell-index'))) &&
      cell.querySelector('.jp-MarkdownCell, .jp-OutputArea-child')
  );
  const found = [];
  let waiting = null;
  for (const cell of cells) {
    const isText = cell.querySelector('.jp-MarkdownCell');
    const number = cell.getAttribute('cell-index');
    if (waiting) waiting.append(...cell.childNodes);
    const step = waiting ?? cell;
    if (!waiting) found.push(step);
    step.dataset.cells = step === cell ? number : `${step.dataset.cells} ${number}`;
    const length = isText?.textContent.trim().length;
    waiting = isText && step === cell && length < (isText.querySelector('h1, h2, h3') ? 40 : 300) ? step : null;
  }
  return found;
}

function ready() {
  if (stage.style.display === 'none') return setTimeout(ready, 100);
  document.body.classList.add('kit-large');
  steps = group();
  for (const step of steps) step.classList.add('kit-step');
  const scale = () => {
    const wide = window.innerWidth / 1280;
    document.body.style.setProperty('--kit-scale', Math.max(1, 1.85 * wide));
    document.body.style.setProperty('--kit-bar', Math.max(0.5, wide));
  };
  scale();
  window.addEventListener('resize', scale);
  document.body.append(bar);
  document.addEventListener('keydown', pressed, true);
  document.addEventListener('click', linked);
  channel.addEventListener('message', ({ data }) => {
    ({ next, back, pause: turnClock, where: tell })[data]?.();
  });
  window.addEventListener('message', ({ data }) => data?.kit === 'map' && data.key && way(data.key)?.()); // from inside a map
  setInterval(tick, 1000);
  show((Number(location.hash.slice(1)) || 1) - 1);
}
ready();
