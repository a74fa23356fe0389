import { optionList } from '../options.js';

export const singleChoice = item => {
  const list = optionList(item.options);
  return { ...list, read: () => list.read()[0] ?? null, write: response => list.write([response]) };
};
