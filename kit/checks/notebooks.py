"""The notebooks next to a lesson of somebody's own: what their cells name has to be there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kit.checks.problem import Problem, shown
from kit.errors import KitError
from kit.facts.notebook_texts import read_notebook
from kit.notebook_calls import Call, calls, names_of_lessons
from kit.quiz.bank import load_bank, read_file
from kit.quiz.lesson_file import lesson_meant
from kit.suggest import did_you_mean

_OF_ONE_ITEM = ("check", "predict", "prediction")
_OF_DOCUMENTS = "documents"


def check_notebooks(notebooks: list[Path], item_files: list[Path], documents: set[str]) -> Iterator[Problem]:
    """Yield each item and each document that a cell of a notebook asks for, and that is not there.

    An item is there if it is in this folder, or in a lesson of the course that the notebook starts.

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
        sources = ["".join(cell["source"]) for cell in cells]
        found = [call for source in sources for call in calls(source)]
        lessons = set().union(*map(names_of_lessons, sources))
        course = _items_of_the_course(found)
        for call in found:
            where = f"{path}, {call.name}"
            if call.name.rpartition(".")[0] not in lessons:
                continue
            for name in _named(call, _OF_ONE_ITEM):
                if name not in items and name not in course:
                    do = f"Write the id of an item that is there.{did_you_mean(name, items)}"
                    if home := _home_in_the_course(name):
                        do = f'It is in the course: start its lesson, as in other = kit.start("{home}"), or copy it.'
                    yield Problem(f"No item of this lesson is called {shown(name)}.", where, do)
            for name in _named(call, (_OF_DOCUMENTS,)):
                if name not in documents:
                    do = f"Write an id from table documents.{did_you_mean(name, documents)}"
                    yield Problem(f"No document is called {shown(name)}.", where, do)


def _named(call: Call, methods: tuple[str, ...]) -> Iterator[str]:
    """Yield the ids that a call of one of these methods names, as `lesson.check("q-mine-01")` does."""
    if call.name.rpartition(".")[2] in methods:
        yield from (value for value in (*call.args, call.words.get("item_id")) if isinstance(value, str))


def _items_of_the_course(found: list[Call]) -> set[str]:
    """Return the ids of the items in the lessons of the course that a notebook starts; of all where a variable says."""
    names = [call.argument(0, "name") for call in found if call.name.rpartition(".")[2] == "start"]
    numbers = {lesson_meant(name) if isinstance(name, str) else ... for name in names}
    return {name for number, ids in _course().items() if {number, ...} & numbers for name in ids}


def _home_in_the_course(item_id: str) -> str:
    """Return the number of the lesson of the course that has an item; empty where none has it."""
    return next((number for number, ids in _course().items() if item_id in ids), "")


@cache
def _course() -> dict[str, set[str]]:
    """Return the ids of the items of each lesson of the course."""
    return {lesson.lesson: {item.id for item in lesson.items} for lesson in load_bank(whole=True)}
