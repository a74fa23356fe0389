// @ts-check
// A lesson has the whole width, and its folded code opens from the keyboard.
import { writeReadings } from './readings.js';
import { askForTheWay } from './server.js';

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

const PHONE = '(max-width: 640px)';
const UNSAID = '.jp-MarkdownOutput:not([lang])';
const FOLDED = '.jp-InputPlaceholder .jp-Placeholder-contentContainer:not([role])';

/**
 * Do something now, and whenever a tablet that is turned becomes as narrow as a phone, or wide again.
 *
 * @param {(isPhone: boolean) => void} fit
 */
function fitPhone(fit) {
  const phone = matchMedia(PHONE);
  phone.addEventListener('change', () => fit(phone.matches));
  fit(phone.matches);
}

/**
 * Hide the menu of the browser edition, which is Jupyter Notebook, on a phone.
 *
 * @param {Frame} shell
 */
export function hideMenuOnPhone(shell) {
  fitPhone(isPhone => shell.menu?.setHidden(isPhone));
}

/**
 * Leave the lesson the width, also where a desk left its panels open. On a phone title, menu and the two bars are gone;
 * they are there again when the phone is turned.
 *
 * @param {Frame} shell
 */
export function giveRoom(shell) {
  shell.collapseLeft();
  shell.collapseRight();
  fitPhone(isPhone => {
    if (shell.isTopInSimpleModeVisible() === isPhone) shell.toggleTopInSimpleModeVisibility();
    for (const menu of shell.widgets('menu')) menu.parent.setHidden(isPhone);
    for (const side of ['left', 'right'])
      if (shell.isSideTabBarVisible(side) === isPhone) shell.toggleSideTabBarVisibility(side);
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
  const { code: name, language } = await askForTheWay();
  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true });
  mark();
}
