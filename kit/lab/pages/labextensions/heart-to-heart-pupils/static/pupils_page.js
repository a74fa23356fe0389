// @ts-check
// What pupils see around a lesson: a bar with the way through the course, and folded code that opens with any key.

/**
 * @typedef {{ path: string, link: string, back: string, next: string, state: string }} Lesson
 * @typedef {{ all: string, name: string, code: string, readings: string, hand?: string }} Words
 * @typedef {Words & { course: string, lessons: Lesson[] }} Way
 * @typedef {{ connect(call: () => void): void }} Signal
 * @typedef {{
 *   currentWidget: any, currentChanged: Signal, add(widget: object, area: string): void,
 *   isSideTabBarVisible(side: string): boolean, toggleSideTabBarVisibility(side: string): void,
 *   widgets(area: string): Iterable<{ parent: { setHidden(hidden: boolean): void } }>,
 *   isTopInSimpleModeVisible(): boolean, toggleTopInSimpleModeVisibility(): void,
 *   collapseLeft(): void, collapseRight(): void
 * }} Frame
 * @typedef {{ shell: Frame, restored: Promise<void> }} Pupils
 * @typedef {{ get(): Promise<() => any> }} Shared
 */

const STYLE = `
body { --jp-content-heading-line-height: 1.25; }
.jp-MarkdownOutput.jp-RenderedHTMLCommon { max-width: 48rem; font-size: calc(1.15 * var(--jp-content-font-size1)); }
#kit-bar { display: flex; align-items: center; gap: 0 1em; padding: 0 .8em; overflow: hidden; white-space: nowrap;
  color: var(--jp-ui-font-color1); background: var(--jp-layout-color2); font-size: 15px;
  border-bottom: 1px solid var(--jp-border-color1); min-height: 45px; box-sizing: border-box; }
#kit-bar a { display: inline-flex; align-items: center; justify-content: center; gap: .35em; min-height: 44px;
  min-width: 44px; color: var(--jp-content-link-color); }
#kit-bar :is(a, button):focus-visible, .jp-InputPlaceholder [role=button]:focus-visible {
  outline: 3px solid var(--jp-brand-color1); outline-offset: -3px; }
#kit-bar a[hidden] { display: none; }
#kit-bar [role=status] { flex: 1; overflow: hidden; text-overflow: ellipsis; text-align: center; }
@media (max-width: 900px) { #kit-bar a span { display: none; } #kit-bar { gap: 0 .7em; font-size: 14px; } }
#kit-bar button { min-width: 44px; min-height: 44px; padding: 0 .6em; font: inherit; color: inherit; background: none;
  border: 0; cursor: pointer; }
#kit-bar button[aria-pressed=true] { text-decoration: underline; text-underline-offset: .3em; }
:root.kit-no-readings ruby rt { display: none; }
.jp-InputPlaceholder .jp-Placeholder-content { min-width: 0; }
.jp-InputPlaceholder .jp-PlaceholderText { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
@media (max-width: 760px) { .jp-InputPlaceholder .jp-Placeholder-prompt { display: none; } }
@media (max-width: 640px) {
  .jp-NotebookPanel-toolbar :is([data-jp-item-name=insert], [data-jp-item-name=cut], [data-jp-item-name=copy],
    [data-jp-item-name=paste]) { display: none; } }
@media (pointer: coarse) {
  .jp-NotebookPanel-toolbar { --jp-private-toolbar-height: 45px; }
  .jp-NotebookPanel-toolbar jp-button { min-width: 44px; height: 44px; }
  .jp-InputPlaceholder [role=button] { display: flex; align-items: center; min-height: 44px; }
  .jp-InternalAnchorLink { display: none; }
  .js-plotly-plot .plotly .modebar-group .modebar-btn { height: 44px; padding: 14px; box-sizing: border-box; }
  .jp-Notebook-footer, .jp-collapseHeadingButton { min-width: 44px; min-height: 44px; } }
`;
const SAVING_MS = 3000;
const TELLING_MS = 10000;
const ARROW = /[←→]/;
const PHONE = '(max-width: 640px)';
const READINGS = 'kit-readings';
const FOLDED = '.jp-InputPlaceholder .jp-Placeholder-contentContainer:not([role])';

