"""The key sheet of a teacher: each item, its key in words, and the mistake behind each other answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from kit.errors import KitError
from kit.export.csv_table import row
from kit.export.shapes import forms, pairs
from kit.export.wording import Wording, number
from kit.facts.provenance import find
from kit.quiz.item import Item
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

COLUMNS = ("item", "stem", "key", "mistakes", "sources")


def key_sheet(items: Sequence[Item], language: str = "en", folder: Path | None = None) -> pd.DataFrame:
    """Return one row per item, in their order; several lines in a cell stand below each other.

    Parameters
    ----------
    items : sequence of Item
        Items of any kind.
    language : str
        Language of the texts, ISO 639-1.
    folder : pathlib.Path, optional
        A data folder whose rows are cited before the kit's own.

    Returns
    -------
    pandas.DataFrame
        Strings: item, its id; stem, what is asked; key, in words; mistakes, each other answer with its feedback, for
        an open answer the rubric; sources, who says so, for each row that the key rests on.
    """
    wording = Wording(language)
    rows = []
    for item in items:
        cells = row(item, "", wording)
        lines = _order(item, wording) if isinstance(item, Ordering) else cells["key"].split(" | ")
        mistakes = ENTRIES[item.kind](item, wording)
        sources = dict.fromkeys(_source(row_id, folder) for row_id in item.facts)
        rows.append((item.id, cells["stem"], *map("\n".join, (lines, mistakes, sources))))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="string")


def _source(row_id: str, folder: Path | None) -> str:
    """Return who says so; the id where the tables have no such row."""
    try:
        return str(find(row_id, folder)["attribution"])
    except KitError:
        return row_id


def _order(item: Ordering, wording: Wording) -> list[str]:
    texts = {option.id: wording(option.text) for option in item.options}
    return [f"{place}. {texts[name]}" for place, name in enumerate(item.key, start=1)]


def _choice(item: SingleChoice | MultipleChoice | MapClick | TrueFalse, wording: Wording) -> Iterator[str]:
    keys = (item.key,) if isinstance(item.key, str) else item.key
    for option in item.options:
        if option.id not in keys:
            yield wording.because(wording(option.text), wording(option.feedback))


def _true_false(item: TrueFalse, wording: Wording) -> Iterator[str]:
    other = wording.kit("export.false" if item.truth else "export.true")
    yield wording.because(other, wording(item.feedback.wrong))
    yield from _choice(item, wording)


def _typed(item: Numeric | ShortText, wording: Wording) -> Iterator[str]:
    yield from (wording.because(form.text, form.feedback) for form in forms(item, wording) if not form.share)
    yield wording.because("…", wording(item.feedback.wrong))


def _pairs(item: Ordering | PlacingItem, wording: Wording) -> Iterator[str]:
    yield from (wording.because(pair.text, pair.feedback) for pair in pairs(item, wording))


def _gaps(item: FillIn, wording: Wording) -> Iterator[str]:
    yield from (wording.because(gap.key[0], wording(gap.feedback)) for gap in item.gaps)


def _open(item: OpenAnswer, wording: Wording) -> Iterator[str]:
    for line in item.rubric:
        yield wording.kit("export.weight", text=wording(line.text), weight=number(line.weight))


ENTRIES: dict[str, Callable[..., Iterator[str]]] = {
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
