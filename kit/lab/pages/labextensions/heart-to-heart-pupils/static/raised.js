// @ts-check

/** @typedef {{ hand: boolean, pressed: boolean }} Told - Whether the hand is up, and whether that is news. */

/**
 * Return a learner's hand, which the class knows, too: two pages of one learner show the same, and a page that is
 * loaded again shows the hand that is up.
 *
 * @param {(isUp: boolean) => void} show
 */
export function raisedHand(show) {
  let isUp = false;
  let isNews = false;
  return {
    press() {
      isUp = !isUp;
      isNews = true;
      show(isUp);
    },
    /** @returns {Told} what this page tells the class */
    tell: () => ({ hand: isUp, pressed: isNews }),
    /**
     * Hear what the class says, unless the hand was moved while it was asked.
     *
     * @param {Told} told - What this page had told it.
     * @param {boolean} hand - Whether the hand is up, as the class knows it.
     */
    hear(told, hand) {
      if (told.pressed && told.hand === isUp) isNews = false;
      if (isNews || hand === isUp) return;
      isUp = hand;
      show(isUp);
    }
  };
}
