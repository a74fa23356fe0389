"""The key sheet of a teacher: each item, its key in words, and the mistake behind each other answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd
from msgspec.structs import replace

from kit.errors import KitError
from kit.export.csv_table import row
from kit.export.wording import Wording
from kit.facts.localization import localized
from kit.facts.provenance import find
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed
from kit.quiz.item import Item
from kit.quiz.sealed import SealedItem
from kit.text import LearnerError

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
        an open answer the rubric and answers marked by it; sources, who says so, for each row that the key rests on.

    Raises
    ------
    KitError
        When they are the items of an exam, which holds no keys.
    """
    if any(isinstance(item, SealedItem) for item in items):
        raise LearnerError("lesson.no_keys", where="lesson.key_sheet")
    wording = Wording(language, folder)
    rows = []
    for item in items:
        shape, cells = item.interaction(language), row(replace(item, documents=()), "", wording)
        lines = _order(shape) if isinstance(shape, Pairs) and shape.is_order else cells["key"].split(" | ")
        mistakes = ENTRIES[type(shape)](shape, wording)
        sources = dict.fromkeys(_source(row_id, folder, language) for row_id in item.facts)
        rows.append((item.id, cells["stem"], *map("\n".join, (lines, mistakes, sources))))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="string")


def _source(row_id: str, folder: Path | None, language: str) -> str:
    """Return who says so; the id where the tables have no such row."""
    try:
        return localized(find(row_id, folder), "attribution", language, folder)
    except KitError:
        return row_id


def _order(shape: Pairs) -> list[str]:
    return [f"{thing.target.text}. {thing.text}" for thing in shape.in_order()]


def _choice(shape: Choice, wording: Wording) -> Iterator[str]:
    if shape.verdict:
        (other,) = set(shape.verdict.words) - {shape.verdict.key}
        yield wording.because(other, shape.verdict.wrong)
    yield from (wording.because(option.text, option.feedback) for option in shape.options if option.share <= 0)


def _typed(shape: Typed, wording: Wording) -> Iterator[str]:
    yield from (wording.because(text, feedback) for text, feedback in wording.expected_errors(shape))
    yield wording.because("…", shape.wrong)


def _pairs(shape: Pairs, wording: Wording) -> Iterator[str]:
    yield from wording.reasons(shape)


def _gaps(shape: Gaps, wording: Wording) -> Iterator[str]:
    yield from (wording.because(gap.accepted[0], gap.feedback) for gap in shape.in_order())


def _open(shape: Open, wording: Wording) -> Iterator[str]:
    yield from wording.rubric(shape)
    yield from (wording.because(level, text) for level, text in wording.exemplars(shape))


ENTRIES: dict[type[Interaction], Callable[..., Iterator[str]]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
