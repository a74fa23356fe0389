// The areas, names and places of one scene on a Leaflet map, and the bridge to the card or dial around it.
// folium's popups ask jQuery for one thing: an element from text.
window.$ ??= html => [document.createRange().createContextualFragment(html).firstElementChild];

export function kitScene(map, scene) {
  const RING = 13;
  const areas = new Map();
  let chosen = null;

  function words(thing) {
    const box = document.createElement('div');
    const name = box.appendChild(document.createElement('b'));
    name.textContent = thing.name;
    for (const line of thing.words) box.appendChild(document.createElement('div')).textContent = line;
    return box;
  }
  const tell = (layer, thing) => layer.bindTooltip(() => words(thing), { className: 'kit-words', sticky: true });
  const spoken = area => [area.name, ...area.words].join('. ');
  const isChosen = area => area.id === chosen || area.chosen === true;
  const style = area => ({ fillColor: area.fill, fillOpacity: 1, color: '#333' });

  function choose(id) {
    chosen = id;
    for (const area of areas.values()) paint(area);
  }
  // What is chosen, or has the keyboard, gets an outline above all areas: raising the area itself would take the
  // keyboard's focus from it.
  map.createPane('kit-outlines').style.cssText = 'z-index: 450; pointer-events: none';
  map.createPane('kit-flows').style.zIndex = 455;
  map.createPane('kit-marks').style.zIndex = 460;
  function outline(area) {
    if (area.outline) area.outline.remove();
    area.outline = null;
    if (!isChosen(area) && !area.focused) return;
    const lines = [
      { color: '#fff', weight: 5 },
      { color: '#000', weight: 2.5, dashArray: isChosen(area) ? null : '6 5' }
    ];
    area.outline = L.layerGroup(
      lines.map(line => {
        const look = { ...line, pane: area.small ? 'kit-marks' : 'kit-outlines', fill: false, interactive: false };
        return area.small ? L.circleMarker(area.middle, { ...look, radius: RING + 4 }) : L.geoJSON(area.geometry, look);
      })
    ).addTo(map);
  }
  function paint(area) {
    outline(area);
    area.layers.forEach(layer => layer.setStyle(style(area)));
    area.front.dataset.member = String(area.member);
    area.front.setAttribute('aria-label', spoken(area));
    if (scene.pick && area.pickable) area.front.setAttribute('aria-pressed', String(isChosen(area)));
  }
  function pick(area) {
    if (!scene.pick || !area.pickable) return;
    choose(area.id);
    send({ id: area.id });
  }
  function send(message) {
    if (window.parent !== window) window.parent.postMessage({ kit: 'map', token: window.name, ...message }, '*');
  }
  // A clicker works on the projector also while the map has the keyboard.
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'PageDown' || key === 'PageUp') send({ key });
  });
  function write(at, lines, look) {
    const text = document.createElement('span');
    for (const line of lines.filter(Boolean)) {
      const part = text.appendChild(document.createElement('span'));
      part.className = 'kit-line';
      part.textContent = line;
    }
    L.tooltip(at, { permanent: true, className: 'kit-name', ...look, content: text }).addTo(map);
  }
  function reachable(path, area) {
    path.classList.add('kit-area');
    path.dataset.area = area.id;
    const can = scene.pick && area.pickable;
    if (!can && !area.words.length) return path.setAttribute('aria-hidden', 'true');
    path.setAttribute('role', can ? 'button' : 'img');
    path.setAttribute('tabindex', '0');
    path.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      if (can) pick(area);
      else area.layers[0].openTooltip();
    });
    path.addEventListener('focus', () => {
      area.focused = path.matches(':focus-visible');
      outline(area);
      area.layers[0].openTooltip(area.middle);
    });
    path.addEventListener('blur', () => {
      area.focused = false;
      outline(area);
      area.layers.forEach(layer => layer.closeTooltip());
    });
  }

  // Styles are told against the page as it came, so that any one message is enough to draw the whole map.
  // A word is the number of one of the texts, or a figure of the subject; null is the page's own, counted from the last.
  function restyle({ styles, texts, subject }) {
    if (Object.values(styles).some(style => 'chosen' in style)) chosen = null; // several can be chosen: told one by one
    for (const area of areas.values()) {
      Object.assign(area, area.first, styles[area.id]);
      const told = styles[area.id]?.words;
      if (told)
        area.words = told.map((word, place) =>
          word === null ? area.first.words.at(place - told.length) : (texts[word] ?? `${subject}: ${word}`)
        );
      paint(area);
    }
  }
  function legend(title, entries) {
    document.querySelector('.kit-legend-title').textContent = title;
    document.querySelector('.kit-legend').replaceChildren(
      ...entries.map(([fill, text]) => {
        const line = document.createElement('li');
        const swatch = line.appendChild(document.createElement('span'));
        swatch.className = 'kit-swatch';
        swatch.style.background = fill;
        line.append(text);
        return line;
      })
    );
  }

  // Outlines come as steps of a hundredth of a degree, each from the point before.
  const rings = steps =>
    steps.map(flat => {
      let lon = 0;
      let lat = 0;
      const points = [];
      for (let place = 0; place < flat.length; place += 2) {
        lon += flat[place];
        lat += flat[place + 1];
        points.push([lon / 100, lat / 100]);
      }
      return points;
    });
  const shapeOf = polygons => ({ type: 'MultiPolygon', coordinates: polygons.map(rings) });
  L.geoJSON(shapeOf(scene.neighbours), {
    interactive: false,
    style: { fillColor: '#f4f2ec', fillOpacity: 1, color: '#c9c5ba', weight: 0.7 }
  }).addTo(map);
  for (const area of scene.areas) {
    area.layers = [];
    area.geometry = shapeOf(area.geometry);
    area.first = { fill: area.fill, member: area.member, words: area.words, chosen: false };
    areas.set(area.id, area);
    const shape = L.geoJSON(area.geometry, { style: { ...style(area), weight: 1 } })
      .getLayers()[0]
      .addTo(map);
    area.layers.push(shape);
    if (area.small && (area.label || area.words.length)) {
      const ring = L.circleMarker(area.middle, {
        ...style(area),
        radius: RING,
        weight: 2.5,
        className: 'kit-ring',
        pane: 'kit-marks'
      });
      area.layers.push(ring.addTo(map));
    }
    for (const layer of area.layers) tell(layer, area).on('click', () => pick(area));
    area.front = area.layers[area.layers.length - 1].getElement();
    reachable(area.front, area);
    paint(area);
    if (area.small) shape.getElement().setAttribute('aria-hidden', 'true');
    if (!area.label) continue;
    const [lat, lon, side] = area.label;
    write([lat, lon], [area.name, area.mark], {
      direction: side,
      offset: [side === 'right' && area.small ? RING + 1 : 0, 0],
      className: 'kit-name kit-state'
    });
  }
  for (const flow of scene.flows) {
    const shape = L.polygon(flow.shape, {
      pane: 'kit-flows',
      color: '#fff',
      weight: 1.6,
      fillColor: flow.fill,
      fillOpacity: 1
    });
    tell(shape.addTo(map), flow).getElement().classList.add('kit-flow');
  }
  if (scene.scale) {
    const { shape, fill, name } = scene.scale;
    L.polygon(shape, { pane: 'kit-flows', stroke: false, fillColor: fill, fillOpacity: 1, interactive: false }).addTo(
      map
    );
    write(shape[0], [name], { direction: 'right', offset: [0, 18], className: 'kit-name kit-scale' });
  }
  for (const sea of scene.seas) write(sea.at, sea.names, { direction: 'center', className: 'kit-name kit-sea' });
  for (const dot of scene.dots) {
    const at = [dot.lat, dot.lon];
    const radius = dot.count ? 8 + Math.min(4, dot.count / 2) : 4;
    const mark = L.circleMarker(at, {
      radius,
      pane: 'kit-marks',
      color: '#000',
      weight: 1.5,
      fillColor: '#fff',
      fillOpacity: 1
    });
    tell(mark.addTo(map), dot).on('click', () => press(dot));
    dot.mark = mark;
    const path = mark.getElement();
    path.setAttribute('aria-label', spoken(dot));
    path.setAttribute('role', 'img');
    if (!dot.count) continue;
    write(at, [dot.count], { direction: 'center', className: 'kit-name kit-count' });
    write(at, [dot.name], {
      direction: dot.side,
      offset: { left: [-radius, 0], right: [radius, 0], top: [0, -radius] }[dot.side]
    });
    path.classList.add('kit-place');
    path.dataset.place = dot.name;
    path.setAttribute('tabindex', '0');
    if (scene.pick) path.setAttribute('role', 'button');
    path.addEventListener('focus', () => mark.openTooltip(at));
    path.addEventListener('blur', () => mark.closeTooltip());
    path.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press(dot);
    });
  }
  // A place on a map of events is chosen by itself; the dot of a capital stands for its state.
  function press(dot) {
    if (scene.pick && dot.count) {
      show(dot.name);
      send({ place: dot.name });
    } else if (scene.pick && areas.has(dot.area)) pick(areas.get(dot.area));
    else dot.mark.openTooltip();
  }
  function show(name) {
    for (const dot of scene.dots) {
      const isShown = dot.name === name;
      dot.mark.setStyle({ fillColor: isShown ? '#ffd24a' : '#fff', weight: isShown ? 3.5 : 1.5 });
      if (!isShown) {
        dot.mark.closeTooltip();
        continue;
      }
      map.panInside([dot.lat, dot.lon], { padding: [40, 40], animate: false });
      dot.mark.openTooltip([dot.lat, dot.lon]);
    }
  }

  const extent = L.latLngBounds(scene.extent);
  function fit() {
    map.invalidateSize({ animate: false });
    if (!map.getSize().x || !map.getSize().y) return;
    map.setMinZoom(0);
    map.fitBounds(extent, { animate: false });
    map.setMinZoom(map.getZoom());
  }
  map.attributionControl.remove();
  for (const [way, name] of Object.entries(scene.zoom)) {
    const button = document.querySelector(`.leaflet-control-zoom-${way}`);
    button.title = name;
    button.setAttribute('aria-label', name);
  }
  map.getContainer().setAttribute('role', 'group');
  map.getContainer().setAttribute('aria-label', scene.title);
  new ResizeObserver(fit).observe(map.getContainer());
  fit();

  window.addEventListener('message', event => {
    const message = event.data;
    if (event.source !== window.parent || !message || message.kit !== 'map' || message.token !== window.name) return;
    if (message.styles) restyle(message);
    if (message.title) document.querySelector('h1').textContent = message.title;
    if (message.legend) legend(message.legend_title, message.legend);
    if ('chosen' in message) choose(message.chosen);
    if ('place' in message) show(message.place);
  });
  send({ ready: true });
}
