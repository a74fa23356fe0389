"""Rows of the kit's own tables, as maps need them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from kit.dates import span
from kit.facts.tables import load

RANKS = ("dialogue", "strategic", "comprehensive")  # of partners, from the lowest up

Row = dict[str, Any]


@cache
def rows(table: str) -> list[Row]:
    """Return the rows of a table as plain dictionaries: a step of the dial has 5 ms."""
    return [{str(name): value for name, value in row.items()} for row in load(table).to_dict("records")]


def states() -> list[Row]:
    """Return the rows of all that are members today, in the order of joining."""
    return sorted(rows("members"), key=lambda row: (row["joined"], row["name_en"]))


def japan() -> Row:
    """Return the row of Japan, which is a partner and never a member."""
    return next(row for row in rows("partnerships") if row["iso3"] == "JPN")


def partners() -> list[Row]:
    """Return the rows of ASEAN's partners, in the order in which they became one."""
    return sorted(rows("partnerships"), key=lambda row: span(row["dialogue_since"])[1])


def rank(row: Row, as_of: date) -> int:
    """Return which of `RANKS` a partner has surely reached on a day, as its number; -1 for none."""
    since = [row[f"{name}_since"] for name in RANKS]
    return max((place for place, day in enumerate(since) if day and span(day)[1] <= as_of), default=-1)


def is_member(row: Row, as_of: date) -> bool:
    """Return whether a state had joined on a day."""
    return bool(row["joined"] <= as_of.isoformat())


def name_in(row: Row, language: str) -> str:
    """Return the name of a state or place in a language."""
    return str(row["name_ja"] if language == "ja" else row.get("name_en", row.get("place")))


@cache
def figures() -> dict[str, dict[int, dict[str, Row]]]:
    """Return the rows of the members' figures by indicator, year and state."""
    members = {row["iso3"] for row in rows("members")}
    found: dict[str, dict[int, dict[str, Row]]] = {}
    for row in rows("indicators"):
        if row["iso3"] in members:
            found.setdefault(row["indicator"], {}).setdefault(row["year"], {})[row["iso3"]] = row
    return found