/** @type {Record<string, Record<string, Shared>>} */
let shared = {};

const config = () => JSON.parse(document.getElementById('jupyter-config-data')?.textContent ?? '{}');

/** @type {(() => Promise<Way>) | undefined} */
const wayOfSite = /** @type {any} */ (window).kitWay; // in the browser edition the page itself knows it

/**
 * Ask the learner's server; behind a hub it answers only to its own pages, which know the secret in its cookie.
 *
 * @param {string} path
 * @param {RequestInit} [request]
 */
function ask(path, request) {
  const headers = { 'X-XSRFToken': /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? '' };
  return fetch(`${config().baseUrl}kit/${path}`, { credentials: 'same-origin', headers, ...request });
}

/** @returns {Promise<Way>} */
async function askForTheWay() {
  if (wayOfSite) return wayOfSite();
  const answer = await ask('way');
  if (!answer.ok) throw new Error(`The way through the course: ${answer.status}`);
  return answer.json();
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} text - An arrow before or after words, which are left out where there is no room.
 */
function setText(link, text) {
  const words = document.createElement('span');
  words.textContent = text.replace(ARROW, '').trim();
  const arrow = ARROW.exec(text)?.[0] ?? '';
  link.replaceChildren(...(text.startsWith(arrow) ? [arrow, words] : [words, arrow]));
  link.setAttribute('aria-label', words.textContent);
}

/** Write how words are read above them: JupyterLab lets no such element through, so lessons have it in brackets. */
function writeReadings() {
  for (const place of document.querySelectorAll('span.kit-ruby')) {
    const [ruby, rt] = ['ruby', 'rt'].map(tag => document.createElement(tag));
    rt.textContent = place.lastChild?.textContent?.slice(1, -1) ?? '';
    ruby.append(place.firstChild ?? '', rt);
    place.replaceWith(ruby);
  }
}

/** @param {string} name - What a button of the bar says. */
function barButton(name) {
  return Object.assign(document.createElement('button'), { type: 'button', textContent: name });
}

/**
 * Return the button that shows or hides how hard words are read; this browser remembers it.
 *
 * @param {string} name
 */
function readingsButton(name) {
  const button = barButton(name);
  const root = document.documentElement;
  /** @param {boolean} isShown */
  const show = isShown => {
    root.classList.toggle('kit-no-readings', !isShown);
    button.setAttribute('aria-pressed', `${isShown}`);
    try {
      localStorage.setItem(READINGS, isShown ? '' : 'hidden');
    } catch {} // then it is shown again in the next lesson
  };
  let isShown = true;
  try {
    isShown = localStorage.getItem(READINGS) !== 'hidden';
  } catch {}
  show(isShown);
  button.addEventListener('click', () => show(root.classList.contains('kit-no-readings')));
  return button;
}

/**
 * Return the button that raises the hand, and tell the class again and again where the learner is.
 *
 * @param {string} name
 * @param {Frame} shell
 */
function handButton(name, shell) {
  const button = barButton(name);
  button.setAttribute('aria-pressed', 'false');
  const tell = async () => {
    const lesson = /([^/-]+)-[^/]*$/.exec(shell.currentWidget?.context?.path ?? '')?.[1] ?? '';
    const hand = button.getAttribute('aria-pressed') === 'true';
    const step = stepOf(shell.currentWidget?.content?.widgets ?? []);
    await ask('place', { method: 'POST', body: JSON.stringify({ lesson, step, hand }) }).catch(() => undefined);
  };
  button.addEventListener('click', () => {
    button.setAttribute('aria-pressed', `${button.getAttribute('aria-pressed') !== 'true'}`);
    tell();
  });
  setInterval(tell, TELLING_MS);
  tell();
  return button;
}

/**
 * Return the step that is on the screen: how many headings there are down to its middle.
 *
 * @param {any[]} cells
 */
