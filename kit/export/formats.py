"""Every format there is, and the way there: what can go, goes; what cannot, is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kit.amounts import counted
from kit.emphasis import Emphasised
from kit.errors import KitError
from kit.export import anki, csv_table, gift, kahoot, lesson_plan, moodle_xml, paper, qti12, qti21
from kit.export.request import ExportRequest, Format
from kit.export.wording import Wording
from kit.files import renew_all, writing
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Interaction, Open, texts_of
from kit.quiz.item import Item
from kit.quiz.select import core_first
from kit.suggest import name_list
from kit.text import text_in

FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (gift, moodle_xml, qti12, qti21, anki, kahoot, csv_table, paper, lesson_plan)
}
_MOST_NAMED = 4


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
    notes : tuple of str
        What is missing of the whole.
    """

    files: tuple[Path, ...]
    count: int
    not_there: dict[str, str]
    left_out: dict[str, list[str]]
    notes: tuple[str, ...] = ()

    def lines(self, to: str) -> Iterator[str]:
        """Yield the report, line by line."""
        total = self.count + len(self.not_there)
        if not self.files:
            yield f"{self.count} of {counted(total, 'items')} written to nothing"
        elif len(self.files) > _MOST_NAMED:
            number, folder = len(self.files), self.files[0].parent
            yield f"{self.count} of {counted(total, 'items')} written to {number} files in the folder {folder}"
        else:
            yield f"{self.count} of {counted(total, 'items')} written to {name_list(map(str, self.files))}"
        for item_id, why in self.not_there.items():
            yield f"Not supported there ({to}): {item_id}: {why}"
        for what, ids in self.left_out.items():
            yield f"Left out ({to}): {what}: {name_list(ids)}"
        yield from self.notes


def export(request: ExportRequest, to: str, *, force: bool = False) -> Report:
    """Write what can go, and name what cannot.

    Parameters
    ----------
    request : ExportRequest
        What to write, and where.
    to : str
        The name of one of `FORMATS`.
    force : bool
        Replace files that are not an earlier export in this format.

    Returns
    -------
    Report
        The files, and what was left behind, item by item.

    Raises
    ------
    KitError
        When there is no such format or language, when two lessons or items have one name, or when the file cannot be
        written.
    """
    if to not in FORMATS:
        raise KitError(f"There is no format {to!r}.", where="kit export", do=f"Choose one of: {name_list(FORMATS)}.")
    form = FORMATS[to]
    text_in(request.language)
    _refuse_doubles(request.lessons)
    has_page_of = form.pages_of(request)
    refusals = {
        item.id: _refusal(form, item, wording, is_readable=not item.needs_page or has_page_of(item))
        for _, item, wording in request.worded()
    }
    not_there = {item_id: why for item_id, why in refusals.items() if why}
    lessons = tuple(lesson for lesson in (_without(lesson, not_there) for lesson in request.lessons) if lesson.items)
    left_out: dict[str, list[str]] = {}
    for item in (item for lesson in lessons for item in lesson.items):
        shape = item.interaction(request.language)
        for what in (
            *form.left_out(item, shape, request),
            *_looks(form, item, shape, request.language),
            *_untranslated(item, request.language),
        ):
            left_out.setdefault(what, []).append(item.id)
    request = replace(request, lessons=lessons)
    files = form.write(request) if lessons else {}
    with writing("The export", request.out, "Choose another place with --out, or close the file in other programs."):
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        renew_all(files, to, force=force)
    return Report(tuple(files), len(refusals) - len(not_there), not_there, left_out, tuple(form.notes(request)))


def _refuse_doubles(lessons: Iterable[LessonItems]) -> None:
    """Raise a KitError where two lessons or two items have one name: one would take the place of the other."""
    first: dict[str, Path] = {}
    for lesson in lessons:
        names = (lesson.path.stem, *(item.id for item in lesson.items))
        for name in names:
            if name in first:
                what = f"The name {name!r} appears in two of the files that are exported."
                do = "Export them one after the other, or give one of the two another name."
                raise KitError(what, where=f"{first[name]}, {lesson.path}", do=do)
        first |= dict.fromkeys(names, lesson.path)


def _refusal(form: Format, item: Item, wording: Wording, *, is_readable: bool) -> str:
    shape = item.interaction(wording.language)
    if not is_readable:
        return "its answer is read from the page of the lesson"
    if item.use == "predict" and not form.guesses:
        return "it is a guess, which is not scored"
    if type(shape) not in form.entries:
        return f"there is nothing like {item.kind}"
    return form.refusal(item, shape, wording)


def _without(lesson: LessonItems, not_there: dict[str, str]) -> LessonItems:
    left = core_first(item for item in lesson.items if item.id not in not_there)
    return msgspec.structs.replace(lesson, items=left)


def _looks(form: Format, item: Item, shape: Interaction, language: str) -> Iterator[str]:
    """Say which of the looks of an item, and of what helps to mark it, the format cannot show."""
    if item.picture and not form.pictures:
        yield "the picture; what it shows is told after the question"
    if isinstance(shape, Open) and shape.exemplars and not form.exemplars:
        yield "the exemplars, for whoever marks"
    texts = [*map(Wording(language), (item.stem_print or item.stem, *item.hints)), *texts_of(shape)]
    if not form.emphasis and any(isinstance(text, Emphasised) for text in texts):
        yield "emphasis; the words stay"


def _untranslated(item: Item, language: str) -> Iterator[str]:
    """Say when a text of an item is not in the requested language."""
    is_written = item.language == language or (isinstance(item.stem, dict) and language in item.stem)
    if language != "en" and not is_written:
        yield f"the language {language!r}, in which the item is not written"
