// @ts-check
/** @import { View } from '../../scripts/model' */
import { button } from '../../scripts/button.js';
import { make, on, rest } from '../../scripts/dom.js';
import { isEnter } from '../../scripts/enter.js';
import { fill } from '../../scripts/fill.js';
import { fresh } from '../../scripts/fresh.js';
import { keepKeys } from '../../scripts/keys.js';
import { markLanguages } from '../../scripts/language.js';
import { initialize, wire } from '../quiz_card/wire.js';

/** @param {View} view */
function render({ model, el, signal }) {
  const { title, name, language: lang, strings } = model.get('spec');
  /** @type {(key: string, values?: Record<string, unknown>) => string} */
  const say = (key, values = {}) => fill(strings[key], values);
  const ask = wire(model, say);
  const id = fresh();
  const input = make('input', { type: 'text', id, autocomplete: 'off', spellcheck: false, maxLength: 60 });
  const who = name ? make('p', say('as', { name })) : make('p', make('label', { htmlFor: id }, say('ask')), input);
  const press = button('hand-in-button', say('button'), send);
  const result = make('div.hand-in-result', { role: 'status' });
  const head = make('h3', title);
  const root = make('section.hand-in', { lang, ariaLabel: title }, head, make('p', say('about')), who, press, result);

  async function send() {
    rest(press, true);
    try {
      const busy = () => result.replaceChildren(make('p', say('busy')));
      const { lines, file, content } = await ask('hand_in', '', { name: input.value }, busy);
      const said = lines.map((/** @type {string} */ line, /** @type {number} */ at) =>
        make('p', at ? line : make('strong', line))
      );
      result.replaceChildren(...said, ...(file ? [give(file, content)] : []));
      if (!file && !name) input.focus();
    } catch (error) {
      result.replaceChildren(make('p', /** @type {Error} */ (error).message));
    }
    rest(press, false);
  }
  /** @type {(file: string, content: string) => HTMLElement} */
  function give(file, content) {
    const href = URL.createObjectURL(new Blob([content], { type: 'application/jsonl' }));
    const download = make('a', { href, download: file }, say('download', { file }));
    const files = [new File([content], file, { type: 'text/plain' })];
    if (!navigator.canShare?.({ files })) return make('p', download);
    return make(
      'p',
      button('hand-in-share', say('share'), () => share(files)),
      ' ',
      download
    );
  }
  /**
   * Let the device send the file: by mail, to a cloud, to another device.
   * @param {File[]} files
   */
  async function share(files) {
    try {
      await navigator.share({ files });
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      if (name !== 'AbortError') result.append(make('p', say('not_shared', { why: message }))); // else she closed it
    }
  }
  on(input, 'keydown', event => {
    if (isEnter(event)) press.click();
  });
  keepKeys(root, signal, say('leave'));
  el.replaceChildren(root);
  markLanguages(el);
}

export default { initialize, render };
