"""Figures with their unit, year and source, up to a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from kit.amounts import Amount
from kit.facts.provenance import cite
from kit.facts.tables import Row, load, rows
from kit.text import LearnerError

FIGURE_COLUMNS = (
    ("indicator", "string"),
    ("iso3", "string"),
    ("year", "Int64"),
    ("value", "Float64"),
    ("unit", "string"),
    ("certainty", "string"),
    ("source_id", "string"),
    ("source", "string"),
)


def figures(indicators: Iterable[str], as_of: date) -> list[Row]:
    """Return the rows of some figures up to the year of a day, by figure, state and year.

    Raises
    ------
    KitError
        When there is none.

    Source: table ``indicators``.

    Examples
    --------
    >>> [row["unit"] for row in figures(["japan_exports_to_bn_jpy"], date(2009, 12, 31))][:1]
    ['billion yen']
    """
    wanted = list(indicators)
    known = [row for row in rows("indicators") if row["indicator"] in wanted]
    found = [row for row in known if row["year"] <= as_of.year]
    if not found:
        first = min((row["year"] for row in known), default=None)
        do = "ask.later" if known else "ask.indicators"
        raise LearnerError("ask.figure", where=", ".join(wanted[:3]), do=do, day=as_of, year=first)
    return sorted(found, key=lambda row: (row["indicator"], row["iso3"], row["year"]))


def amount(row: Row) -> Amount:
    """Return the value of a figure, which a sentence counts as its language does: in billions, or in 億."""
    return Amount(row["value"], row["unit"])


def figure_row(row: Row, language: str) -> tuple[Any, ...]:
    """Return one figure as a row of a table with the columns `FIGURE_COLUMNS`; the last one is `cite` in a language."""
    return (*(row[name] for name, _ in FIGURE_COLUMNS[:-1]), cite(row, language=language))


@cache
def member_figures() -> Mapping[str, Mapping[int, Mapping[str, Row]]]:
    """Return the rows of the members' figures by indicator, year and state.

    Source: table ``indicators``.
    """
    members = set(load("members")["iso3"])
    found: dict[str, dict[int, dict[str, Row]]] = {}
    for row in rows("indicators"):
        if row["iso3"] in members:
            found.setdefault(row["indicator"], {}).setdefault(row["year"], {})[row["iso3"]] = row
    return found
