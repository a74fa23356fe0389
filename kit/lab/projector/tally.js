// @ts-check
import { make, on } from '../../scripts/dom.js';
import { optionsOf } from './card.js';

/** @typedef {Record<string, string>} Strings */

/**
 * Count hands under an item: type how many, see the bars, then show the key. Where there is nothing to choose from, the
 * class's own answers are counted.
 *
 * @param {HTMLElement} item
 * @param {Strings} strings
 */
export function openTally(item, strings) {
  const rows = tallyRows();
  const key = make('div.key', { role: 'status' });
  const options = optionsOf(item);
  options.forEach(({ heading, text, id }, at) => {
    if (heading && heading !== options[at - 1]?.heading) rows.list.append(make('p', heading));
    rows.add(text, id);
  });
  async function reveal() {
    try {
      const keys = await (await fetch('?keys')).json();
      /** @type {{ ids: string[], lines: string[] }} */
      const { ids, lines } = keys[item.dataset.item ?? ''] ?? { ids: [], lines: [strings.none] };
      rows.markKeys(ids);
      key.replaceChildren(`${strings.key}:`, make('ul', ...lines.map(line => make('li', line))));
    } catch {
      key.textContent = strings.no_keys;
    }
    key.scrollIntoView({ block: 'nearest' });
  }
  const heard = options.length ? null : heardForm(strings, rows.add);
  const parts = [rows.list, heard, make('button', { type: 'button', onclick: reveal }, strings.reveal), key];
  const box = make('section.tally', { ariaLabel: strings.hands }, ...parts);
  // Enter leads from one number to the next.
  on(rows.list, 'keydown', event => {
    if (event.key !== 'Enter') return;
    const inputs = [...box.querySelectorAll('input')];
    inputs[inputs.indexOf(event.target) + 1]?.focus();
  });
  item.after(box);
  box.querySelector('input')?.focus();
  box.scrollIntoView({ block: 'nearest' });
  return box;
}

/** Return rows of numbers, with bars as long as their share of the largest. */
function tallyRows() {
  /** @type {{ row: HTMLElement, count: HTMLInputElement, share: HTMLElement, id?: string }[]} */
  const rows = [];
  const list = make('div');
  function draw() {
    const most = Math.max(1, ...rows.map(({ count }) => Number(count.value)));
    for (const { count, share } of rows) {
      share.style.setProperty('--share', `${Math.max(0, Number(count.value)) / most}`);
      share.textContent = count.value;
    }
  }
  return {
    list,
    /** @type {(text: string, id?: string) => HTMLInputElement} */
    add(text, id) {
      const count = make('input', { type: 'number', min: 0, max: 999, oninput: draw });
      const share = make('span.share');
      const row = make('label', make('span', text), count, share);
      list.append(row);
      rows.push({ row, count, share, id });
      return count;
    },
    /** @param {string[]} ids */
    markKeys(ids) {
      for (const { row, id } of rows) row.classList.toggle('kit-key', id !== undefined && ids.includes(id));
    }
  };
}

/**
 * Return a form for an answer of the class.
 *
 * @param {Strings} strings
 * @param {(text: string) => HTMLInputElement} add
 */
function heardForm(strings, add) {
  const words = make('input', { type: 'text', maxLength: 200, autocomplete: 'off' });
  const form = make('form.heard', make('label', strings.answer, words), make('button', strings.add));
  on(form, 'submit', event => {
    event.preventDefault();
    const text = words.value.trim();
    words.value = '';
    if (text) add(text).focus();
  });
  return form;
}
