"""The house has six floors: who imports whom, who may use which library, and what importing costs."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import kit
from kit.paths import data_folder, notebooks_folder
from kit.quiz.kinds.registry import KINDS

FLOORS = (
    {
        "paths",
        "emphasis",
        "errors",
        "text",
        "files",
        "spreadsheet",
        "suggest",
        "slow_imports",
        "dates",
        "html",
        "japanese_font",
        "picture",
        "assets",
        "notebook_calls",
        "text_files",
        "csv_files",
        "language_codes",
        "language_choice",
        "console",
        "extras",
        "browser",
        "started_lesson",
        "amounts",
        "markdown_texts",
        "line_wrap",
        "translations",
        "command_texts",
        "wrong_calls",
    },
    {"facts", "quiz"},
    {"answers", "maps", "charts", "export", "checks", "translate"},
    {"class_report", "authoring", "widgets", "lab", "site"},
    {"lesson", "live"},
    {"hub"},
    {"cli"},
)
FENCES = {  # library: where alone it is used
    "folium": "maps/to_folium.py",
    "branca": "maps/to_folium.py",
    "plotly": "charts/",
    "ipywidgets": "widgets/",
    "anywidget": "widgets/",
    "jupyterlab": "lab/",
    "click": "cli/",
    "psycopg": "live/database.py",
    "jupyterhub": "hub/",
    "docx": "export/html_to_docx.py",
}
LANGUAGE_TABLES = {"text.py", "language_codes.py"}
BARRED = {"quiz/": {"pandas", "IPython"}, "checks/": {"IPython"}}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "manager"}
LATER = ("pandas", "folium", "ipywidgets", "anywidget", "plotly", "matplotlib", "IPython", "yaml", "msgspec", "babel")
HOUSE = Path(kit.__file__).parent

Sources = dict[str, str]
Rule = Callable[[Sources], Iterator[str]]


def sources(folder: Path) -> Sources:
    """Return the Python files below a folder: path to text."""
    files = sorted(folder.rglob("*.py"))
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def imports(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything a file imports: at its top, in functions, for typing, and by name."""
    for node in ast.walk(ast.parse(text, path)):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom(level=0, module=str(module)):
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            case ast.ImportFrom():
                yield node.lineno, f"relative.{node.module}"
            case ast.Call(
                func=ast.Name("import_module") | ast.Attribute(attr="import_module"), args=[ast.Constant(name)]
            ):
                yield node.lineno, str(name)


def floor(part: str) -> int | None:
    """Return the floor on which a part of the house stands."""
    return next((number for number, parts in enumerate(FLOORS) if part in parts), None)


def part_of(path: str) -> str:
    """Return the part of the house to which a file belongs: its folder, or itself."""
    return path.partition("/")[0].removesuffix(".py")


# ---- rules ----


def every_part_has_a_floor(house: Sources) -> Iterator[str]:
    """Every file belongs to a part that stands in the table of floors."""
    yield from (path for path in house if path != "__init__.py" and floor(part_of(path)) is None)


def imports_come_from_below(house: Sources) -> Iterator[str]:
    """No file imports from its own floor or one above, but for its own folder; floor 0 is as one folder.

    The kit's face, `__init__.py`, imports from floor 0 alone.
    """
    for path, text in house.items():
        for line, name in imports(path, text):
            where, own, part = f"{path}, line {line}: {name}", part_of(path), f"{name}.".split(".")[1]
            if name.startswith("relative."):
                yield f"{where}, write it in full"
            elif name.partition(".")[0] != "kit" or (part == own and "/" in path) or {part, own} <= FLOORS[0]:
                continue
            elif floor(part) is None:
                yield f"{where} stands on no floor"
            elif (floor(part) or 0) >= (1 if path == "__init__.py" else floor(own) or 0):
                yield f"{where} is on floor {floor(part)}, {own} on floor {floor(own)}"


def libraries_stay_in_their_place(house: Sources) -> Iterator[str]:
    """No file uses a library outside the place it is kept in, or one that is barred where it stands."""
    for path, text in house.items():
        for line, name in imports(path, text):
            library = name.partition(".")[0]
            barred = any(path.startswith(place) and library in names for place, names in BARRED.items())
            if barred or not path.startswith(FENCES.get(library, "")):
                yield f"{path}, line {line}: {library}"


def names_say_something(house: Sources) -> Iterator[str]:
    """No file or folder is called utils, helpers and so on."""
    yield from (path for path in house if NO_NAMES & set(re.split(r"[/_.]", path)))


