// @ts-check
/** @import { Kind } from '../card' */
import { placing } from '../placing.js';

/** @type {Kind} */
export const matching = (item, quiz) => placing(quiz, item.prompts, item.options, true);
