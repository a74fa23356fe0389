// @ts-check
/** @import { Kind } from '../card' */
import { placing } from '../placing.js';

/** @type {Kind} */
export const grouping = (item, quiz) => placing(quiz, item.options, item.groups, false);
