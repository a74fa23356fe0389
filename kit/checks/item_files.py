"""The item bank against the data: every item rests on rows that exist, and its key is what the data says."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kit.checks.answer_keys import key_mistakes
from kit.checks.file_cache import FileCache
from kit.checks.problem import Problem, shown
from kit.checks.row_rules import Tables
from kit.errors import KitError, place
from kit.quiz.bank import problems_in
from kit.quiz.file_errors import steps_in_words
from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem
from kit.quiz.mistake import Mistake
from kit.quiz.template import Template
from kit.quiz.yaml_nodes import NodePath, Plain, YamlFile, line_of
from kit.suggest import did_you_mean, name_list
from kit.text import languages

_EXAMPLE = "q-example-"  # how ids begin that `kit new-lesson` writes
_EXAMPLE_FEEDBACK = ("Say here why", "Say here what", "Say here where")  # what its feedback says
_EXAMPLE_QUESTION = "Which question does this lesson answer"
_NO_TEXTS = ("key", "key_from", "marks", "where")  # maps of ids or columns, which may be called id
_NAMES = ("name_en", "name_ja", "name_own", "official_name")


class Data:
    """What items may rest on: tables, ids of rows, and names of states.

    Parameters
    ----------
    places : list of mapping of str to Table
        Tables by name; where two places have one of the same name, that of the first gives the keys.
    row_ids : set of str
        Ids of rows in further tables, which templates alone use.
    drawn : set of str
        Codes of the states that the map shows; empty where that is not known.
    """

    def __init__(self, places: list[Tables], row_ids: set[str], drawn: set[str]) -> None:
        self.drawn = drawn
        self.tables: Tables = ChainMap(*map(dict, places))
        self.row_ids = row_ids
        self.states: dict[str, set[str]] = {}
        self.documents: set[str] = set()
        for table in [table for tables in places for table in tables.values()]:
            rows = [row.cells for row in table.rows()]
            self.row_ids = self.row_ids | {table.row_id(cells) for cells in rows} - {""}
            if table.name == "documents":
                self.documents |= {table.row_id(cells) for cells in rows}
            if table.name in ("members", "partnerships"):
                for cells in rows:
                    self.states.setdefault(cells.get("iso3", ""), set()).update(cells.get(name, "") for name in _NAMES)


def tables_of_templates(paths: list[Path], files: FileCache) -> dict[Path, set[str]]:
    """Return the tables from which the templates of item files make items, with the ids of their rows."""
    found: dict[Path, set[str]] = {}
    for path, raw in entries("templates", paths, files):
        try:
            template = msgspec.convert(raw, Template, strict=False)
            ids = found.setdefault(template.table_file(path), set())
            ids |= {str(row.get(template.row_id)) for row in template.rows(path, files.table)}
        except (msgspec.ValidationError, KitError):
            continue
    return found


def pictures_of_items(paths: list[Path], files: FileCache) -> set[Path]:
    """Return the pictures that the items of some files name."""
    found: set[Path] = set()
    for path, item in entries("items", paths, files):
        picture = item.get("picture") if isinstance(item, dict) else None
        name = picture.get("file") if isinstance(picture, dict) else None
        if isinstance(name, str):
            found.add(path.parent / name)
    return found


def entries(key: str, paths: list[Path], files: FileCache) -> Iterator[tuple[Path, object]]:
    """Yield what is listed under a key of some files, with its file; what cannot be read is said elsewhere."""
    for path in paths:
        try:
            content = files.yaml(path).content
        except KitError:
            continue
        entries = content.get(key) if isinstance(content, dict) else None
        for entry in entries if isinstance(entries, list) else []:
            yield path, entry


def check_bank(paths: list[Path], data: Data | None, files: FileCache) -> list[Problem]:
    """Return what is wrong with item files.

    Parameters
    ----------
    paths : list of Path
        The item files.
    data : Data or None
        What the items may rest on; None leaves them uncompared with it.
    files : FileCache
        What was read so far.
    """
    parsed, found = [], []
    for path in paths:
        try:
            parsed.append(files.yaml(path))
        except KitError as error:
            found.append(Problem.of(error))
    found += [Problem.of(error) for error in problems_in(parsed, files.table)]
    return found + [problem for file in parsed for problem in _in_file(file, data, files)]


def _in_file(file: YamlFile, data: Data | None, files: FileCache) -> Iterator[Problem]:
    """Yield what the engine, which has no data, cannot know; an item that is not in form is left to it."""
    content = file.content
    raw_items = content.get("items") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(raw_items, list):
        return
    raw_templates = content.get("templates", [])
    templates = raw_templates if isinstance(raw_templates, list) else []
    found = list(_objectives(content, [*raw_items, *templates]))
    if str(content.get("question")).rstrip("?") == _EXAMPLE_QUESTION:
        do = "Write your own in its place."
        found.append(Mistake(("question",), "This question is still the example of a new lesson.", do))
    for number, raw in enumerate(raw_items):
        try:
            item: Item = msgspec.convert(raw, AnyItem, strict=False)
        except msgspec.ValidationError:
            continue
        mistakes = [*_examples(item, raw), *_languages(raw), *(_against(item, raw, data) if data else ())]
        found += [mistake.below("items", number) for mistake in mistakes]
    for number, raw in enumerate(templates):
        mistakes = [*_languages(raw), *(_rows(raw, file.path, data, files) if data else ())]
        found += [mistake.below("templates", number) for mistake in mistakes]
    for path, what, do in found:
        where = [place(file.path, line=line_of(file.node, path)), *steps_in_words(path, content)]
        yield Problem(what, ", ".join(where), do)


def _examples(item: Item, raw: Plain) -> Iterator[Mistake]:
    """Yield an item with which a new lesson was begun and that nobody has replaced yet, whatever it is called."""
    if item.id.startswith(_EXAMPLE) or any(said in text for text in _strings(raw) for said in _EXAMPLE_FEEDBACK):
        do = "Write your own in its place, and take the example out."
        yield Mistake((), "This item is still the example of a new lesson.", do)


def _strings(part: Plain) -> Iterator[str]:
    """Yield every text of a part of a file."""
    if isinstance(part, str):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _strings(inner)


def _rows(raw: Plain, path: Path, data: Data, files: FileCache) -> Iterator[Mistake]:
    """Yield the first row on which an item of a template would rest without being there, and states off the map."""
    try:
        template = msgspec.convert(raw, Template, strict=False)
        rows = template.rows(path, files.table)
        names = [str(row.get(template.row_id)) for row in rows]
    except (msgspec.ValidationError, KitError):
        return
    for name in names:
        if name not in data.row_ids:
            do = "Let row_id be the column whose cells are ids of rows."
            yield Mistake(("row_id",), f"There is no row {shown(name)} in any table.", do)
            return
    try:
        items = template.items(rows, "any")
    except KitError:  # the engine says why
        return
    for item in items[:1]:  # on a map all rows are options of each
        yield from (mistake._replace(path=("key",)) for mistake in _states(item, data))


def _against(item: Item, raw: Plain, data: Data) -> Iterator[Mistake]:
    """Yield how an item differs from the data; its key only once the item itself is right."""
    yield from _facts(raw, data.row_ids)
    for number, name in enumerate(item.documents):
        if name not in data.documents:
            do = f"Look the id up in table documents.{did_you_mean(name, data.documents)}"
            yield Mistake(("documents", number), f"There is no document {shown(name)}.", do)
    if not list(item.mistakes()):
        yield from key_mistakes(item, data.tables)
        yield from _states(item, data)


def _objectives(content: dict[str, Plain], raw_items: list[Plain]) -> Iterator[Mistake]:
    """Yield each objective that no item tests."""
    objectives = content.get("objectives")
    used = [raw.get("objective") for raw in raw_items if isinstance(raw, dict)]
    for slug in objectives if isinstance(objectives, dict) else []:
        if slug not in used:
            do = "Write an item for it, or take the objective out."
            yield Mistake(("objectives", slug), f"No item tests the objective {slug!r}.", do)


def _facts(part: Plain, known: set[str], path: NodePath = ()) -> Iterator[Mistake]:
    """Yield each row id that does not exist, anywhere in an item."""
    if isinstance(part, list):
        for number, inner in enumerate(part):
            yield from _facts(inner, known, (*path, number))
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name == "facts" and isinstance(inner, list):
                for number, row_id in enumerate(inner):
                    if isinstance(row_id, str) and row_id not in known:
                        do = f"Look the id up in the first column of its table.{did_you_mean(row_id, known)}"
                        yield Mistake((*path, name, number), f"There is no row {shown(row_id)} in any table.", do)
            else:
                yield from _facts(inner, known, (*path, name))


def _languages(raw: Plain) -> Iterator[Mistake]:
    """Yield each text that lacks a language in which the item is asked."""
    stem = raw.get("stem") if isinstance(raw, dict) else None
    asked = set(stem) if isinstance(stem, dict) else {"en"}
    for path, text in _texts(raw):
        missing = sorted(asked - set(text))
        extra = sorted(set(text) - asked)
        if missing:
            yield Mistake(path, f"The text is not there in {name_list(missing)}, but the stem is.", "Translate it.")
        elif extra:
            what = f"The text is there in {name_list(extra)}, but the stem is not."
            yield Mistake(path, what, "Translate the stem and all texts.")


def _texts(part: Plain, path: NodePath = ()) -> Iterator[tuple[NodePath, dict[str, Plain]]]:
    """Yield feedback and hints, and all maps of languages; other plain texts, such as names, may serve any language."""
    if isinstance(part, dict) and part and set(part) <= set(languages()):
        yield path, part
    elif isinstance(part, str) and path and (path[-1] == "feedback" or path[-2:-1] in (("hints",), ("feedback",))):
        yield path, {"en": part}
    else:
        children = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for step, inner in children:
            if step not in _NO_TEXTS:
                yield from _texts(inner, (*path, step))


def _states(item: Item, data: Data) -> Iterator[Mistake]:
    """Yield each option of a map that is not on it, or that has the name of another state."""
    names = data.states
    for number, option in enumerate(item.map_options()):
        if data.drawn and option.id not in data.drawn:
            what = f"There is no state {option.id!r} on the map."
            do = f"Use one of: {name_list(sorted(data.drawn))}.{did_you_mean(option.id, data.drawn)}"
            yield Mistake(("options", number, "id"), what, do)
        for text in [option.text] if isinstance(option.text, str) else option.text.values():
            others = [state for state, known in names.items() if text in known and state != option.id]
            if others and text not in names.get(option.id, set()):
                what = f"The option {option.id!r} is called {text!r}, which is the name of {name_list(others)}."
                yield Mistake(("options", number, "text"), what, "Let id and name belong to the same state.")
