// @ts-check
// The front page: words in a language, progress in each lesson, and answers that move to another device.
import { addLine, allLines, forgetAll, hasRoom } from './answers.js';
import { find, findAll } from './page.js';
import { answeredByLesson, countOf } from './progress.js';
import { ready } from './worker.js';

/** @typedef {{ learner: string, line: string }} Line */

const FORM = 'heart_to_heart_answers';
/** @type {Record<string, Record<string, string>>} */
const strings = JSON.parse(find('#kit-strings').textContent);
const said = find('#kit-said');
let language = document.documentElement.lang;
/** @type {boolean | null} */
let areKept = null;

/**
 * Show every text of the page in a language, and open lessons in it.
 * @param {string} code
 */
function speak(code) {
  language = code in strings ? code : 'en';
  document.documentElement.lang = language;
  for (const element of findAll('[data-text]')) {
    element.textContent = strings[language][element.dataset.text];
    element.lang = strings[language][`${element.dataset.text}_lang`] ?? '';
    if (!element.lang) element.removeAttribute('lang');
    if (element.hasAttribute('aria-label')) {
      const lesson = element.closest('li').querySelector('.open').textContent;
      element.setAttribute('aria-label', `${lesson}: ${element.textContent}`);
    }
  }
  for (const button of findAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  for (const link of findAll('a.open')) {
    const { file, folder } = link.dataset;
    const own = folder && `&language=${language}`;
    link.href = `notebooks/index.html?path=${folder || language}/${encodeURIComponent(file)}${own}`;
  }
  for (const link of findAll('a.read')) link.href = `reading/${language}/${link.dataset.page}.html`;
  document.title = strings[language].title;
  said.textContent = '';
}

/** Show how many questions of each lesson have an answer, and whether answers are kept. */
async function showProgress() {
  const text = strings[language];
  const answered = areKept ? await answeredByLesson() : new Map();
  for (const lesson of findAll('[data-lesson]')) {
    const total = Number(lesson.dataset.total);
    const count = countOf(answered, lesson.dataset.lesson, total);
    const words = text.done.replace('{count}', String(count)).replace('{total}', String(total));
    const bar = lesson.querySelector('progress');
    bar.value = count;
    bar.setAttribute('aria-label', words);
    lesson.querySelector('.done span').textContent = words;
  }
  const kept = find('#kit-kept');
  kept.textContent = areKept === null ? '' : areKept ? text.kept : text.not_kept;
  kept.classList.toggle('warning', areKept === false);
}

/** Give all answers of this browser as a file. */
async function save() {
  const lines = await allLines();
  if (!lines.length) {
    said.textContent = strings[language].nothing;
    return;
  }
  const content = JSON.stringify({ [FORM]: 1, lines });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  link.download = 'my-answers.json';
  link.click();
  said.textContent = strings[language].saved;
}

/**
 * Take the answers of such a file; lines that are here already are not taken again.
 * @param {File} file
 */
async function bring(file) {
  if (areKept === false) {
    said.textContent = strings[language].not_kept; // no lesson would find them
    return;
  }
  const lines = linesIn(await file.text());
  if (!lines) {
    said.textContent = strings[language].not_answers.replace('{file}', file.name);
    return;
  }
  const name = (/** @type {Line} */ each) => `${each.learner} ${each.line}`;
  const known = new Set((await allLines()).map(name));
  const news = lines.filter(each => !known.has(name(each)));
  for (const { learner, line } of news) await addLine(learner, line);
  await showProgress();
  said.textContent = strings[language].brought.replace('{count}', String(news.length));
}

/**
 * Return the lines of a file of answers; nothing where it is another file.
 * @param {string} content
 * @returns {Line[] | null}
 */
function linesIn(content) {
  try {
    const { [FORM]: version, lines } = JSON.parse(content);
    const isLine = (/** @type {Line} */ each) =>
      typeof each.learner === 'string' && each.line.endsWith('\n') && JSON.parse(each.line).lesson;
    return version === 1 && lines.every(isLine) ? lines : null;
  } catch {
    return null;
  }
}

async function forget() {
  if (!confirm(strings[language].forget_sure)) return;
  await forgetAll();
  await showProgress();
  said.textContent = strings[language].forgotten;
}

/**
 * Do something, and say in words where the browser refuses.
 * @param {() => Promise<void>} act
 */
async function saying(act) {
  try {
    await act();
  } catch (error) {
    said.textContent = `${strings[language].refused} (${/** @type {Error} */ (error).name})`;
  }
}

for (const button of findAll('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.dataset.language);
    history.replaceState(null, '', `?language=${language}`);
    saying(showProgress);
  });
}
find('#kit-save').addEventListener('click', () => saying(save));
find('#kit-forget').addEventListener('click', () => saying(forget));
const chosen = find('#kit-bring');
chosen.addEventListener('change', async () => {
  const [file] = chosen.files;
  if (file) await saying(() => bring(file));
  chosen.value = '';
});
speak(new URLSearchParams(location.search).get('language') ?? language);
areKept = (await ready()) && (await hasRoom());
await saying(showProgress);
addEventListener('pageshow', event => event.persisted && saying(showProgress));
