import { placing } from '../placing.js';

export const grouping = (item, quiz) => placing(quiz, item.options, item.groups, false);
