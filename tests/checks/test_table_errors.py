"""What Frictionless finds, in words: one problem for each thing to fix, with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.checks.table import Table
from kit.checks.table_errors import heading_problems, problems_in_words

SOUND = ("wish-peace", "1977", "hopeful")
FIELDS = [
    {"name": "id", "type": "string", "constraints": {"pattern": "wish-.*"}, "description": "Id of the wish."},
    {"name": "year", "type": "integer", "constraints": {"minimum": 1967}},
    {"name": "mood", "type": "string", "constraints": {"enum": ["hopeful", "worried"]}},
]


def table(*lines: list[str]) -> Table:
    """Return a table of wishes with a heading and rows."""
    return Table("wishes", Path("wishes.csv"), {"fields": FIELDS}, ("id",), (["id", "year", "mood"], *lines))


def error(kind: str, note: str = "", field: str = "", cell: str = "", cells: tuple[str, ...] = SOUND) -> dict[str, Any]:
    """Return an error as Frictionless describes it."""
    about = {"fieldName": field, "cell": cell} if field else {}
    return {"type": kind, "note": note, "rowNumber": 2, "cells": list(cells), "title": "T", "message": "M", **about}


SAID = {
    "no whole number": (
        error("type-error", field="year", cell="soon"),
        "The value 'soon' is not a whole number.",
        "1973",
    ),
    "an empty cell": (error("constraint-error", 'constraint "required"', "mood"), "The cell is empty.", "Fill it in."),
    "another word": (
        error("constraint-error", 'constraint "enum"', "mood", "hopefull"),
        "'hopefull' is not one of the values of this column.",
        "Did you mean 'hopeful'?",
    ),
    "too little": (
        error("constraint-error", 'constraint "minimum"', "year", "1066"),
        "The value '1066' is less than",
        "up",
    ),
    "another form": (
        error("constraint-error", 'constraint "pattern"', "id", "peace"),
        "'peace' does not have the form of this column.",
        "Id of the wish. The form is wish-.*",
    ),
    "an empty row": (error("blank-row", cells=()), "The row is empty.", "Take the row out."),
    "a cell too many": (error("extra-cell", cells=("a",) * 4), "The row has 4 cells, the table 3 columns.", "comma"),
    "no id": (
        error("primary-key", "cannot be empty", cells=("", *SOUND[1:])),
        "The row has no id.",
        "Fill in id in this row.",
    ),
    "an id again": (error("primary-key", "the same as at 1"), "The row has the id of row 1.", "its own id"),
    "anything else": (error("other"), "T: M.", "text editor"),
}


@pytest.mark.parametrize(("found", "what", "do"), SAID.values(), ids=SAID.keys())
def test_an_error_in_words(found: dict[str, Any], what: str, do: str):
    """Each kind of error says what is wrong and what to do, at row and column."""
    (problem,) = problems_in_words([found], table())
    assert what in problem.what
    assert do in problem.do
    assert problem.where.startswith("wishes.csv, row 2")
    assert problem.where.endswith(f"column {found['fieldName']}" if "fieldName" in found else "")


def test_what_only_follows_is_left_out():
    """Where a row has a cell too many, its cells are not named one by one."""
    found = [error("type-error", field="year", cell="hopeful"), error("extra-cell", cells=("a",) * 4)]
    assert [problem.what for problem in problems_in_words(found, table())] == [
        "The row has 4 cells, the table 3 columns."
    ]


HEADINGS = {
    "as described": (["id", "year", "mood"], []),
    "a column twice": (["id", "id", "year", "mood"], ["The column 'id' appears twice."]),
    "without a name": (["id", " ", "year", "mood"], ["A column has no name."]),
    "an unknown column": (["id", "yaer", "mood"], ["There is no column 'yaer'", "The column year is missing."]),
    "another order": (["year", "id", "mood"], ["The columns are in another order"]),
}


@pytest.mark.parametrize(("heading", "said"), HEADINGS.values(), ids=HEADINGS.keys())
def test_a_heading(heading: list[str], said: list[str]):
    """A heading is compared with the description, and each difference is named."""
    found = heading_problems(replace(table(), lines=(heading,)))
    assert len(found) == len(said)
    assert all(words in problem.what for words, problem in zip(said, found, strict=True))
