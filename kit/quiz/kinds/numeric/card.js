// @ts-check
/** @import { Kind } from '../card' */
import { typed } from '../typed.js';

/** @type {Kind} */
export const numeric = (item, quiz) => typed(item, quiz, { className: 'kit-number', inputMode: 'decimal' });
