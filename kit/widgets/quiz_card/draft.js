// @ts-check
/** @import { Control, State } from '../../quiz/kinds/card' */

/**
 * Keep a response that is not saved yet, or return the one that was kept: it outlives a reload of the page, in this tab
 * alone. A page without such a store loses it. Buttons and drags change a response without an input event, so it is
 * kept after clicks, too.
 *
 * @param {string} name
 * @param {unknown} [response]
 * @returns {unknown}
 */
export function draft(name, response) {
  try {
    if (response === undefined) return JSON.parse(sessionStorage.getItem(name) || 'null');
    sessionStorage.setItem(name, JSON.stringify(response));
  } catch {}
}

/**
 * Return a function that writes the response of a state into the control, and the draft the first time. A hint must not
 * bring an earlier response back over what is being written now.
 *
 * @param {Control} control
 * @param {string} name
 * @returns {(state: State) => void}
 */
export function responseWriter(control, name) {
  let written = 'null';
  let isFirst = true;
  return ({ response = null, saved }) => {
    const now = JSON.stringify(response);
    if (response !== null && (saved || now !== written)) control.write(response);
    written = now;
    const kept = draft(name);
    if (saved) draft(name, null);
    else if (isFirst && kept) control.write(kept);
    isFirst = false;
  };
}
