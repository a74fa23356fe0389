// The shape of the scripts of kit/: functions that can be read at once, short lines, types that are checked.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import test from 'node:test';
import ts from 'typescript';

const LONGEST_FUNCTION = 80;
const LONGEST_LINE = 120;
const paths = globSync('kit/**/*.js');

/** @type {(path: string, text: string) => string[]} */
function longFunctions(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  function walk(node) {
    const [start, end] = [node.getStart(source), node.end].map(at => source.getLineAndCharacterOfPosition(at).line);
    if (ts.isFunctionLike(node) && end - start >= LONGEST_FUNCTION) found.push(`${path}, line ${start + 1}`);
    ts.forEachChild(node, walk);
  }
  walk(source);
  return found;
}

/** @type {(path: string, text: string) => string[]} */
function longLines(path, text) {
  return text.split('\n').flatMap((line, at) => (line.length > LONGEST_LINE ? [`${path}, line ${at + 1}`] : []));
}

/** @type {(path: string, text: string) => string[]} */
function twicePrefixed(path, text) {
  const found = text.matchAll(/\b(?:make\(\s*['`]\w+\.|button\(\s*['`])(?:[\w.-]*\.)?kit-/g);
  return [...found].map(({ index }) => `${path}, line ${text.slice(0, index).split('\n').length}`);
}

test('there are scripts', () => assert.ok(paths.length > 40));

for (const [name, rule] of Object.entries({ longFunctions, longLines, twicePrefixed })) {
  test(`no script breaks the rule on ${name}`, () => {
    assert.deepEqual(
      paths.flatMap(path => rule(path, readFileSync(path, 'utf8'))),
      []
    );
  });
}

test('types are checked in every script', () => {
  const unchecked = paths.filter(path => !readFileSync(path, 'utf8').startsWith('// @ts-check\n'));
  assert.deepEqual(unchecked, []);
});

test('a function of 81 lines and a line of 121 characters are named', () => {
  assert.deepEqual(longFunctions('a.js', `\nconst a = () => {${'\n'.repeat(80)}};`), ['a.js, line 2']);
  assert.deepEqual(longFunctions('a.js', `\nconst a = () => {${'\n'.repeat(79)}};`), []);
  assert.deepEqual(longLines('a.js', `a\n${'b'.repeat(121)}\n`), ['a.js, line 2']);
});

test('a class of which `make` or `button` would write our prefix a second time is named', () => {
  assert.deepEqual(twicePrefixed('a.js', "\nmake('p.kit-note');\nbutton('kit-go', '', go);"), [
    'a.js, line 2',
    'a.js, line 3'
  ]);
  assert.deepEqual(twicePrefixed('a.js', "make('p.note.kit-b', make(`p.kit-a`))"), ['a.js, line 1', 'a.js, line 1']);
  assert.deepEqual(twicePrefixed('a.js', "make('p.note', { className: 'kit-a' })"), []);
});
