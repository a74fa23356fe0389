"""The item bank against the data: every item rests on rows that exist, and its key is what the data says."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from pathlib import Path

import msgspec
from yaml.nodes import Node

from kit.checks.keys import key_mistakes
from kit.checks.problem import Problem, place, shown
from kit.checks.reading import text_of
from kit.checks.rows import Tables
from kit.errors import KitError
from kit.quiz import yaml_nodes as plain_yaml
from kit.quiz.bank import problems
from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem
from kit.quiz.template import Template
from kit.quiz.yaml_nodes import Plain, Way, line_of
from kit.suggest import did_you_mean, name_list
from kit.text import languages

Mistake = tuple[Way, str, str]  # the way to the place inside the item, what is wrong, what to do

_NAMES = ("name_en", "name_ja", "name_own", "official_name")


class Data:
    """What items may rest on: tables, ids of rows, and names of states.

    Parameters
    ----------
    places : list of mapping of str to Table
        Tables by name; where two places have one of the same name, that of the first gives the keys.
    """

    def __init__(self, places: list[Tables]) -> None:
        self.tables: Tables = ChainMap(*map(dict, places))
        self.row_ids: set[str] = set()
        self.states: dict[str, set[str]] = {}
        for table in [table for tables in places for table in tables.values()]:
            rows = [row.cells for row in table.rows()]
            self.row_ids |= {table.row_id(cells) for cells in rows} - {""}
            if table.name in ("members", "partnerships"):
                for cells in rows:
                    self.states.setdefault(cells.get("iso3", ""), set()).update(cells.get(name, "") for name in _NAMES)


def check_bank(folder: Path, files: list[Path], data: Data | None) -> list[Problem]:
    """Return what is wrong with the item files of a folder.

    Parameters
    ----------
    folder : Path
        The folder of the files.
    files : list of Path
        The item files.
    data : Data or None
        What the items may rest on; None leaves them uncompared with it.
    """
    sound, found = [], []
    for path in files:
        try:
            text_of(path, mark_allowed=True)
            sound.append(path)
        except KitError as error:
            found.append(Problem.of(error))
    of_engine = problems(folder) if sound == files else [error for path in sound for error in problems(path)]
    found += [Problem.of(error) for error in of_engine]
    return found + [problem for path in sound for problem in _in_file(path, data)]


def _in_file(path: Path, data: Data | None) -> Iterator[Problem]:
    """Yield what the engine, which has no data, cannot know; an item that is not in form is left to it."""
    try:
        node, content = plain_yaml.load(path)
    except KitError:
        return
    raw_items = content.get("items") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(raw_items, list):
        return
    raw_templates = content.get("templates", [])
    templates = raw_templates if isinstance(raw_templates, list) else []
    yield from _objectives(path, node, content, [*raw_items, *templates])
    for number, raw in enumerate(raw_items):
        try:
            item: Item = msgspec.convert(raw, AnyItem, strict=False)
        except msgspec.ValidationError:
            continue
        for way, what, do in [*_languages(raw), *(_against(item, raw, data) if data else ())]:
            where = ", ".join(
                [f"{place(path, line=line_of(node, ('items', number, *way)))}, item {item.id}", *_steps(raw, way)]
            )
            yield Problem(what, where, do)
    for number, raw in enumerate(templates):
        for way, what, do in [*_languages(raw), *(_rows(raw, path, data) if data else ())]:
            line = line_of(node, ("templates", number, *way))
            yield Problem(what, ", ".join([place(path, line=line), f"template {number + 1}", *_steps(raw, way)]), do)


def _rows(raw: Plain, path: Path, data: Data) -> Iterator[Mistake]:
    """Yield the first row on which an item of a template would rest without there being such a row id."""
    try:
        template = msgspec.convert(raw, Template, strict=False)
        names = [str(row.get(template.row_id)) for row in template.rows(path)]
    except (msgspec.ValidationError, KitError):
        return
    for name in names:
        if name not in data.row_ids:
            do = "Let row_id be the column whose cells are ids of rows."
            yield ("row_id",), f"There is no row {shown(name)} in any table.", do
            return


def _steps(part: Plain, way: Way) -> Iterator[str]:
    """Yield a way in words: options by their ids, anything else in a list by its number."""
    above = ""
    for step in way:
        part = part[step]  # type: ignore[index]
        if isinstance(step, str):
            if above:
                yield above
            above = step
        else:
            name = part.get("id") if isinstance(part, dict) else None
            yield f"{above.removesuffix('s')} {name}" if name else f"{above} {step + 1}"
            above = ""
    if above:
        yield above


def _against(item: Item, raw: Plain, data: Data) -> Iterator[Mistake]:
    """Yield how an item differs from the data; its key only once the item itself is right."""
    yield from _facts(raw, data.row_ids)
    if not list(item.mistakes()):
        yield from key_mistakes(item, data.tables)
        yield from _states(item, data)


def _objectives(path: Path, node: Node, content: dict[str, Plain], raw_items: list[Plain]) -> Iterator[Problem]:
    """Yield each objective that no item tests."""
    objectives = content.get("objectives")
    used = [raw.get("objective") for raw in raw_items if isinstance(raw, dict)]
    for slug in objectives if isinstance(objectives, dict) else []:
        if slug not in used:
            where = f"{place(path, line=line_of(node, ('objectives', slug)))}, objectives {slug}"
            do = "Write an item for it, or take the objective out."
            yield Problem(f"No item tests the objective {slug!r}.", where, do)


def _facts(part: Plain, known: set[str], way: Way = ()) -> Iterator[Mistake]:
    """Yield each row id that does not exist, anywhere in an item."""
    if isinstance(part, list):
        for number, inner in enumerate(part):
            yield from _facts(inner, known, (*way, number))
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name == "facts" and isinstance(inner, list):
                for number, row_id in enumerate(inner):
                    if isinstance(row_id, str) and row_id not in known:
                        do = f"Look the id up in the first column of its table.{did_you_mean(row_id, known)}"
                        yield (*way, name, number), f"There is no row {shown(row_id)} in any table.", do
            else:
                yield from _facts(inner, known, (*way, name))


def _languages(raw: Plain) -> Iterator[Mistake]:
    """Yield each text that lacks a language in which the item is asked."""
    stem = raw.get("stem") if isinstance(raw, dict) else None
    asked = set(stem) if isinstance(stem, dict) else {"en"}
    for way, text in _texts(raw):
        missing = sorted(asked - set(text))
        extra = sorted(set(text) - asked)
        if missing:
            yield way, f"The text is not there in {name_list(missing)}, but the stem is.", "Translate it."
        elif extra:
            yield (
                way,
                f"The text is there in {name_list(extra)}, but the stem is not.",
                "Translate the stem and all texts.",
            )


def _texts(part: Plain, way: Way = ()) -> Iterator[tuple[Way, dict[str, Plain]]]:
    """Yield feedback and hints, and all maps of languages; other plain texts, such as names, may serve any language."""
    if isinstance(part, dict) and part and set(part) <= set(languages()):
        yield way, part
    elif isinstance(part, str) and way and (way[-1] == "feedback" or way[-2:-1] in (("hints",), ("feedback",))):
        yield way, {"en": part}
    else:
        children = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for step, inner in children:
            if step not in ("key", "key_from"):
                yield from _texts(inner, (*way, step))


def _states(item: Item, data: Data) -> Iterator[Mistake]:
    """Yield each option of a map that no table knows, or that has the name of another state."""
    names = data.states
    for number, option in enumerate(item.map_options()):
        if option.id not in names:
            what = f"There is no state {option.id!r} in tables members and partnerships."
            yield (
                ("options", number, "id"),
                what,
                f"Use the code of a state on the map.{did_you_mean(option.id, names)}",
            )
        for text in [option.text] if isinstance(option.text, str) else option.text.values():
            others = [state for state, known in names.items() if text in known and state != option.id]
            if others and text not in names.get(option.id, set()):
                what = f"The option {option.id!r} is called {text!r}, which is the name of {name_list(others)}."
                yield ("options", number, "text"), what, "Let id and name belong to the same state."
