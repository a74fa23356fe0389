import { placing } from '../placing.js';

export const matching = (item, quiz) => placing(quiz, item.prompts, item.options, true);
