"""Every format there is, and the way there: what can go, goes; what cannot, is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import msgspec

from kit.errors import KitError
from kit.export.request import Home, Job
from kit.quiz.bank import LessonItems
from kit.quiz.item import Item, listed
from kit.text import text_in

HOMES = ("gift", "moodle-xml", "qti12", "qti21", "anki", "xlsx", "csv", "paper")
_MOST_NAMED = 4
_MODULES = {"moodle-xml": "moodle_xml", "csv": "csv_table"}


@dataclass(frozen=True)
class Report:
    """What an export wrote and what it could not.

    Parameters
    ----------
    files : tuple of Path
        The files written.
    count : int
        Number of items written.
    not_there : dict
        Id of an item that the format cannot hold to the reason.
    left_out : dict
        What was lost on the way to the ids of the items that lost it.
    """

    files: tuple[Path, ...]
    count: int
    not_there: dict[str, str]
    left_out: dict[str, list[str]]

    def lines(self, to: str) -> Iterator[str]:
        """Yield the lines that tell it."""
        total = self.count + len(self.not_there)
        many = f"{len(self.files)} files in {self.files[0].parent}" if len(self.files) > _MOST_NAMED else ""
        yield f"{self.count} of {total} items written to {many or listed(map(str, self.files)) or 'nothing'}"
        for item_id, why in self.not_there.items():
            yield f"Not supported there ({to}): {item_id}: {why}"
        for what, ids in self.left_out.items():
            yield f"Left out ({to}): {what}: {listed(ids)}"


def home(to: str) -> Home:
    """Return a format by its name."""
    if to not in HOMES:
        raise KitError(f"There is no format {to!r}.", where="kit export", do=f"Choose one of: {listed(HOMES)}.")
    found: Home = import_module(f"kit.export.{_MODULES.get(to, to)}").HOME
    return found


def export(job: Job, to: str) -> Report:
    """Write what can go, and name what cannot.

    Parameters
    ----------
    job : Job
        What to write, and where.
    to : str
        One of `HOMES`.

    Returns
    -------
    Report
        The files, and what was left behind, item by item.

    Raises
    ------
    KitError
        When there is no such format or language, when nothing is left to write, or when the file cannot be written.
    """
    there = home(to)
    text_in(job.language)
    why_not = {item.id: _why_not(there, item, job.language) for lesson in job.lessons for item in lesson.items}
    not_there = {item_id: why for item_id, why in why_not.items() if why}
    lessons = tuple(lesson for lesson in (_without(lesson, not_there) for lesson in job.lessons) if lesson.items)
    left_out: dict[str, list[str]] = {}
    for item in (item for lesson in lessons for item in lesson.items):
        for what in (*there.left_out(item), *_untranslated(item, job.language)):
            left_out.setdefault(what, []).append(item.id)
    try:
        job.out.parent.mkdir(parents=True, exist_ok=True)
        files = there.write(replace(job, lessons=lessons)) if lessons else []
    except OSError as error:
        do = "Give another place with --out, or close the file in the program that has it open."
        raise KitError(f"This could not be written: {error}.", where=str(job.out), do=do) from None
    return Report(tuple(files), len(why_not) - len(not_there), not_there, left_out)


def _why_not(there: Home, item: Item, language: str) -> str:
    if item.kind not in there.entries:
        return f"there is nothing like {item.kind}"
    return there.not_there(item, language)


def _without(lesson: LessonItems, not_there: dict[str, str]) -> LessonItems:
    return msgspec.structs.replace(lesson, items=tuple(item for item in lesson.items if item.id not in not_there))


def _untranslated(item: Item, language: str) -> Iterator[str]:
    """Say when a text of an item is not in the language asked for."""
    if language != "en" and not (isinstance(item.stem, dict) and language in item.stem):
        yield f"the language {language!r}, in which the item is not written"
