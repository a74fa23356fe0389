// @ts-check
/** @import { Kind } from '../card' */
import { typed } from '../typed.js';

/** @type {Kind} */
export const shortText = (item, quiz) => typed(item, quiz, { className: 'kit-words' });
