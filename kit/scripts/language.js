// @ts-check
/**
 * Letters that tell a language, as `kit.text` has them; of another language, those of English.
 *
 * @type {Record<string, RegExp>}
 */
const LETTERS = { ja: /[぀-ヿ一-鿿]/, en: /[a-z]{3}/i };

/**
 * Say of each text below a node in which language it is, now and when it changes: a voice that reads English as
 * Japanese cannot be understood. Letters tell it; where a language has the letters of English, Python says what is not
 * translated.
 *
 * @param {Element} root
 * @param {() => string[]} [english] - What is in English although its letters do not tell.
 */
export function markLanguages(root, english = () => []) {
  // The element that a widget gets has the card, with its language, as its only child.
  const inside = /** @type {HTMLElement | null} */ (root.firstElementChild);
  const whole = inside?.lang || /** @type {HTMLElement | null} */ (root.closest('[lang]'))?.lang || 'en';
  const look = () => {
    const known = new Set(english().map(bare));
    /** @type {Set<Element | null>} */
    const marked = new Set();
    for (const node of root.querySelectorAll('*')) {
      const text = [...node.childNodes].map(child => /** @type {Text} */ (child).data).join();
      if (marked.has(node.parentElement) || (known.size && known.has(bare(node.textContent || '')))) marked.add(node);
      const language = languageOf(text, whole);
      if (language) node.setAttribute('lang', marked.has(node) ? 'en' : language);
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
  const found = Object.keys(LETTERS).filter(name => LETTERS[name].test(text));
  return (LETTERS[around] || LETTERS.en).test(text) ? around : found[0];
}

/**
 * Return the letters and digits of a text, without gaps and the names of phrases: the same as on the screen.
 *
 * @param {string} text
 */
const bare = text => text.replace(/\{[\w-]+[:}]/g, '').replace(/[^\p{L}\d]+/gu, '');