function stepOf(cells) {
  const above = cells.map(({ node }) => node.isConnected && node.getBoundingClientRect().top < innerHeight / 2);
  const texts = cells.slice(0, above.lastIndexOf(true) + 1).filter(({ model }) => model.type === 'markdown');
  return texts.reduce((sum, { model }) => sum + (model.sharedModel.source.match(/^## +.+$/gm) ?? []).length, 0);
}

/** @param {Pupils} app */
async function addBar({ shell }) {
  let way = await askForTheWay();
  if (!way.lessons.length) return;
  const { Widget } = (await Object.values(shared['@lumino/widgets'])[0].get())();
  const node = document.createElement('nav');
  const [all, back, next] = ['a', 'a', 'a'].map(() => document.createElement('a'));
  const state = document.createElement('span');
  state.setAttribute('role', 'status');
  node.setAttribute('aria-label', way.name);
  const hand = way.hand ? [handButton(way.hand, shell)] : [];
  node.append(all, back, state, ...hand, ...(way.readings ? [readingsButton(way.readings)] : []), next);
  all.textContent = way.all;
  all.href = way.course;
  const bar = new Widget({ node });
  bar.id = 'kit-bar';
  shell.add(bar, wayOfSite ? 'top' : 'header'); // the browser edition is Jupyter Notebook, which has no header

  const show = () => {
    const place = way.lessons.findIndex(({ path }) => path === shell.currentWidget?.context?.path);
    for (const [link, other, key] of /** @type {const} */ ([
      [back, place - 1, 'back'],
      [next, place + 1, 'next']
    ])) {
      const lesson = place < 0 ? undefined : way.lessons[other];
      link.hidden = !lesson;
      if (!lesson) continue;
      setText(link, lesson[key]);
      link.href = lesson.link;
    }
    state.textContent = way.lessons[place]?.state ?? '';
  };
  /** @param {HTMLAnchorElement} link */
  const leave = async link => {
    const context = shell.currentWidget?.context;
    const late = new Promise(done => setTimeout(done, SAVING_MS)); // then the browser asks about what is not saved
    if (context?.isReady && context.model.dirty) await Promise.race([context.save(), late]).catch(() => undefined);
    location.assign(link.href);
  };
  node.addEventListener('click', event => {
    const link = /** @type {Element} */ (event.target).closest('a');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    leave(link);
  });
  const renew = async () => {
    way = await askForTheWay().catch(() => way);
    show();
  };
  shell.currentChanged.connect(show);
  document.addEventListener('visibilitychange', renew);
  let waiting = 0;
  document.addEventListener('click', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(renew, 1500); // an answer is on disk by then; if not, the next click shows it
  });
  show();
}

/**
 * Leave the lesson the width, also where a desk left its panels open. On a phone title, menu and the two bars are gone;
 * they are there again when the phone is turned.
 *
 * @param {Pupils} app
 */
function giveRoom({ shell }) {
  shell.collapseLeft();
  shell.collapseRight();
  const phone = matchMedia(PHONE);
  const fit = () => {
    if (shell.isTopInSimpleModeVisible() === phone.matches) shell.toggleTopInSimpleModeVisibility();
    for (const menu of shell.widgets('menu')) menu.parent.setHidden(phone.matches);
    for (const side of ['left', 'right'])
      if (shell.isSideTabBarVisible(side) === phone.matches) shell.toggleSideTabBarVisibility(side);
  };
  phone.addEventListener('change', fit);
  fit();
}

/** Let folded code open with any key; a screen reader says what it is in the language of the course. */
async function openWithAnyKey() {
  const mark = () => {
    writeReadings();
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
  const name = await askForTheWay().then(({ code }) => code);
  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true });
  mark();
}

const pupilsPage = {
  id: 'heart-to-heart-pupils:page',
  autoStart: true,
  /** @param {Pupils} app */
  async activate(app) {
    const style = document.createElement('style');
    style.textContent = STYLE;
    document.head.append(style);
    openWithAnyKey();
    if (config().mode === 'single-document') app.restored.then(() => giveRoom(app));
    else if (!wayOfSite) return;
    await addBar(app);
  }
};

// What JupyterLab expects of an extension that it did not build itself; names of its scripts are global.
const laboratory = /** @type {{ _JUPYTERLAB?: Record<string, object> }} */ (window);
laboratory._JUPYTERLAB ??= {};
laboratory._JUPYTERLAB['heart-to-heart-pupils'] = {
  /** @param {typeof shared} scope */
  init(scope) {
    shared = scope;
  },
  get: async () => () => ({ __esModule: true, default: pupilsPage })
};
