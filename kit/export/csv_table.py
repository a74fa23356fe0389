"""CSV: one row per item, for spreadsheets and for programs of one's own."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from pathlib import Path

from kit.export.request import ExportRequest, Format
from kit.export.wording import Wording
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed, Verdict, plain_number
from kit.quiz.item import Item
from kit.spreadsheet import escape_formula
from kit.text import sentences

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_AND = " | "
_HEAD = ("id", "lesson", "kind", "level", "objective", "points", "as_of", "stem")
_TAIL = ("key", "places", "right", "wrong", "hint_1", "hint_2", "sources")
Row = dict[str, str]


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return one table; options and their feedback are in numbered columns."""
    rows = [row(item, lesson.lesson, wording) for lesson, item, wording in request.worded()]
    most = max(sum(name.startswith("option_") for name in cells) for cells in rows)
    numbered = [f"{name}_{count}" for count in range(1, most + 1) for name in ("option", "feedback")]
    file = StringIO(newline="")
    table = csv.DictWriter(file, [*_HEAD, *numbered, *_TAIL], restval="")
    table.writeheader()
    table.writerows({name: cell_of(cell) for name, cell in cells.items()} for cells in rows)
    return {request.out: file.getvalue().encode("utf-8-sig")}  # with a mark that Excel looks for


def row(item: Item, lesson: str, wording: Wording) -> Row:
    """Return an item as the cells of a row."""
    hints = {f"hint_{count}": wording(hint) for count, hint in enumerate(item.hints, start=1)}
    shared = (item.id, lesson, item.kind, item.level, item.objective, plain_number(item.points), item.as_of or "")
    shape = item.interaction(wording.language)
    head = dict(zip(_HEAD, (*shared, wording.stem_in_words(item, shape)), strict=True))
    return {**head, **ENTRIES[type(shape)](item, shape, wording), **hints, "sources": wording.sources(item)}


def cell_of(text: str) -> str:
    """Return the text of a cell; a number stays one, and all else that would begin a formula is text.

    Examples
    --------
    >>> cell_of("=SUM(A1)"), cell_of("-5")
    ("'=SUM(A1)", '-5')
    """
    return text if _NUMBER.fullmatch(text) else escape_formula(text)


def _numbered(options: Iterable[tuple[str, str]]) -> Row:
    """Return numbered cells for texts and their feedback."""
    cells: Row = {}
    for count, (text, feedback) in enumerate(options, start=1):
        cells |= {f"option_{count}": text, f"feedback_{count}": feedback}
    return cells


def _choice(_item: Item, shape: Choice, _wording: Wording) -> Row:
    cells = _numbered((option.text, option.feedback) for option in shape.options)
    key = [option.text for option in shape.key]
    if shape.verdict is None:
        return {**cells, "key": _AND.join(key), **_right_wrong(shape)}
    return {**cells, "key": _AND.join((shape.verdict.key, *key)), **_right_wrong(shape.verdict)}


def _typed(_item: Item, shape: Typed, wording: Wording) -> Row:
    """Return the accepted forms as key, the expected errors as options."""
    wrong = _numbered(wording.expected_errors(shape))
    return {**wrong, "key": wording.accepted(shape, _AND), **_right_wrong(shape)}


def _pairs(_item: Item, shape: Pairs, _wording: Wording) -> Row:
    cells = _numbered((thing.text, thing.feedback) for thing in shape.things)
    key = _AND.join(f"{thing.text} = {thing.target.text}" for thing in shape.things)
    places = _AND.join(target.text for target in shape.targets)
    return {**cells, "key": key, "places": places, **_right_wrong(shape)}


def _gaps(item: Item, shape: Gaps, wording: Wording) -> Row:
    cells = _numbered((gap.id, gap.feedback) for gap in shape.gaps)
    key = _AND.join(f"{gap.id} = {' / '.join(gap.accepted)}" for gap in shape.gaps)
    stem = sentences([wording.stem_in_words(item, shape), shape.text("{{{}}}".format)], wording.language)
    return {**cells, "stem": stem, "key": key, **_right_wrong(shape)}


def _open(_item: Item, shape: Open, _wording: Wording) -> Row:
    rubric = _numbered((line.text, plain_number(line.weight)) for line in shape.rubric)
    return {**rubric, "key": shape.sample}


def _right_wrong(shape: Choice | Verdict | Typed | Pairs | Gaps) -> Row:
    return {"right": shape.right, "wrong": shape.wrong}


def left_out(_item: Item, shape: Interaction, _request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses."""
    if isinstance(shape, Choice) and shape.picture == "map":
        yield "the map; the states stand in a list"


ENTRIES: dict[type[Interaction], Callable[..., Row]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
FORMAT = Format("csv", ENTRIES, write, left_out)
