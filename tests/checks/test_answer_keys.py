"""A key that names its rows in the data is compared with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.checks.answer_keys import key_mistakes
from kit.checks.table import Table
from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem

FIELDS = [{"name": name} for name in ("iso3", "capital", "joined", "note")]
MEMBERS = Table(
    "members",
    Path("members.csv"),
    {"fields": FIELDS},
    ("iso3",),
    (
        ["iso3", "capital", "joined", "note"],
        ["VNM", "Hanoi", "1995-07-28", ""],
        ["THA", "Bangkok", "1967-08-08", "founder"],
    ),
)


def numeric(column: str, **changes: object) -> Item:
    """Return an item whose key comes from a column of the row of Vietnam."""
    source = {"table": "members", "where": {"iso3": "VNM"}, "column": column}
    plain: dict[str, Any] = {"kind": "numeric", "id": "q-a-01", "objective": "a", "level": "recall", "stem": "When?"}
    plain |= {"facts": ["VNM"], "hints": ["Look."], "feedback": {"right": "Yes.", "wrong": "No."}, "key": 1995}
    return msgspec.convert({**plain, "key_from": source, **changes}, AnyItem)


def said(item: Item) -> list[str]:
    """Return what is wrong with the key of an item; each has a place and what to do."""
    found = list(key_mistakes(item, {"members": MEMBERS}))
    assert all(mistake.path and mistake.do for mistake in found)
    return [mistake.what for mistake in found]


def test_a_key_that_is_what_the_data_says():
    """The year of a date in the data is the key, and an item without a source of its key is left alone."""
    assert said(numeric("joined")) == []
    assert said(numeric("joined", key_from=None, key=1)) == []


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: numeric("joined", key=1994), "The key is 1994, but the data gives 1995-07-28."),
        (lambda: numeric("note"), "The cell in column note of VNM is empty."),
        (lambda: numeric("captial"), "Table members has no column 'captial'."),
        (lambda: numeric("joined", as_of="1990-01-01"), "No row of table members has iso3 VNM."),
        (
            lambda: numeric("", key_from={"table": "membrs", "where": {}, "column": "joined"}),
            "There is no table 'membrs'.",
        ),
    ],
    ids=["another year", "an empty cell", "no such column", "not yet a member", "no such table"],
)
def test_a_key_that_is_not(make: Callable[[], Item], what: str):
    """What differs, or cannot be compared, is one mistake."""
    assert said(make()) == [what]
