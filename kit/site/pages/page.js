// @ts-check

/**
 * Return an element of the page, which has it.
 * @param {string} selector
 * @returns {any}
 */
export const find = selector => document.querySelector(selector);

/**
 * Return all such elements of the page.
 * @param {string} selector
 * @returns {any[]}
 */
export const findAll = selector => [...document.querySelectorAll(selector)];
