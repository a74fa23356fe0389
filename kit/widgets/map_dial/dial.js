import { keepKeys } from '../../scripts/keys.js';
import { mapFrame } from '../../scripts/map_frame.js';

// The dial of years: it restyles the map it already has, and says in words what each year changed.
function render({ model, el, signal }) {
  const {
    page,
    text,
    language,
    range: [first, last],
    stops,
    names,
    open
  } = model.get('spec');
  const make = (tag, of = {}, into) => {
    const made = Object.assign(document.createElement(tag), of);
    if (into) into.append(made);
    return made;
  };

  const root = make('div', { className: 'kit-dial', lang: language });
  const row = make('div', { className: 'kit-dial-row' }, root);
  const play = make('button', { type: 'button', className: 'kit-play' }, row);
  const back = make('button', { type: 'button', className: 'kit-back', textContent: text.back }, row);
  const slider = make('input', { type: 'range', min: first, max: last, step: 1 }, row);
  slider.setAttribute('aria-label', text.year);
  const onward = make('button', { type: 'button', className: 'kit-onward', textContent: text.onward }, row);
  const shown = make('output', {}, row);
  const says = make('p', { className: 'kit-dial-says' }, root);
  says.setAttribute('role', 'status');
  const frame = mapFrame(page, {
    title: text.map,
    onChoose: id => {
      model.set('chosen', id);
      model.save_changes();
      frame.send({ chosen: id });
    }
  });
  root.append(frame.element);
  const about = make('p', { className: 'kit-dial-about' }, root);
  about.setAttribute('role', 'status');
  const known = make('ul', {}, root);
  const twin = make('details', { open }, root);
  const count = make('summary', {}, twin);
  const list = make('ul', { className: 'kit-dial-list' }, twin);
  el.append(root);

  let timer = null;
  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = text.play;
  }
  function go(year) {
    const wanted = Math.min(last, Math.max(first, year));
    if (wanted === model.get('year')) return;
    model.set('year', wanted);
    model.save_changes();
  }
  function onPlay() {
    if (timer) return stop();
    if (model.get('year') >= last) go(first);
    play.textContent = text.pause;
    timer = setInterval(() => {
      const next = stops.find(year => year > model.get('year'));
      if (next !== undefined) go(next);
      if (next === undefined || next >= last) stop();
    }, 1800);
  }
  play.addEventListener('click', onPlay);
  slider.addEventListener('input', () => {
    stop();
    go(Number(slider.value));
  });
  back.addEventListener('click', () => {
    stop();
    go(stops.filter(year => year < model.get('year')).pop() ?? first);
  });
  onward.addEventListener('click', () => {
    stop();
    go(stops.find(year => year > model.get('year')) ?? last);
  });
  keepKeys(root, signal);

  function draw() {
    const step = model.get('step');
    const year = model.get('year');
    slider.value = year;
    shown.textContent = year;
    slider.setAttribute('aria-valuetext', step.map.title);
    says.textContent = step.says;
    count.textContent = step.map.title;
    list.style.columns = step.lines ? 'auto' : '';
    list.replaceChildren(
      ...(step.lines ?? step.members.map(id => names[id])).map(line => make('li', { textContent: line }))
    );
    frame.send(step.map);
    for (const [button, end] of [
      [back, first],
      [onward, last]
    ]) {
      button.setAttribute('aria-disabled', String(year === end));
    }
  }
  function tell() {
    const { title, lines } = model.get('about');
    about.textContent = title ?? text.pick;
    known.replaceChildren(
      ...(lines ?? []).map(([what, source]) => {
        const line = make('li', { textContent: `${what} ` });
        make('small', { textContent: source }, line);
        return line;
      })
    );
    known.hidden = !lines;
  }
  const mark = () => frame.send({ chosen: model.get('chosen') || null });
  model.on('change:step', draw);
  model.on('change:chosen', mark);
  model.on('change:about', tell);
  stop();
  draw();
  tell();
  mark();
  return () => {
    stop();
    for (const [name, call] of [
      ['step', draw],
      ['about', tell],
      ['chosen', mark]
    ])
      model.off(`change:${name}`, call);
    frame.destroy();
  };
}
export default { render };
