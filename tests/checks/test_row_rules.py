"""The kit's own rules for rows: sources, links, dates, evidence, certainty, and ids that nothing else has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.checks.row_rules import check_rows
from kit.checks.table import Table

SOURCES = Table(
    "sources", Path("sources.csv"), {"fields": [{"name": "source_id"}]}, ("source_id",), (["source_id"], ["class-3b"])
)
COLUMNS = ["wish_id", "after", "day_start", "day_end", "evidence", "source_id", "certainty"]
GOOD = ["wish-peace", "", "1977-08", "1978", "heart to heart", "class-3b", "reported"]


def wishes(*rows: list[str], **schema: object) -> dict[str, Table]:
    """Return a table of wishes, whose dates may be partial and whose rows may name each other."""
    fields = [{"name": name, "partial_date": name.startswith("day")} for name in COLUMNS]
    link = {"fields": "after", "reference": {"resource": "", "fields": "wish_id"}}
    about = {"fields": fields, "foreignKeys": [link], **schema}
    return {"wishes": Table("wishes", Path("wishes.csv"), about, ("wish_id",), (COLUMNS, *rows))}


def test_a_sound_row_has_no_problem():
    """A row that names its source, quotes a few words and has its dates in order is left alone."""
    assert list(check_rows(wishes(GOOD), {"sources": SOURCES})) == []


WRONG = {
    "no such source": ("source_id", "class-3c", "There is no source 'class-3c'."),
    "one of two sources": ("source_id", "class-3b;class-9", "There is no source 'class-9'."),
    "no such row": ("after", "wish-rice", "There is no 'wish-rice' in table wishes."),
    "no date": ("day_start", "1977-13", "'1977-13' is not a date."),
    "an end before its start": ("day_end", "1976", "The end 1976 is before the start 1977-08."),
    "one word": ("evidence", "heart", "The number of words in the evidence 'heart' is 1."),
    "seven words": ("evidence", "a b c d e f g", "is 7."),
    "a sentence in Japanese": ("evidence", "外相は昨日の会談で協力を深めると述べました。", "is 8."),
    "a word in Thai": ("evidence", "ยาง", "is 1."),
    "a certainty of another table": ("certainty", "confirmed", "'confirmed' is not a certainty."),
}


@pytest.mark.parametrize("evidence", ["協力を深める", "日本とASEAN", "心と心のふれあい", "ข้าวและยาง", "two words"])
def test_evidence_has_a_few_words_in_any_script(evidence: str):
    """An article in Japanese or Thai has no spaces between its words, and is quoted all the same."""
    row = [evidence if name == "evidence" else plain for name, plain in zip(COLUMNS, GOOD, strict=True)]
    assert list(check_rows(wishes(row), {"sources": SOURCES})) == []


@pytest.mark.parametrize(("column", "cell", "what"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_cell_is_named(column: str, cell: str, what: str):
    """Each rule names the cell with row, id and column, and says what to do."""
    row = [cell if name == column else plain for name, plain in zip(COLUMNS, GOOD, strict=True)]
    (problem,) = check_rows(wishes(row), {"sources": SOURCES})
    assert what in problem.what
    assert problem.where == f"wishes.csv, row 2, id wish-peace, column {column}"
    assert problem.do


def test_an_id_of_two_tables():
    """A row whose id another table has already is named, with where the other one is."""
    other = {**wishes(GOOD), "hopes": Table("hopes", Path("hopes.csv"), *_same())}
    (problem,) = check_rows(other, {"sources": SOURCES})
    assert problem.what == "The id 'wish-peace' is also that of a row of table wishes."
    assert problem.where.startswith("hopes.csv, row 2")
    assert "wishes.csv, row 2" in problem.do


def _same() -> tuple[Any, ...]:
    plain = wishes(GOOD)["wishes"]
    return {**plain.schema, "foreignKeys": []}, plain.key, plain.lines
