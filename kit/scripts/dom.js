// Text becomes text nodes: nothing that an author or a learner wrote is ever read as HTML.
export function make(name, props, ...children) {
  if (props?.constructor !== Object) return make(name, {}, props, ...children);
  const [tag, className = ''] = name.split('.');
  const node = Object.assign(document.createElement(tag), { className });
  for (const [key, value] of Object.entries(props)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child != null));
  return node;
}

export function on(node, name, call, options) {
  node.addEventListener(name, call, options);
}

// Ids and names must differ between all cards of a page, and each card is a module of its own.
export function fresh() {
  return `kit-${Math.random().toString(36).slice(2, 10)}`;
}
