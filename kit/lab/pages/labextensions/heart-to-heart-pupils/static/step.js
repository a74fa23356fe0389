// @ts-check
// At which step of a lesson a learner is, as the board of a live class shows it.

/**
 * Return the number with which the name of a notebook begins; nothing where it is no lesson.
 *
 * @param {string} path
 */
export function lessonOf(path) {
  return /(?:^|\/)(\d\d[^/-]{0,18})-[^/]*$/.exec(path)?.[1] ?? '';
}

/**
 * Return the step that is on the screen: how many headings there are down to its middle.
 *
 * @param {any[]} cells
 */
export function stepOf(cells) {
  const above = cells.map(({ node }) => node.isConnected && node.getBoundingClientRect().top < innerHeight / 2);
  const texts = cells.slice(0, above.lastIndexOf(true) + 1).filter(({ model }) => model.type === 'markdown');
  return texts.reduce((sum, { model }) => sum + (model.sharedModel.source.match(/^## +.+$/gm) ?? []).length, 0);
}
