import { typed } from '../typed.js';

export const numeric = (item, quiz) => typed(item, quiz, { className: 'kit-number', inputMode: 'decimal' });
