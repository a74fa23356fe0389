"""ASEAN's partners, and the rank of each on a day."""

from __future__ import annotations

from datetime import date

from kit.dates import span
from kit.facts.tables import Row, rows

RANKS = ("dialogue", "strategic", "comprehensive")  # from the lowest up


def partners() -> list[Row]:
    """Return the rows of ASEAN's partners, in the order in which they became one.

    Source: table ``partnerships``.
    """
    return sorted(rows("partnerships"), key=lambda row: span(row["dialogue_since"])[1])


def japan() -> Row:
    """Return the row of Japan, which is a partner and never a member."""
    return next(row for row in rows("partnerships") if row["iso3"] == "JPN")


def rank(row: Row, as_of: date) -> int:
    """Return which of `RANKS` a partner has surely reached on a day, as its number; -1 for none.

    Examples
    --------
    >>> RANKS[rank(japan(), date(2023, 9, 6))]
    'comprehensive'
    """
    reached = [level for level in range(len(RANKS)) if since(row, level) and span(since(row, level))[1] <= as_of]
    return max(reached, default=-1)


def since(row: Row, level: int) -> str:
    """Return since when a partner has had a rank, perhaps without month and day; empty when it never reached it."""
    return str(row[f"{RANKS[level]}_since"] or "")
