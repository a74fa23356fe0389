"""Where each row of the course is taught or used, and which row is nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from inspect import signature
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kit.amounts import counted
from kit.checks.data_package import resources
from kit.checks.file_cache import FileCache
from kit.errors import KitError
from kit.facts.notebook_texts import read_notebook
from kit.facts.selection import events, lesson_words, story_facts
from kit.facts.tables import load, table_names
from kit.notebook_calls import Call, calls
from kit.paths import data_folder, notebooks_folder
from kit.quiz.bank import load_bank

TABLES = ("facts", "documents", "timeline", "forecasts", "glossary", "cautions")
HOW = (
    "Taught: a cell of the lesson names the row by its id, or shows it with lesson.facts(...), lesson.words(), "
    "lesson.table(...) without chosen rows, lesson.timeline(), or kit.timeline(...) from its first year on.\n"
    "Used: an item rests on it, as a whole or in the feedback of an option.\n"
    "A table that is only loaded, counted or filtered, or drawn as a chart or map, does not count."
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_GUIDE = "-guide"  # a guide next to a teacher's own lesson is not a lesson


class Covered(NamedTuple):
    """One row: the lessons that teach it, by their numbers, and the items that use it."""

    row_id: str
    taught: tuple[str, ...]
    used: tuple[str, ...]

    def __str__(self) -> str:
        places = [f"taught in {', '.join(self.taught)}"] if self.taught else []
        places += [f"used by {', '.join(self.used)}"] if self.used else []
        return f"{self.row_id}: {'; '.join(places) or 'nowhere'}"


def coverage(folder: Path | None = None, notebooks: Path | None = None) -> dict[str, list[Covered]]:
    """Return where each row of the tables that a course teaches appears in lessons and items.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A data folder; else the kit's own.
    notebooks : pathlib.Path, optional
        The folder of the lessons ``NN-slug.ipynb``; else the course's own, and for a folder of somebody's own the
        folder itself.

    Returns
    -------
    dict of str to list of Covered
        Facts, documents, events, forecasts, words and cautions, as far as the folder has them; rows in their order.

    Raises
    ------
    KitError
        When ``datapackage.json`` is not valid, or a table, an item file or a notebook cannot be read.

    Examples
    --------
    >>> [row for row in coverage()["facts"] if not row.taught and not row.used]
    []
    """
    is_kit = folder is None or folder.resolve() == data_folder().resolve()
    home = data_folder() if folder is None else folder
    for problem in resources(home, FileCache())[1]:
        raise problem.as_error()
    tables = {name: load(name, home) for name in TABLES if name in table_names(home)}
    taught: dict[str, set[str]] = {}
    for path in sorted((notebooks or (notebooks_folder() if is_kit else home)).glob("[0-9]*.ipynb")):
        if not path.stem.endswith(_GUIDE):
            lesson = path.stem.partition("-")[0]
            for row_id in _shown(path, lesson, tables, home):
                taught.setdefault(row_id, set()).add(lesson)
    used: dict[str, list[str]] = {}
    for items in load_bank(home / "items"):
        for item in items.items:
            for row_id in item.row_ids():
                used.setdefault(row_id, []).append(item.id)
    return {
        name: [Covered(row, tuple(sorted(taught.get(row, ()))), tuple(used.get(row, ()))) for row in _ids(table)]
        for name, table in tables.items()
    }


def report(found: dict[str, list[Covered]]) -> Iterator[str]:
    """Yield the lines of a coverage table: each row with its places, then the rows that are nowhere."""
    for name, rows in found.items():
        taught, used = sum(bool(row.taught) for row in rows), sum(bool(row.used) for row in rows)
        yield f"{name}: {counted(len(rows), 'rows')}, {taught} taught, {used} used by items"
        yield from (f"  {row}" for row in rows)
        yield ""
    yield HOW
    missing = nowhere(found)
    yield f"\nNowhere: {', '.join(missing)}" if missing else "\nEvery row is taught or used."


def nowhere(found: dict[str, list[Covered]]) -> list[str]:
    """Return the ids of the rows that no lesson teaches and no item uses."""
    return [row.row_id for rows in found.values() for row in rows if not (row.taught or row.used)]


def _ids(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.iloc[:, 0]]


def _shown(path: Path, lesson: str, tables: dict[str, pd.DataFrame], home: Path) -> Iterator[str]:
    """Yield the ids of the rows that a notebook names or shows."""
    known = {row_id for table in tables.values() for row_id in _ids(table)}
    for cell in read_notebook(path)["cells"]:
        source = "".join(cell["source"])
        yield from known.intersection(_ID.findall(source))
        if cell["cell_type"] == "code":
            for call in calls(source):
                yield from known.intersection(_listed(call, lesson, tables, home))


def _listed(call: Call, lesson: str, tables: dict[str, pd.DataFrame], home: Path) -> list[str]:
    """Return the ids of the rows that a call puts before the learner's eyes; none when its arguments are not plain."""
    if call.name == "lesson.table" and call.argument(2, "rows") is None:
        name = call.argument(0, "name")
        return _ids(tables[name]) if name in tables else []
    if call.name not in _CALLS or ... in (*call.args, *call.words.values()):
        return []
    rows_of: Callable[..., pd.DataFrame] = _CALLS[call.name]
    given = {"folder": home, "lesson": lesson, **call.words}
    words = {name: value for name, value in given.items() if name in signature(rows_of).parameters}
    try:
        return _ids(rows_of(*call.args, **words))
    except (KitError, TypeError):  # a call that fails shows nothing
        return []


_CALLS: dict[str, Callable[..., pd.DataFrame]] = {
    "lesson.facts": story_facts,
    "lesson.words": lesson_words,
    "lesson.timeline": partial(events, None),
    "kit.timeline": events,
}
