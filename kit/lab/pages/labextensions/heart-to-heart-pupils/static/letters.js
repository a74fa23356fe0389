// @ts-check
// Whether this computer has the letters of the language of the course.

const SIZE = 40;
const LATIN = '\u024f'; // the last letter that every font is expected to have
const NOBODYS = '\u{10fffe}'; // no letter, so that a browser draws what it draws where a letter is missing

/**
 * Return how a browser draws a letter, as one text of all its pixels.
 *
 * @returns {(letter: string) => string}
 */
function pen() {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return letter => {
    if (!context) return letter;
    context.font = `${0.8 * SIZE}px sans-serif`;
    context.textBaseline = 'top';
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillText(letter, 0, 0);
    return context.getImageData(0, 0, SIZE, SIZE).data.join();
  };
}

/**
 * Return whether letters of a text look like one that no font has. Firefox draws each of those in its own way, and is
 * not caught.
 *
 * @param {string} text
 * @param {(letter: string) => string} draw
 */
export function lacksLetters(text, draw = pen()) {
  return [...text].some(letter => letter > LATIN && draw(letter) === draw(NOBODYS));
}
