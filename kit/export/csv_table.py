"""CSV: one row per item, for spreadsheets and for programs of one's own."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kit.export.request import Home, Job
from kit.export.shapes import forms, pairs, places
from kit.export.wording import Wording, number
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse

_FORMULA = re.compile(r"[=+\-@\t\r]")
_AND = " | "
_HEAD = ("id", "lesson", "kind", "level", "objective", "points", "as_of", "stem")
_TAIL = ("key", "places", "right", "wrong", "hint_1", "hint_2", "sources")
Row = dict[str, str]


def write(job: Job) -> list[Path]:
    """Write one table; options and their feedback stand in numbered columns."""
    wording = Wording(job.language)
    rows = [row(item, lesson.lesson, wording) for lesson in job.lessons for item in lesson.items]
    most = max(sum(name.startswith("option_") for name in cells) for cells in rows)
    numbered = [f"{name}_{count}" for count in range(1, most + 1) for name in ("option", "feedback")]
    with job.out.open("w", encoding="utf-8-sig", newline="") as file:  # with a mark that Excel looks for
        table = csv.DictWriter(file, [*_HEAD, *numbered, *_TAIL], restval="")
        table.writeheader()
        table.writerows({name: neutral(cell) for name, cell in cells.items()} for cells in rows)
    return [job.out]


def row(item: Item, lesson: str, wording: Wording) -> Row:
    """Return an item as the cells of a row."""
    hints = {f"hint_{count}": wording(hint) for count, hint in enumerate(item.hints, start=1)}
    shared = (item.id, lesson, item.kind, item.level, item.objective, number(item.points), item.as_of or "")
    head = dict(zip(_HEAD, (*shared, wording.stem(item)), strict=True))
    return {**head, **ENTRIES[item.kind](item, wording), **hints, "sources": wording.sources(item)}


def neutral(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a number stays one.

    Examples
    --------
    >>> neutral("=SUM(A1)"), neutral("-5")
    ("'=SUM(A1)", '-5')
    """
    is_number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
    return f"'{cell}" if _FORMULA.match(cell) and not is_number else cell


def _numbered(options: Iterable[tuple[str, str]]) -> Row:
    """Return numbered cells for texts and their feedback."""
    cells: Row = {}
    for count, (text, feedback) in enumerate(options, start=1):
        cells |= {f"option_{count}": text, f"feedback_{count}": feedback}
    return cells


def _choice(item: SingleChoice | MultipleChoice | MapClick | TrueFalse, wording: Wording) -> Row:
    keys = (item.key,) if isinstance(item.key, str) else item.key
    right = [wording(option.text) for option in item.options if option.id in keys]
    return {**_options(item, wording), "key": _AND.join(right)}


def _options(item: ChoiceItem, wording: Wording) -> Row:
    return _numbered((wording(option.text), wording(option.feedback)) for option in item.options)


def _true_false(item: TrueFalse, wording: Wording) -> Row:
    cells = _choice(item, wording)
    verdict = wording.kit(f"export.{'true' if item.truth else 'false'}")
    return {**cells, "key": _AND.join((verdict, cells["key"])), **_right_wrong(item, wording)}


def _typed(item: Numeric | ShortText, wording: Wording) -> Row:
    """Return what is accepted as key, what is expected wrongly as options."""
    known = forms(item, wording)
    tolerance = f" ± {number(item.tolerance)}" if isinstance(item, Numeric) and item.tolerance else ""
    key = _AND.join(form.text for form in known if form.share) + tolerance
    wrong = _numbered((form.text, form.feedback) for form in known if not form.share)
    return {**wrong, "key": key, **_right_wrong(item, wording)}


def _pairs(item: Ordering | PlacingItem, wording: Wording) -> Row:
    found = pairs(item, wording)
    cells = _numbered((pair.text, pair.feedback) for pair in found)
    key = _AND.join(f"{pair.text} = {pair.place_text}" for pair in found)
    names = _AND.join(text for _, text in places(item, wording))
    return {**cells, "key": key, "places": names, **_right_wrong(item, wording)}


def _gaps(item: FillIn, wording: Wording) -> Row:
    cells = _numbered((gap.id, wording(gap.feedback)) for gap in item.gaps)
    key = _AND.join(f"{gap.id} = {' / '.join(gap.key)}" for gap in item.gaps)
    stem = f"{wording(item.stem)} {wording(item.text)}"
    return {**cells, "stem": stem, "key": key, **_right_wrong(item, wording)}


def _open(item: OpenAnswer, wording: Wording) -> Row:
    rubric = _numbered((wording(line.text), number(line.weight)) for line in item.rubric)
    return {**rubric, "key": wording(item.sample)}


def _right_wrong(item: TrueFalse | Numeric | ShortText | Ordering | PlacingItem | FillIn, wording: Wording) -> Row:
    return {"right": wording(item.feedback.right), "wrong": wording(item.feedback.wrong)}


def _left_out(item: Item) -> Iterator[str]:
    if isinstance(item, MapClick):
        yield "the map; the states stand in a list"


ENTRIES: dict[str, Callable[..., Row]] = {
    "single-choice": _choice,
    "multiple-choice": _choice,
    "true-false": _true_false,
    "numeric": _typed,
    "short-text": _typed,
    "ordering": _pairs,
    "matching": _pairs,
    "grouping": _pairs,
    "fill-in": _gaps,
    "map-click": _choice,
    "open": _open,
}
HOME = Home(ENTRIES, write, _left_out)
