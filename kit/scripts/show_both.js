// @ts-check
/** @typedef {{ also?: Record<string, string> }} Said */
import { make } from './dom.js';
import { bare } from './untranslated.js';

/** Parts of a text that are no words of its author. */
const CONTROLS = '.kit-also, .kit-mark, select, svg';

/**
 * Return a function that shows each text of a card in a second language, too, below it, now and when it changes.
 *
 * @param {string} lang - The second language.
 * @param {(root: Element, ...known: any[]) => void} [next] - What else is done with the texts.
 * @returns {(root: Element, model: { get: (name: string) => any }, state: (id: string) => Said | undefined) => void}
 */
export const showBoth = (lang, next) => (root, model, state) => {
  const look = () => {
    const spec = model.get('spec');
    const said = [spec, ...spec.items.map((/** @type {{ id: string }} */ item) => state(item.id))];
    const pairs = said.flatMap(each => Object.entries(each?.also || {}));
    const texts = new Map(pairs.map(([own, also]) => [bare(own), also]));
    // What is inside comes before what is around it, which may have the same text.
    for (const node of [...root.querySelectorAll(':not(.kit-also)')].reverse()) {
      const [whole, rest] = namesOf(node);
      const isNew = !node.querySelector('.kit-also') && texts.get(whole);
      const also = isNew || (rest !== whole && !node.querySelector(':scope > .kit-also') && texts.get(rest));
      if (also) node.append(make('span.also', { lang }, `${node.matches('option') ? ' · ' : ''}${plain(also)}`));
    }
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true });
  look();
  next?.(root, model, state);
};

/**
 * Return the words of an element, and its words without a name that comes first, as in "Hint 1".
 *
 * @param {Element} node
 */
function namesOf(node) {
  const copy = /** @type {Element} */ (node.cloneNode(true));
  for (const control of copy.querySelectorAll(CONTROLS)) control.remove();
  const whole = bare(copy.textContent || '');
  copy.querySelector(':scope > :is(strong, .kit-place):first-child')?.remove();
  return [whole, bare(copy.textContent || '')];
}

/**
 * Return a text without the names of its gaps and phrases.
 *
 * @param {string} text
 */
export const plain = text => text.replace(/\{[\w-]+\}/g, '___').replace(/\{[\w-]+:([^{}]*)\}/g, '$1');
