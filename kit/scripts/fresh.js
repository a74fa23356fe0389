// @ts-check
/** Return a new id or name; they must differ between all cards of a page, and each card is a module of its own. */
export function fresh() {
  return `kit-${Math.random().toString(36).slice(2, 10)}`;
}
