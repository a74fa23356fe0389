// One entry per kind of item: (item, quiz, send) => { element, read(), write(response), focus() }, and where a kind needs
// it lock(isLocked), name(id) of a part, after and judged(state). The verdict of a part goes where its mark is.
const kinds = {};

// Text becomes text nodes: nothing that an author or a learner wrote is ever read as HTML.
function make(name, props, ...children) {
  if (props?.constructor !== Object) return make(name, {}, props, ...children);
  const [tag, className = ""] = name.split(".");
  const node = Object.assign(document.createElement(tag), { className });
  for (const [key, value] of Object.entries(props)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

function on(node, name, call, options) {
  node.addEventListener(name, call, options);
}

function mark(id) {
  return make("span.kit-mark", { "data-part": id });
}

// Ids and names must differ between all cards of a page, and each card is a module of its own.
function fresh() {
  return `kit-${Math.random().toString(36).slice(2, 10)}`;
}

// "{n} of {total}" with its names filled in.
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function button(className, label, press) {
  const node = make("button", { type: "button", className: `kit-button ${className}` }, label);
  on(node, "click", () => {
    if (node.getAttribute("aria-disabled") !== "true") press();
  });
  return node;
}

// A button that cannot be used now keeps the focus, which a disabled one would drop.
function rest(node, isResting) {
  node.setAttribute("aria-disabled", String(isResting));
}

// Calls back once, when the element is first on the screen.
function whenSeen(element, callback, signal) {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    callback();
  });
  watcher.observe(element);
  on(signal, "abort", () => watcher.disconnect());
}
