// @ts-check
/** @import { Kind } from '../card' */
import { make } from '../../../scripts/dom.js';
import { optionList } from '../options.js';

/** @type {Kind} */
export const multipleChoice = (item, quiz) => {
  const list = optionList(item.options, true);
  return { ...list, element: make('div', make('p.advice', quiz.say('several')), list.element) };
};
