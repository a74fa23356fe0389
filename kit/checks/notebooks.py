"""The notebooks next to a lesson of somebody's own: what their cells name has to be there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kit.checks.problem import Problem, shown
from kit.errors import KitError
from kit.facts.notebook_texts import read_notebook
from kit.notebook_calls import Call, calls
from kit.quiz.bank import load_bank, read_file
from kit.suggest import did_you_mean

_OF_ONE_ITEM = ("check", "predict", "prediction")
_OF_DOCUMENTS = "documents"


def check_notebooks(notebooks: list[Path], item_files: list[Path], documents: set[str]) -> Iterator[Problem]:
    """Yield each item and each document that a cell of a notebook asks for, and that is neither here nor in the course.

    Parameters
    ----------
    notebooks, item_files : list of Path
        The notebooks and the item files of one folder; in the latter nothing is wrong.
    documents : set of str
        Ids of the documents, here and of the course.
    """
    items = {item.id for path in item_files for item in read_file(path, whole=True).items}
    for path in notebooks:
        try:
            cells = [cell for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code"]
        except KitError as error:
            yield Problem.of(error)
            continue
        for call in (call for cell in cells for call in calls("".join(cell["source"]))):
            where = f"{path}, {call.name}"
            for name in _named(call, _OF_ONE_ITEM):
                if name not in items and name not in _items_of_the_course():
                    do = f"Write the id of an item that is there.{did_you_mean(name, items)}"
                    yield Problem(f"No item of this lesson is called {shown(name)}.", where, do)
            for name in _named(call, (_OF_DOCUMENTS,)):
                if name not in documents:
                    do = f"Write an id from table documents.{did_you_mean(name, documents)}"
                    yield Problem(f"No document is called {shown(name)}.", where, do)


def _named(call: Call, methods: tuple[str, ...]) -> Iterator[str]:
    """Yield the ids that a call of one of these methods names, as `lesson.check("q-mine-01")` does."""
    name, _, method = call.name.rpartition(".")
    if name.isidentifier() and method in methods:
        yield from (value for value in (*call.args, call.words.get("item_id")) if isinstance(value, str))


def _items_of_the_course() -> set[str]:
    return {item.id for lesson in load_bank() for item in lesson.items}
