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
    if (response === undefined) return JSON.parse(/** @type {string} */ (sessionStorage.getItem(name)));
    sessionStorage.setItem(name, JSON.stringify(response));
  } catch {}
}

/**
 * Return a function that writes the response of a state into the control or, while nothing is saved, the draft: it is
 * what was written last, also where the page was loaded again after "Try again". A hint must not bring an earlier
 * response back over what is being written now.
 *
 * @param {Control} control
 * @param {string} name
 * @returns {(state: State) => void}
 */
export function responseWriter(control, name) {
  let written = '';
  return ({ response = null, saved }) => {
    const now = JSON.stringify(response);
    const last = saved ? response : (draft(name) ?? response);
    if (last !== null && (saved || now !== written)) control.write(last);
    written = now;
    if (saved) draft(name, null);
  };
}
