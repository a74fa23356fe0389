// The areas, names and places of one scene on a Leaflet map, and the bridge to the card or dial around it.
// folium's popups ask jQuery for one thing: an element from text.
window.$ ??= (html) => [document.createRange().createContextualFragment(html).firstElementChild];

function kitScene(map, scene) {
  const RING = 13;
  const areas = new Map();
  let chosen = null;

  function words(thing) {
    const box = document.createElement("div");
    const name = box.appendChild(document.createElement("b"));
    name.textContent = thing.name;
    for (const line of thing.words) box.appendChild(document.createElement("div")).textContent = line;
    return box;
  }
  const tell = (layer, thing) => layer.bindTooltip(() => words(thing), { className: "kit-words", sticky: true });
  const spoken = (area) => [area.name, ...area.words].join(". ");
  const isChosen = (area) => area.id === chosen || area.chosen === true;
  const style = (area) => ({ fillColor: area.fill, fillOpacity: 1, color: "#333" });

  function choose(id) {
    chosen = id;
    for (const area of areas.values()) paint(area);
  }
  // What is chosen, or has the keyboard, gets an outline above all areas: raising the area itself would take the
  // keyboard's focus from it.
  map.createPane("kit-outlines").style.cssText = "z-index: 450; pointer-events: none";
  map.createPane("kit-marks").style.zIndex = 460;
  function outline(area) {
    if (area.outline) area.outline.remove();
    area.outline = null;
    if (!isChosen(area) && !area.focused) return;
    const lines = [{ color: "#fff", weight: 5 }, { color: "#000", weight: 2.5, dashArray: isChosen(area) ? null : "6 5" }];
    area.outline = L.layerGroup(lines.map((line) => {
      const look = { ...line, pane: area.small ? "kit-marks" : "kit-outlines", fill: false, interactive: false };
      return area.small ? L.circleMarker(area.middle, { ...look, radius: RING + 4 }) : L.geoJSON(area.geometry, look);
    })).addTo(map);
  }
  function paint(area) {
    outline(area);
    area.layers.forEach((layer) => layer.setStyle(style(area)));
    area.front.dataset.member = String(area.member);
    area.front.setAttribute("aria-label", spoken(area));
    if (scene.pick && area.pickable) area.front.setAttribute("aria-pressed", String(isChosen(area)));
  }
  function pick(area) {
    if (!scene.pick || !area.pickable) return;
    choose(area.id);
    send({ id: area.id });
  }
  function send(message) {
    if (window.parent !== window) window.parent.postMessage({ kit: "map", token: window.name, ...message }, "*");
  }
  function reachable(path, area) {
    path.classList.add("kit-area");
    path.dataset.area = area.id;
    const can = scene.pick && area.pickable;
    path.setAttribute("role", can ? "button" : "img");
    path.setAttribute("tabindex", "0");
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (can) pick(area); else area.layers[0].openTooltip();
    });
    path.addEventListener("focus", () => {
      area.focused = path.matches(":focus-visible");
      outline(area);
      area.layers[0].openTooltip(area.middle);
    });
    path.addEventListener("blur", () => {
      area.focused = false;
      outline(area);
      area.layers.forEach((layer) => layer.closeTooltip());
    });
  }

  // Styles are told against the page as it came, so that any one message is enough to draw the whole map.
  // A word is the number of one of the texts, or a figure of the subject.
  function restyle({ styles, texts, subject }) {
    if (Object.values(styles).some((style) => "chosen" in style)) chosen = null; // several can be chosen: told one by one
    for (const area of areas.values()) {
      Object.assign(area, area.first, styles[area.id]);
      area.words = area.words.map((word) => (styles[area.id]?.words ? texts[word] ?? `${subject}: ${word}` : word));
      paint(area);
    }
  }
  function legend(title, entries) {
    document.querySelector(".kit-legend-title").textContent = title;
    document.querySelector(".kit-legend").replaceChildren(...entries.map(([fill, text]) => {
      const line = document.createElement("li");
      const swatch = line.appendChild(document.createElement("span"));
      swatch.className = "kit-swatch";
      swatch.style.background = fill;
      line.append(text);
      return line;
    }));
  }

  L.geoJSON(scene.neighbours, { interactive: false, style: { fillColor: "#f4f2ec", fillOpacity: 1, color: "#c9c5ba", weight: 0.7 } }).addTo(map);
  for (const area of scene.areas) {
    area.layers = [];
    area.first = { fill: area.fill, member: area.member, words: area.words, chosen: false };
    areas.set(area.id, area);
    const shape = L.geoJSON(area.geometry, { style: { ...style(area), weight: 1 } }).getLayers()[0].addTo(map);
    area.layers.push(shape);
    if (area.small) {
      const ring = L.circleMarker(area.middle, { ...style(area), radius: RING, weight: 2.5, className: "kit-ring", pane: "kit-marks" });
      area.layers.push(ring.addTo(map));
    }
    for (const layer of area.layers) tell(layer, area).on("click", () => pick(area));
    area.front = area.layers[area.layers.length - 1].getElement();
    reachable(area.front, area);
    paint(area);
    if (area.small) shape.getElement().setAttribute("aria-hidden", "true");
    const [lat, lon, side] = area.label;
    const look = { permanent: true, direction: side, offset: [side === "right" && area.small ? RING + 1 : 0, 0], className: "kit-name" };
    const name = document.createElement("span");
    name.textContent = area.name;
    L.tooltip([lat, lon], { ...look, content: name }).addTo(map);
  }
  for (const dot of scene.dots) {
    const mark = L.circleMarker([dot.lat, dot.lon], { radius: 4, pane: "kit-marks", color: "#000", weight: 1.5, fillColor: "#fff", fillOpacity: 1 });
    tell(mark.addTo(map), dot).on("click", () => (scene.pick && areas.has(dot.area) ? pick(areas.get(dot.area)) : mark.openTooltip()));
    mark.getElement().setAttribute("aria-label", spoken(dot));
    mark.getElement().setAttribute("role", "img");
  }

  const extent = L.latLngBounds(scene.extent);
  function fit() {
    map.invalidateSize({ animate: false });
    if (!map.getSize().x || !map.getSize().y) return;
    map.setMinZoom(0);
    map.setMinZoom(map.getBoundsZoom(extent));
    map.fitBounds(extent, { animate: false });
  }
  map.attributionControl.remove();
  for (const [way, name] of Object.entries(scene.zoom)) {
    const button = document.querySelector(`.leaflet-control-zoom-${way}`);
    button.title = name;
    button.setAttribute("aria-label", name);
  }
  map.getContainer().setAttribute("role", "group");
  map.getContainer().setAttribute("aria-label", scene.title);
  new ResizeObserver(fit).observe(map.getContainer());
  fit();

  window.addEventListener("message", (event) => {
    const message = event.data;
    if (event.source !== window.parent || !message || message.kit !== "map" || message.token !== window.name) return;
    if (message.styles) restyle(message);
    if (message.title) document.querySelector("h1").textContent = message.title;
    if (message.legend) legend(message.legend_title, message.legend);
    if ("chosen" in message) choose(message.chosen);
  });
  send({ ready: true });
}
