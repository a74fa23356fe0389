"""Scripts and styles on their way to the browser: joined by their imports, shorter, and the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rjsmin
from playwright.sync_api import Page

from kit import assets
from kit.errors import KitError

Join = Callable[..., str]
KIT = Path(assets.__file__).parent
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"
SAME_PROGRAM = Path(__file__).parent / "scripts" / "same_program.js"


@pytest.fixture
def join(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Join:
    """Return a function that writes scripts, by name, and joins the one called ``entry``."""
    monkeypatch.setattr(assets, "_KIT", tmp_path)

    def join(**scripts: str) -> str:
        for name, text in scripts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return assets.esm.__wrapped__("entry.js")

    return join


def run(script: str, folder: Path) -> str:
    """Run a module in Node and return what it prints."""
    path = folder / "joined.mjs"
    path.write_text(script, encoding="utf-8")
    done = subprocess.run([NODE, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_each_module_comes_once_and_before_those_that_need_it(join: Join):
    """What two modules import is joined once, before both; only the default export of the entry remains."""
    joined = join(
        entry="import { b } from './b.js';\nimport { c } from \"./c.js\";\nexport default b + c;\n",
        b="import { base } from './base.js';\nexport const b = base + 1;\n",
        c="import {\n  base,\n} from './base.js';\nexport const c = base + 2;\n",
        base="export const base = 40;\n",
    )
    assert joined == "const base=40;const b=base+1;const c=base+2;export default b+c;"


def test_a_composed_script_finds_its_modules_below_kit(join: Join):
    """A script that exists only as text imports from the folder of the kit."""
    join(entry="", part="export function part() {}\n")
    source = "import { part } from './part.js';\nexport default part;"
    assert assets.esm_from.__wrapped__(source) == "function part(){}\nexport default part;"


@pytest.mark.parametrize(
    ("script", "other", "named"),
    [
        ("import { a } from './none.js';\n", "", "does not exist"),
        ("import { a } from './other.js';\n", "const a = 1;\n", "not exported"),
        (
            "import { a } from './other.js';\nconst b = 1;\n",
            "export const a = 1;\nconst b = 2;\n",
            "Two scripts declare b",
        ),
        (
            "import { a } from './other.js';\n",
            "import { b } from './entry.js';\nexport const a = 1;\n",
            "import each other",
        ),
        ("import * as a from './other.js';\n", "", "cannot be joined"),
        ("import a from './other.js';\n", "", "cannot be joined"),
        ("const a = 1;\nexport { a };\n", "", "cannot be joined"),
        ("import { a as b } from './other.js';\n", "export const a = 1;\n", "not exported"),
    ],
)
def test_what_cannot_be_joined_is_named(join: Join, script: str, other: str, named: str):
    """An import that leads nowhere, a ring, a name declared in two modules and other forms are errors with the line."""
    with pytest.raises(KitError, match=named) as error:
        join(entry=script, other=other)
    assert error.value.where.partition(":")[0] in {"entry.js", "other.js"}


@pytest.mark.parametrize(
    ("script", "printed"),
    [
        ("const log = console.log; // why (once)\nlog(1);\n", "1"),
        ("console.log('a \"q\" b + c');\n", 'a "q" b + c'),
        ("console.log('one, two', `${1 + 1}, } a + b`);\n", "one, two 2, } a + b"),
        ("console.log(/a \\+ b/g.test('a + b'));\n", "true"),
        ("const a = 1\nconst b = 2\nconsole.log(a + +b, a - -b)\n", "3 3"),
    ],
)
def test_a_script_still_does_the_same(join: Join, tmp_path: Path, script: str, printed: str):
    """A comment at the end of a line, quotes, templates, expressions and lines without semicolon keep their sense."""
    assert run(join(entry=script), tmp_path) == printed


def test_comments_and_spare_spaces_go(join: Join):
    """Indents, comments and spaces that only a reader needs are not sent."""
    assert join(entry="// why\nif (a) {\n  /* how */ b(1, 2);\n}\n") == "if(a){b(1,2);}"


def test_a_style_sheet_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Comments and spare spaces go, sheets come in order; the spaces that calc needs stay, and so do quotes."""
    monkeypatch.setattr(assets, "_KIT", tmp_path)
    (tmp_path / "a.css").write_text("/* why */\na > b {\n  width: calc(1.5 * 0.5em - 2px);\n}\n", encoding="utf-8")
    (tmp_path / "b.css").write_text('b::before {\n  content: "⚑  > ";\n}\n', encoding="utf-8")
    joined = assets.css.__wrapped__("a.css", "b.css")
    assert joined == 'a>b{width:calc(1.5 * 0.5em - 2px)}b::before{content:"⚑  > "}'


