// The frame of a quiz: the wire to Python, the items, progress and summary.
const PATIENCE_MS = 5000;
const BLANK = { hints: [], feedback: [], saved: false };
const pages = new Map();

// Once per model: what Python answers is kept, so that every view shows it, and a later one too.
function initialize({ model }) {
  model.on("msg:custom", (message) => {
    if (message.state) model.set("state", { ...model.get("state"), [message.item]: message.state });
    for (const name in message.set) model.set(name, message.set[name]);
  });
}

function wire(model, say) {
  const me = fresh();
  const waiting = new Map();
  let count = 0;
  model.on("msg:custom", (message) => {
    const asker = waiting.get(message.n);
    if (!asker) return;
    waiting.delete(message.n);
    clearTimeout(asker.timer);
    if (message.error) asker.fail(new Error(message.error));
    else asker.done(message);
  });
  return (ask, item, more = {}) => new Promise((done, fail) => {
    const n = `${me}-${++count}`;
    const silent = () => {
      waiting.delete(n);
      fail(new Error(say("silent")));
    };
    // A map may wait until a busy kernel is free; a learner who waits for "saved" must be told.
    const timer = ask === "map" ? null : setTimeout(silent, PATIENCE_MS);
    waiting.set(n, { done, fail, timer });
    try {
      model.send({ ask, n, item, ...more });
    } catch {
      clearTimeout(timer);
      silent();
    }
  });
}

function render({ model, el, signal }) {
  const draw = () => el.replaceChildren(cardView(model, el, signal));
  model.on("change:spec", draw);
  draw();
  model.send({ ask: "ready" });
}

function cardView(model, cell, signal) {
  const spec = model.get("spec");
  const { items } = spec;
  const say = (key, values = {}) => fill(spec.strings[key] || "", values);
  const figures = new Intl.NumberFormat(spec.language, { maximumFractionDigits: 2 });
  const spoken = make("span.kit-unseen", { ariaLive: "polite" });
  const quiz = {
    say, signal,
    who: spec.who,
    isPretest: spec.mode !== "practice",
    ask: wire(model, say),
    number: (value) => figures.format(value),
    state: (id) => model.get("state")[id] || BLANK,
    tell: (text) => { spoken.textContent = text; },
    page(item) {
      if (!pages.has(item.as_of)) pages.set(item.as_of, quiz.ask("map", item.id).then((message) => message.page));
      return pages.get(item.as_of);
    },
  };
  const views = items.map((item, at) => itemView(item, quiz, at + 1, items.length));
  const frame = items.length > 1 ? quizFrame(spec, quiz, views) : null;
  const parts = views.map((view) => view.element);
  const root = make(frame ? "section.kit-card" : "div.kit-card", { lang: spec.language }, ...(frame ? frame.around(parts) : parts), spoken);
  if (frame) root.ariaLabel = spec.title;
  if (spec.rules) applyRules(spec, quiz, root, cell);

  function show() {
    items.forEach((item, at) => views[at].show(quiz.state(item.id)));
    if (frame) frame.show();
  }
  keepKeys(root, signal);
  show();
  model.on("change:state", show);
  return root;
}

export default { initialize, render };
