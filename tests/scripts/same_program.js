// Whether scripts are the same programs: node same_program.js FOLDER. Compares each NAME.js with NAME.min.js: spaces and
// comments may differ; every name, text, pattern and operator must be the same. Prints where a pair parts.
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** @param {string} path */
function leaves(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  function walk(node) {
    const children = node.getChildren(source).filter(child => !ts.isJSDoc(child));
    if (children.length) children.forEach(walk);
    else if (node.getText(source)) found.push(node.getText(source));
  }
  walk(source);
  return found;
}

for (const path of globSync(`${process.argv[2]}/**/*.min.js`)) {
  const [one, other] = [leaves(path.replace('.min.js', '.js')), leaves(path)];
  const at = one.findIndex((leaf, place) => leaf !== other[place]);
  if (at < 0 && one.length === other.length) continue;
  console.log(`${path}: ${one.slice(at, at + 3).join(' ')} became ${other.slice(at, at + 3).join(' ')}`);
}
