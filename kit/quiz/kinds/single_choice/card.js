// @ts-check
/** @import { Kind } from '../card' */
import { optionList } from '../options.js';

/** @type {Kind} */
export const singleChoice = item => optionList(item.options);
