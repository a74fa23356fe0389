// @ts-check
/** @import { Kind } from '../card' */
import { optionList } from '../options.js';

/** @type {Kind} */
export const singleChoice = item => {
  const list = optionList(item.options);
  return { ...list, read: () => list.read()[0] ?? null, write: response => list.write([response]) };
};
