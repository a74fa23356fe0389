// @ts-check
// A lesson has the whole width, and its folded code opens from the keyboard.
import { writeReadings } from './readings.js';
import { waitForTheWay } from './server.js';

/**
 * @typedef {{ connect(call: () => void): void }} Signal
 * @typedef {{
 *   currentWidget: any, currentChanged: Signal, add(widget: object, area: string): void,
 *   isSideTabBarVisible(side: string): boolean, toggleSideTabBarVisibility(side: string): void,
 *   widgets(area: string): Iterable<{ parent: { setHidden(hidden: boolean): void } }>,
 *   menu?: { setHidden(hidden: boolean): void },
 *   isTopInSimpleModeVisible(): boolean, toggleTopInSimpleModeVisibility(): void,
 *   collapseLeft(): void, collapseRight(): void
 * }} Frame
 */

const NARROW = '(max-width: 900px)'; // a phone, or a tablet that is held upright
const UNSAID = '.jp-MarkdownOutput:not([lang])';
const FOLDED = '.jp-InputPlaceholder .jp-Placeholder-contentContainer:not([role])';

/**
 * Do something now, and whenever a tablet that is turned becomes narrow, or wide again.
 *
 * @param {(isNarrow: boolean) => void} fit
 */
function fitScreen(fit) {
  const narrow = matchMedia(NARROW);
  narrow.addEventListener('change', () => fit(narrow.matches));
  fit(narrow.matches);
}

/**
 * Hide the menu of the browser edition, which is Jupyter Notebook, on a narrow screen.
 *
 * @param {Frame} shell
 */
export function hideMenuWhereNarrow(shell) {
  fitScreen(isNarrow => shell.menu?.setHidden(isNarrow));
}

/**
 * Leave the lesson the width, also where a desk left its panels open. On a narrow screen title, menu, the line at the
 * foot and the two bars are gone; they are there again when a tablet is turned.
 *
 * @param {Frame} shell
 */
export function giveRoom(shell) {
  shell.collapseLeft();
  shell.collapseRight();
  fitScreen(isNarrow => {
    if (shell.isTopInSimpleModeVisible() === isNarrow) shell.toggleTopInSimpleModeVisibility();
    for (const area of ['menu', 'bottom']) for (const { parent } of shell.widgets(area)) parent.setHidden(isNarrow);
    for (const side of ['left', 'right'])
      if (shell.isSideTabBarVisible(side) === isNarrow) shell.toggleSideTabBarVisibility(side);
  });
}

/**
 * Let folded code open with Enter or Space, under a name in the language of the course; write readings above words, and
 * say in which language a lesson is, so that its lines end as they do there.
 */
export async function openByKeyboard() {
  const mark = () => {
    writeReadings();
    for (const text of document.querySelectorAll(UNSAID)) text.setAttribute('lang', language);
    for (const sign of document.querySelectorAll(FOLDED)) {
      sign.setAttribute('role', 'button');
      sign.setAttribute('tabindex', '0');
      sign.setAttribute('aria-label', name);
      sign.setAttribute('title', name);
    }
  };
  document.addEventListener(
    'keydown',
    event => {
      const sign = event.target instanceof Element ? event.target.closest('.jp-InputPlaceholder [role=button]') : null;
      if (!(sign instanceof HTMLElement) || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      event.stopPropagation();
      sign.click();
    },
    true
  );
  const { code: name, language } = await waitForTheWay();
  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true });
  mark();
}
