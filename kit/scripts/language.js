// @ts-check
/**
 * Letters that tell a language, as `kit.text` has them; of another language, those of English.
 *
 * @type {Record<string, RegExp>}
 */
const LETTERS = { ja: /[぀-ヿ一-鿿]/, en: /[a-z]{3}/i };

/**
 * Say of each text below a node in which language it is, now and when it changes: a voice that reads English as
 * Japanese cannot be understood. Letters tell it.
 *
 * @param {Element} root
 * @param {(node: Element) => boolean} [english] - Where letters do not tell.
 */
export function markLanguages(root, english) {
  // The element that a widget gets has the card, with its language, as its only child.
  const card = /** @type {HTMLElement | null} */ (root.firstElementChild);
  const whole = card?.lang || /** @type {HTMLElement | null} */ (root.closest('[lang]'))?.lang || 'en';
  const look = () => {
    for (const node of root.querySelectorAll(':not(.kit-also)')) {
      const text = [...node.childNodes].map(child => /** @type {Text} */ (child).data).join();
      const lang = languageOf(text, whole);
      if (lang) node.setAttribute('lang', english?.(node) ? 'en' : lang);
    }
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true });
  look();
}

/**
 * Return the language of a text by its letters, where they tell it from the language around it; without letters, none.
 *
 * @param {string} text
 * @param {string} around
 */
export function languageOf(text, around) {
  /** @param {string} name */
  const has = name => (LETTERS[name] || LETTERS.en).test(text);
  return has(around) ? around : Object.keys(LETTERS).find(has);
}
