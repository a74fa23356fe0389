// @ts-check
/**
 * Say of each text below a node in which language it is, now and when it changes: a voice that reads English as
 * Japanese cannot be understood. The script of a text tells; one with both scripts keeps the language around it.
 *
 * @param {Element} root
 */
export function markLanguages(root) {
  const look = () => {
    for (const node of root.querySelectorAll('*')) {
      const text = [...node.childNodes].map(child => /** @type {Text} */ (child).data).join();
      const ja = /[぀-ヿ一-鿿]/.test(text);
      if (ja !== /[a-z]{3}/i.test(text)) node.setAttribute('lang', ja ? 'ja' : 'en');
    }
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true });
  look();
}
