// @ts-check
/** @import { Kind, Named } from '../card' */
import { button } from '../../../scripts/button.js';
import { make, rest } from '../../../scripts/dom.js';
import { words } from '../../../scripts/words.js';
import { draggable } from '../drag.js';

/** @type {Kind} */
export const ordering = (item, { say, tell }) => {
  const rows = new Map(item.options.map((/** @type {Named} */ option) => [option.id, row(option)]));
  const list = make('ol.order', ...rows.values());
  const order = () => /** @type {HTMLElement[]} */ ([...list.children]);

  /** @param {Named} option */
  function row({ id, text, runs }) {
    /** @type {(name: string, sign: string, by: number) => HTMLElement} */
    const step = (name, sign, by) => {
      const node = button(name, sign, () => move(entry, by));
      node.ariaLabel = say(name, { text });
      return node;
    };
    const label = make('span.entry-text', ...words(text, runs));
    const entry = make('li', { 'data-id': id }, label, step('up', '↑', -1), step('down', '↓', 1));
    draggable(entry, pull, settle);
    return entry;
  }
  /**
   * Move a row by moving its neighbour around it: an element that is itself put elsewhere loses focus and pointer.
   *
   * @type {(node: HTMLElement, by: number) => void}
   */
  function move(node, by) {
    const other = order()[order().indexOf(node) + by];
    if (!other) return;
    if (by < 0) node.after(other);
    else node.before(other);
    settle(node);
  }
  /** @type {(node: HTMLElement, now: PointerEvent) => void} */
  function pull(node, { clientY }) {
    const nodes = order();
    const at = nodes.indexOf(node);
    const middle = (/** @type {HTMLElement} */ other) => other.offsetHeight / 2 + other.getBoundingClientRect().top;
    node.after(...nodes.slice(0, at).filter(other => clientY < middle(other)));
    node.before(...nodes.slice(at + 1).filter(other => clientY > middle(other)));
  }
  /** @param {HTMLElement} [moved] */
  function settle(moved) {
    order().forEach((node, at) => {
      const [text, up, down] = [...node.children].slice(-3);
      rest(up, at === 0);
      rest(down, at === rows.size - 1);
      if (node === moved) tell(say('moved', { text: text.textContent, place: at + 1, total: rows.size }));
    });
  }

  settle();
  return {
    element: make('div', make('p.advice', say('order')), list),
    read: () => order().map(node => node.dataset.id),
    /** @param {string[]} response */
    write(response) {
      list.append(...response.flatMap(id => rows.get(id) || []));
      settle();
    }
  };
};
