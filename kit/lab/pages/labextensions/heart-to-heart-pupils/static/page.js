// @ts-check
// What pupils see around a lesson: a bar with the way through the course, and folded code that opens from the keyboard.
import { addBar } from './lesson_bar.js';
import { giveRoom, hideMenuWhereNarrow, openByKeyboard } from './room.js';
import { config, wayOfSite } from './server.js';
import { stepOf } from './step.js';

/** @import { Frame } from './room.js' */
/** @typedef {Record<string, Record<string, { get(): Promise<() => any> }>>} Shared - What JupyterLab lends, by name. */

/**
 * Return the extension of JupyterLab.
 *
 * @param {Shared} shared
 */
export const pupilsPage = shared => ({
  id: 'heart-to-heart-pupils:page',
  autoStart: true,
  /** @param {{ shell: Frame, restored: Promise<void> }} app */
  async activate({ shell, restored }) {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('page.css', import.meta.url).href;
    document.head.append(style);
    openByKeyboard();
    Object.assign(window, { kitStep: () => stepOf(shell.currentWidget?.content?.widgets ?? []) }); // for a live class
    if (config().mode === 'single-document') restored.then(() => giveRoom(shell));
    else if (wayOfSite) restored.then(() => hideMenuWhereNarrow(shell));
    else return;
    const { Widget } = (await Object.values(shared['@lumino/widgets'])[0].get())();
    addBar(shell, Widget); // JupyterLab does not wait for it
  }
});
