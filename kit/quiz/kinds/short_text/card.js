import { typed } from '../typed.js';

export const shortText = (item, quiz) => typed(item, quiz, { className: 'kit-words', maxLength: 500 });
