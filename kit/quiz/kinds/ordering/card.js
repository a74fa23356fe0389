import { button, rest } from '../../../scripts/button.js';
import { make } from '../../../scripts/dom.js';
import { draggable } from '../drag.js';

export const ordering = (item, { say, tell }) => {
  const list = make('ol.kit-order');
  const rows = new Map(item.options.map(option => [option.id, row(option)]));
  list.append(...rows.values());

  function row({ id, text }) {
    const step = (name, sign, by) =>
      Object.assign(
        button(`kit-${name}`, sign, () => move(node, by)),
        { ariaLabel: say(name, { text }) }
      );
    const node = make(
      'li',
      { 'data-id': id },
      make('span.kit-entry-text', text),
      step('up', '↑', -1),
      step('down', '↓', 1)
    );
    draggable(node, pull, settle);
    return node;
  }
  const places = () => [...list.children];
  const before = node => node.previousElementSibling;
  const after = node => node.nextElementSibling;
  // The neighbour moves around the row: an element that is itself put elsewhere loses focus and pointer.
  function move(node, by) {
    if (by < 0 && before(node)) node.after(before(node));
    if (by > 0 && after(node)) node.before(after(node));
    settle(node);
  }
  function pull(node, { clientY }) {
    const middle = other => other.offsetHeight / 2 + other.getBoundingClientRect().top;
    while (before(node) && clientY < middle(before(node))) node.after(before(node));
    while (after(node) && clientY > middle(after(node))) node.before(after(node));
  }
  function settle(moved) {
    places().forEach((node, place) => {
      rest(node.querySelector('.kit-up'), place === 0);
      rest(node.querySelector('.kit-down'), place === rows.size - 1);
      if (node === moved)
        tell(
          say('moved', { text: node.querySelector('.kit-entry-text').textContent, place: place + 1, total: rows.size })
        );
    });
  }

  settle();
  return {
    element: make('div', make('p.kit-advice', say('order')), list),
    read: () => places().map(node => node.dataset.id),
    write(response) {
      list.append(...response.flatMap(id => rows.get(id) ?? []));
      settle();
    },
    focus: () => list.querySelector('button:not([aria-disabled=true])').focus()
  };
};