def differing(folder: Path, scripts: dict[str, str]) -> list[str]:
    """Return where scripts, minified, are other programs than before."""
    for name, text in scripts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".min.js").write_text(rjsmin.jsmin(text), encoding="utf-8")
    done = subprocess.run([NODE, SAME_PROGRAM, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("inside", [".b :is(p, ol)", ".b :focus-visible", "p:hover", ":is(p, ol)"])
def test_a_selector_inside_a_block_selects_the_same(inside: str):
    """A descendant stays a descendant, and a colon after a property is no selector."""
    text = assets.minified_css(f".a {{ {inside} {{ color : red; }} }}")
    assert text.replace(" *:", " :").replace(", ", ",") == f".a{{{inside.replace(', ', ',')}{{color:red}}}}"


def test_each_script_of_the_kit_is_the_same_program_when_minified(tmp_path: Path):
    """Each script can be joined with what it imports, and minified it differs in spaces and comments alone."""
    paths = {path.relative_to(KIT).as_posix(): path for path in KIT.rglob("*.js")}
    joined = {name: assets._join(path.read_text(encoding="utf-8"), path) for name, path in paths.items()}  # noqa: SLF001
    assert len(joined) > 40
    assert differing(tmp_path, joined) == []


@pytest.mark.parametrize("script", ["a = `${b ? `c + d` : 1}`;", "a = b => /c + d/.test(b);"])
def test_a_script_that_the_minifier_would_change_is_named(tmp_path: Path, script: str):
    """A template in a template, and a pattern after an arrow, are beyond rjsmin: the look above sees both."""
    (found,) = differing(tmp_path, {"damaged.js": script})
    assert "damaged.min.js" in found


# Selectors and conditions of a style sheet, those inside of others too, each with the number of its properties.
RULES = """text => {
  const read = ({ selectorText, conditionText, style, cssRules }) =>
    [`${selectorText ?? conditionText?.replaceAll(": ", ":")} ${style?.length}`, ...[...cssRules ?? []].flatMap(read)];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].flatMap(read);
}"""


def test_each_style_of_the_kit_is_the_same_when_minified(tab: Page):
    """A browser reads the same rules from a style sheet and from what is sent of it, those inside of a rule too."""
    nested = ".card {\n  .item :is(p, li) { color: red; }\n  a:hover { color: red; }\n}\n"
    sheets = [path.read_text(encoding="utf-8") for path in KIT.rglob("*.css")]
    assert len(sheets) > 15
    for sheet in (nested, *sheets):
        sent = tab.evaluate(RULES, assets.minified_css(sheet))
        assert [rule.replace(" *:", " :") for rule in sent] == tab.evaluate(RULES, sheet)


# On one page of a lesson are the styles of many parts; each names its own part first.
PARTS = {
    "answers/course.css": ("kit-course", "kit-lesson"),
    "facts/reading.css": ("kit-reading", "kit-story", "kit-documents", "kit-prediction"),
    "widgets/hand_in/": ("kit-hand-in",),
    "widgets/map_dial/": ("kit-dial",),
    "widgets/quiz_card/": ("kit-card",),
    "widgets/timeline/": ("kit-timeline",),
    "quiz/kinds/": ("kit-card",),
}


def outer_selectors(sheet: str) -> list[str]:
    """Return the selectors of a style sheet that are not inside of another one."""
    depth, found = [False], []  # of each open block whether it is a rule, not a condition
    for head, bracket in re.findall(r"([^{};]*)([{};])", re.sub(r"/\*.*?\*/|'[^']*'", "", sheet, flags=re.DOTALL)):
        if bracket == "{":
            is_rule = not head.strip().startswith("@")
            if is_rule and not any(depth):
                found += re.split(r",(?![^(]*\))", head.strip())
            depth.append(is_rule)
        elif bracket == "}":
            depth.pop()
    return found


def test_a_style_changes_its_own_part_alone():
    """No style of a card, a timeline, a text or a head of a lesson reaches another one on the same page."""
    sheets = {path.relative_to(KIT).as_posix(): path.read_text(encoding="utf-8") for path in KIT.rglob("*.css")}
    for start, parts in PARTS.items():
        named = [sheet for sheet in sheets if sheet.startswith(start)]
        assert named, start
        for sheet in named:
            found = outer_selectors(sheets[sheet])
            assert found
            assert [one for one in found if not any(f".{part}" in one for part in parts)] == [], sheet
