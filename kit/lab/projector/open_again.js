// @ts-check
// A page of Voila opens again by itself where a widget is dead.

const TRIES = 2;

/**
 * Open the page again, at most twice, where a widget has not found its model.
 *
 * On a busy computer a widget may look for its model before the kernel has told of it, and does not look again.
 *
 * @param {Element} root - Where the widgets are.
 * @param {Storage | undefined} store - What outlives a reload; without it there would be no end.
 */
export function openAgain(root, store) {
  const outputs = [...root.querySelectorAll('.jupyter-widgets')];
  const isDead = outputs.some(output => output.textContent?.startsWith('Error displaying widget'));
  const key = `kit-again${location.pathname}`;
  const times = Number(store?.getItem(key));
  if (!store || !isDead || times >= TRIES) return;
  store.setItem(key, `${times + 1}`);
  location.reload();
}

/**
 * Return what the browser gives; nothing where it is told to keep nothing, which forbids even to ask.
 *
 * @template T
 * @param {() => T} ask
 */
export function given(ask) {
  try {
    return ask();
  } catch {}
}
