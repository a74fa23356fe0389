// A lesson step by step: one cell, one step. The keys lie in a file of their own, read when the class has voted.
const { strings, minutes, skip } = JSON.parse(document.getElementById("kit-present").textContent);
const channel = new BroadcastChannel("kit-present");
const stage = document.getElementById("rendered_cells");
const begun = Date.now();
let steps = [];
let now = 0;

const file = (name) => new URL(`voila/files/${name}`, new URL(document.body.dataset.baseUrl.replace(/voila\/$/, ""), location.href));

const make = (tag, text, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), attributes);
  if (text) element.textContent = text;
  return element;
};

const button = (text, does, name) => {
  const made = make("button", text, { type: "button", onclick: does });
  if (name) made.setAttribute("aria-label", name);
  return made;
};

const bar = make("nav", "", { className: "kit-bar" });
bar.setAttribute("aria-label", strings.steps);
const place = make("output");
const clock = make("time");
const vote = button(strings.hands, () => tally());
const notes = button(strings.notes, () => window.open(file("notes.html"), "kit-notes", "width=900,height=700"));
bar.append(button("◀", () => back(), strings.back), place, button("▶", () => next(), strings.next), vote, notes, clock);

function show(which, { top = true } = {}) {
  now = Math.max(0, Math.min(steps.length - 1, which));
  steps.forEach((step, at) => step.classList.toggle("kit-step-now", at === now));
  if (top) stage.scrollTo(0, 0);
  place.textContent = `${now + 1} / ${steps.length}`;
  offer();
  window.dispatchEvent(new Event("resize"));
  history.replaceState(null, "", `#${now + 1}`);
  tell();
}

// Widgets are drawn a little later than their step is shown.
function offer() {
  const single = steps[now].querySelector('.kit-single[aria-pressed="false"]');
  if (single) single.click(); // a quiz shows one item at a time
  vote.hidden = !voted();
}

const voted = () =>
  [...steps[now].querySelectorAll(".kit-item")].find((item) => item.offsetParent && item.querySelector(".kit-option"));

// A clicker has two buttons: what lies below the screen comes first, then the next step.
function next() {
  const left = stage.scrollHeight - stage.clientHeight - stage.scrollTop;
  if (left > 24) stage.scrollBy({ top: 0.8 * stage.clientHeight });
  else show(now + 1);
}

function back() {
  if (stage.scrollTop > 24) stage.scrollBy({ top: -0.8 * stage.clientHeight });
  else show(now - 1);
}

function tell() {
  channel.postMessage({ cells: steps[now].dataset.cells.split(" ").map(Number), place: place.textContent, clock: clock.textContent });
}

function tick() {
  const passed = Math.floor((Date.now() - begun) / 1000);
  offer();
  clock.textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")} / ${minutes}:00`;
  channel.postMessage({ clock: clock.textContent });
}

// Hands up: type how many, see the bars, then show the key.
function tally() {
  const step = steps[now];
  const open = step.querySelector(".kit-tally");
  if (open) {
    open.remove();
    return;
  }
  const card = voted();
  if (!card) return;
  const box = make("section", "", { className: "kit-tally" });
  box.setAttribute("aria-label", strings.hands);
  const rows = [...card.querySelectorAll(".kit-option")].map((option) => {
    const row = make("label");
    const count = make("input", "", { type: "number", min: 0, max: 999, oninput: () => draw() });
    const share = make("span", "", { className: "kit-share" });
    row.append(make("span", option.textContent), count, share);
    return { row, count, share, id: option.querySelector("input").value };
  });
  const draw = () => {
    const most = Math.max(1, ...rows.map(({ count }) => Number(count.value)));
    for (const { count, share } of rows) {
      share.style.setProperty("--share", Math.max(0, Number(count.value)) / most);
      share.textContent = count.value;
    }
  };
  const said = make("p", "", { className: "kit-key" });
  said.setAttribute("role", "status");
  const reveal = button(strings.reveal, async () => {
    const { ids, text } = (await (await fetch(file("keys.json"))).json())[card.dataset.item];
    for (const { row, id } of rows) row.classList.toggle("kit-key", ids.includes(id));
    said.textContent = `${strings.key}: ${text}`;
  });
  box.append(...rows.map(({ row }) => row), reveal, said);
  card.after(box);
  rows[0].count.focus();
}

const FORWARD = ["PageDown", "ArrowRight", "ArrowDown", " "];
const BACKWARD = ["PageUp", "ArrowLeft", "ArrowUp"];

function pressed(event) {
  const isClicker = event.key.startsWith("Page");
  const inside = event.target.closest?.("input, textarea, select, button, summary, iframe, .kit-item, .kit-timeline, .kit-bar");
  if ((inside && !isClicker) || event.ctrlKey || event.altKey || event.metaKey) return;
  const move = FORWARD.includes(event.key) ? next : BACKWARD.includes(event.key) ? back : null;
  if (!move) return;
  event.preventDefault();
  event.stopPropagation();
  move();
}

// A cell that shows something is a step; a few words, or a heading alone, belong to the cell after them.
function group() {
  const cells = [...stage.querySelectorAll("[cell-index]")].filter((cell) =>
    !skip.includes(Number(cell.getAttribute("cell-index"))) && cell.querySelector(".jp-MarkdownCell, .jp-OutputArea-child"));
  const found = [];
  let waiting = null;
  for (const cell of cells) {
    const isText = cell.querySelector(".jp-MarkdownCell");
    const number = cell.getAttribute("cell-index");
    if (waiting) waiting.append(...cell.childNodes);
    const step = waiting ?? cell;
    if (!waiting) found.push(step);
    step.dataset.cells = step === cell ? number : `${step.dataset.cells} ${number}`;
    const length = cell.textContent.trim().length;
    waiting = isText && step === cell && length < (cell.querySelector("h1, h2, h3") ? 40 : 300) ? step : null;
  }
  return found;
}

function ready() {
  if (stage.style.display === "none") return setTimeout(ready, 100);
  document.body.classList.add("kit-large");
  steps = group();
  for (const step of steps) step.classList.add("kit-step");
  const scale = () => document.body.style.setProperty("--kit-scale", Math.max(1, (1.85 * window.innerWidth) / 1280));
  scale();
  window.addEventListener("resize", scale);
  document.body.append(bar);
  document.addEventListener("keydown", pressed, true);
  channel.addEventListener("message", ({ data }) => {
    if (data === "next") next();
    else if (data === "back") back();
    else if (data === "where") tell();
  });
  setInterval(tick, 1000);
  show((Number(location.hash.slice(1)) || 1) - 1);
}
ready();
