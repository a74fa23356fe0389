// @ts-check
/**
 * Say of each text below a node in which language it is, now and when it changes: a voice that reads English as
 * Japanese cannot be understood. The script of a text tells; one with both scripts is in the language of the whole.
 *
 * @param {Element} root
 */
export function markLanguages(root) {
  // The element that a widget gets has the card, with its language, as its only child.
  const inside = /** @type {HTMLElement | null} */ (root.firstElementChild);
  const whole = inside?.lang || /** @type {HTMLElement | null} */ (root.closest('[lang]'))?.lang || 'en';
  const look = () => {
    for (const node of root.querySelectorAll('*')) {
      const text = [...node.childNodes].map(child => /** @type {Text} */ (child).data).join();
      const [ja, en] = [/[぀-ヿ一-鿿]/, /[a-z]{3}/i].map(script => script.test(text));
      if (ja || en) node.setAttribute('lang', ja && en ? whole : ja ? 'ja' : 'en');
    }
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true });
  look();
}
