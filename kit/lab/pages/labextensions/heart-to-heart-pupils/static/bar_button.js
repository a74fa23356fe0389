// @ts-check

/** @param {string} name - What a button of the bar says. */
export function barButton(name) {
  return Object.assign(document.createElement('button'), { type: 'button', textContent: name });
}
