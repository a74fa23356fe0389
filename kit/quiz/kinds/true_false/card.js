// @ts-check
/** @import { Kind } from '../card' */
import { make } from '../../../scripts/dom.js';
import { mark } from '../mark.js';
import { optionList } from '../options.js';

/** @type {Kind} */
export const trueFalse = (item, { say }) => {
  const truth = optionList(['true', 'false'].map(id => ({ id, text: say(id) })));
  const reason = optionList(item.options);
  /** @type {(name: string, list: ReturnType<typeof optionList>) => HTMLElement} */
  const group = (name, list) =>
    // Chromium drops a common space before the mark, and a screen reader would run the two words together.
    make(`fieldset.${name}`, make('legend', `${say(name)}\u00a0`, mark(name)), list.element);
  return {
    element: make('div', group('truth', truth), group('reason', reason)),
    read: () => ({ truth: JSON.parse(String(truth.read())), reason: reason.read() }),
    write(response) {
      truth.write(String(response.truth));
      reason.write(response.reason);
    }
  };
};