def no_module_is_empty(house: Sources) -> Iterator[str]:
    """Every module says what it is for, and holds more than that; the file of a folder need not."""
    for path, text in house.items():
        tree = ast.parse(text)
        if not ast.get_docstring(tree) or (len(tree.body) == 1 and not path.endswith("__init__.py")):
            yield path


def only_its_folder_names_a_kind(house: Sources) -> Iterator[str]:
    """No module outside quiz/kinds imports a kind, compares with its name, or maps its name to something."""
    for path, text in house.items():
        if path.startswith("quiz/kinds/"):
            continue
        yield from (
            f"{path}, line {line}: {name}"
            for line, name in imports(path, text)
            if name.startswith("kit.quiz.kinds.") and not name.startswith("kit.quiz.kinds.registry.")
        )
        for node in ast.walk(ast.parse(text, path)):
            named = [part.value for part in _looked_for(node) if isinstance(part, ast.Constant) and part.value in KINDS]
            yield from (f"{path}, line {node.lineno}: {name}" for name in named)


def _looked_for(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a value is compared with, and the keys of a table that has several."""
    match node:
        case ast.Compare():
            yield from (part for side in (node.left, *node.comparators) for part in ast.walk(side))
        case ast.MatchValue():
            yield node.value
        case ast.Dict() if len(node.keys) > 1 and all(
            isinstance(key, ast.Constant) and key.value in KINDS for key in node.keys
        ):
            yield node.keys[0]


def imports_make_no_ring(house: Sources) -> Iterator[str]:
    """No modules import each other in a ring, not even in functions or for typing."""
    names = {_module(path): path for path in house}
    arrows: dict[str, set[str]] = {}
    for path, text in house.items():
        for _, name in imports(path, text):
            parts = name.split(".")
            known = next((".".join(parts[:end]) for end in (len(parts), -1) if ".".join(parts[:end]) in names), None)
            if known and known != _module(path):
                arrows.setdefault(_module(path), set()).add(known)
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        yield " > ".join(names[name] for name in error.args[1])


def no_language_is_special(house: Sources) -> Iterator[str]:
    """No file names a language but English, outside the table of languages: settings and columns say what differs."""
    for path, text in house.items():
        for node in ast.walk(ast.parse(text)) if path not in LANGUAGE_TABLES else ():
            if isinstance(node, ast.Constant) and node.value == "ja":
                yield f"{path}, line {node.lineno}: ja"


def _module(path: str) -> str:
    """Return the name by which a file is imported."""
    return f"kit.{path.removesuffix('.py').removesuffix('/__init__').replace('/', '.')}"


RULES: list[Rule] = [
    every_part_has_a_floor,
    imports_come_from_below,
    libraries_stay_in_their_place,
    names_say_something,
    no_module_is_empty,
    only_its_folder_names_a_kind,
    imports_make_no_ring,
    no_language_is_special,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_is_kept(rule: Rule):
    """Every rule above is kept by the whole house."""
    assert list(rule(sources(HOUSE))) == []


@pytest.mark.parametrize("rule", [names_say_something, no_module_is_empty], ids=lambda rule: rule.__name__)
def test_rule_is_kept_by_tests(rule: Rule):
    """Tests have names that say something too, and none is empty."""
    assert list(rule(sources(Path(__file__).parent))) == []


HEAD = '"""It is there."""\n'
NEIGHBOUR = {"maps/two.py": f"{HEAD}from kit.maps.one import place\nprint(place)"}  # of every damage
DAMAGES: list[tuple[Rule, str, str, str]] = [
    (every_part_has_a_floor, "cellar/wine.py", "", "cellar/wine.py"),
    (imports_come_from_below, "quiz/bad.py", "from kit.maps.scene import Scene", "quiz/bad.py, line 2: kit.maps.scene"),
    (imports_come_from_below, "quiz/bad.py", "import kit.facts.tables", "kit.facts.tables is on floor 1"),
    (imports_come_from_below, "text.py", "def read():\n    from kit.facts.tables import load", "text.py, line 3"),
    (
        imports_come_from_below,
        "maps/bad.py",
        "if TYPE_CHECKING:\n    from kit.charts import ladder",
        "kit.charts.ladder",
    ),
    (
        imports_come_from_below,
        "lesson.py",
        "from importlib import import_module\nimport_module('kit.live')",
        "kit.live",
    ),
    (imports_come_from_below, "lesson.py", "from kit import start", "kit.start stands on no floor"),
    (imports_come_from_below, "maps/bad.py", "from . import scene", "write it in full"),
    (libraries_stay_in_their_place, "maps/to_svg.py", "import folium", "maps/to_svg.py, line 2: folium"),
    (
        libraries_stay_in_their_place,
        "quiz/bad.py",
        "def read():\n    import pandas as pd",
        "quiz/bad.py, line 3: pandas",
    ),
    (libraries_stay_in_their_place, "lesson.py", "from ipywidgets import HTML", "lesson.py, line 2: ipywidgets"),
    (names_say_something, "quiz/text_utils.py", "", "quiz/text_utils.py"),
    (names_say_something, "core/table.py", "", "core/table.py"),
    (no_module_is_empty, "quiz/bad.py", "", "quiz/bad.py"),
    (no_language_is_special, "maps/bad.py", "wide = 70 if language == 'ja' else 140", "maps/bad.py, line 2: ja"),
    (
        imports_make_no_ring,
        "maps/one.py",
        "def draw():\n    from kit.maps.two import shape",
        "maps/one.py > maps/two.py > maps/one.py",
    ),
    (
        only_its_folder_names_a_kind,
        "export/bad.py",
        "from kit.quiz.kinds.map_click.item import MapClick",
        "export/bad.py, line 2: kit.quiz.kinds.map_click.item.MapClick",
    ),
    (only_its_folder_names_a_kind, "lab/bad.py", "if item.kind == 'map-click':\n    pass", "lab/bad.py, line 2: map"),
    (only_its_folder_names_a_kind, "lab/bad.py", "a = item.kind in ('open', 'x')", "lab/bad.py, line 2: open"),
    (
        only_its_folder_names_a_kind,
        "lab/bad.py",
        "match item.kind:\n    case 'fill-in':\n        pass",
        "lab/bad.py, line 3: fill-in",
    ),
    (only_its_folder_names_a_kind, "lab/bad.py", "a = {'open': 1, 'numeric': 2}", "lab/bad.py, line 2: open"),
]


@pytest.mark.parametrize(("rule", "path", "code", "named"), DAMAGES, ids=[named for *_, named in DAMAGES])
def test_what_breaks_a_rule_is_named(rule: Rule, path: str, code: str, named: str):
    """A file that breaks a rule is named, with the line and the import."""
    (found,) = rule({path: HEAD + code, **NEIGHBOUR})
    assert named in found


def test_every_rule_can_be_broken():
    """No rule is without a damage that it names."""
    assert {rule for rule, *_ in DAMAGES} == set(RULES)


NAMED = re.compile(rf"""kind\b\W{{0,20}}?(?:\w+\W{{0,4}})?["'](?:{"|".join(KINDS)})["']""")


def kinds_named_in(text: str) -> list[str]:
    """Return where a script or a template compares a kind with a name."""
    return NAMED.findall(text)


def test_no_script_or_template_outside_its_folder_names_a_kind():
    """Scripts and templates outside quiz/kinds compare no kind with a name; the same look sees one that does."""
    found = [path for end in ("js", "html", "j2") for path in HOUSE.rglob(f"*.{end}")]
    files = [path for path in found if not path.is_relative_to(HOUSE / "quiz" / "kinds")]
    assert len(files) > 10
    assert [path.name for path in files if kinds_named_in(path.read_text(encoding="utf-8"))] == []
    assert kinds_named_in("if (item.kind === 'map-click') draw();")
    assert kinds_named_in('{% set own = answers | selectattr("item.kind", "equalto", "open") %}')


# ---- scripts ----


PUPILS = "lab/pages/labextensions/heart-to-heart-pupils/static"


def scripts_import_from_below(scripts: Sources) -> Iterator[str]:
    """Yield each import of a script that is neither in its own folder, nor in scripts/, nor of the cards' kinds.

    Only a widget or the projector imports what the kinds share, and a widget from other widgets; the bar of a class
    imports from the page of pupils, which it is on. No script imports from the folder of a kind, which Python adds to a
    card when it is asked.
    """
    for path, text in scripts.items():
        for name in re.findall(r"""(?m)^(?:import|export)\b[^;]*? from ["']([^"']+)["'];$""", text):
            folder = os.path.normpath(f"{path}/../{name}/..").replace(os.sep, "/")
            own = path.rpartition("/")[0]
            may = {own, "scripts"} | ({"quiz/kinds"} if own.startswith(("quiz/kinds/", "widgets/", "lab/")) else set())
            may |= {PUPILS} if own == "live/pages" else set()
            is_widget = folder.startswith("widgets/") and own.startswith("widgets/")
            if not is_widget and (folder not in may or (own == "scripts" and folder != own)):
                yield f"{path}: {name}"


def test_scripts_import_from_below():
    """A kind's card imports only from scripts/, from what kinds share and from its own folder; so with widgets."""
    files = {path.relative_to(HOUSE).as_posix(): path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.js")}
    assert len(files) > 50
    assert list(scripts_import_from_below(files)) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("quiz/kinds/numeric/card.js", "../ordering/card.js"),
        ("quiz/kinds/numeric/card.js", "../../../widgets/quiz_card/item.js"),
        ("quiz/kinds/typed.js", "./numeric/card.js"),
        ("maps/page/page.js", "../../quiz/kinds/mark.js"),
        ("scripts/dom.js", "../widgets/timeline/list.js"),
        ("lab/projector/tally.js", "../../widgets/timeline/list.js"),
    ],
)
def test_a_script_that_reaches_higher_is_named(path: str, name: str):
    """Such an import is named, and one from scripts/ is not."""
    deep = "../" * path.count("/")
    text = f'import {{ a }} from "{name}";\nimport {{\n  make\n}} from "{deep}scripts/dom.js";\n'
    assert list(scripts_import_from_below({path: text})) == [f"{path}: {name}"]


# ---- tests stand where their code stands ----

TESTED_ELSEWHERE = {  # a module without a test file of its own: why
    "hub/folder/jupyterhub_config.py": "settings, with which tests/hub starts JupyterHub",
    "hub/settings/jupyter_server_config.py": "settings, with which tests/hub starts learners' servers",
    "charts/chart.py": "plain data; the tests of each chart and renderer read it",
    "checks/table.py": "plain data",
    "export/request.py": "plain data",
    "lab/settings/jupyter_lab_config.py": "settings, which JupyterLab reads",
}


def without_a_test(house: Sources, tests: Sources) -> Iterator[str]:
    """Yield each module that has no test file at the mirrored path: of `a/b.py` it is `a/test_b.py`."""
    for path in house:
        folder, _, name = path.rpartition("/")
        if name != "__init__.py" and f"{folder}/test_{name}".lstrip("/") not in tests:
            yield path


def test_every_module_has_a_test_file_of_its_own():
    """A module's test is found at the mirrored path; the few that have none are listed, with a reason."""
    assert set(without_a_test(sources(HOUSE), sources(Path(__file__).parent))) == TESTED_ELSEWHERE.keys()


def test_a_module_without_a_test_is_named():
    """The test file of a folder's module is in the same folder; one of the same name elsewhere does not count."""
    house = {"a/b.py": "", "c.py": "", "a/__init__.py": ""}
    assert list(without_a_test(house, {"a/test_b.py": "", "test_c.py": ""})) == []
    assert list(without_a_test(house, {"test_b.py": "", "a/test_c.py": ""})) == ["a/b.py", "c.py"]


def test_the_table_of_the_house_is_true():
    """The page on the house names each part of the house once, on its floor, and no other."""
    text = (Path(__file__).parents[1] / "docs" / "house.md").read_text(encoding="utf-8")
    found: list[tuple[int, str]] = []
    for number, cell in re.findall(r"(?m)^\| (\d) \| ([^|]*) \|", text):
        found += [(int(number), name) for name in re.findall(r"`(?:kit/)?(\w+)(?:/|\.py)`", cell)]
    assert sorted(found) == sorted((number, part) for number, parts in enumerate(FLOORS) for part in parts)


# ---- what importing costs ----

WATCH = """
import importlib, json, pkgutil, sys
import kit
opened = []
def heard(event, arguments):
    if event == "open" and str(arguments[0]).startswith(ROOTS) and not str(arguments[0]).endswith((".py", ".pyc")):
        opened.append(name + " reads " + str(arguments[0]))
name = "nobody"
sys.addaudithook(heard)
open(PROBE).close()
for module in pkgutil.walk_packages(kit.__path__, "kit."):
    name = module.name
    importlib.import_module(name)
print(json.dumps(opened))
"""


def python(code: str) -> list[str]:
    """Run code in a new Python and return the list that it prints."""
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_importing_the_kit_is_light():
    """`import kit` alone loads no heavy library; the same look sees one that is loaded."""
    look = f"import json, sys; print(json.dumps([name for name in {LATER!r} if name in sys.modules]))"
    assert python(f"import kit; {look}") == []
    assert python(f"import kit; kit.load; {look}") == ["pandas"]


def test_nothing_is_read_at_import_time():
    """No module opens a file of the project when it is imported, but for the script and style of a widget."""
    roots = (str(HOUSE), str(data_folder()), str(notebooks_folder()))
    probe = str(HOUSE / "widgets" / "map_dial" / "dial.js")
    opened = python(f"ROOTS, PROBE = {roots!r}, {probe!r}\n{WATCH}")
    assert opened[0] == f"nobody reads {probe}"
    widget = re.compile(r"kit\.widgets[.\w]+ reads .*(widgets|kinds|scripts).+\.(js|css)")
    assert [line for line in opened[1:] if not widget.fullmatch(line)] == []
