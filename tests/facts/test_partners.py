"""ASEAN's partners, and their ranks on a day."""

from __future__ import annotations

from datetime import date

import pytest

from kit.facts.partners import RANKS, japan, partners, rank, since
from kit.facts.tables import load


@pytest.mark.parametrize(
    ("as_of", "level"),
    [
        ("1973-12-30", -1),
        ("1977-12-31", 0),
        ("2005-12-12", 0),
        ("2005-12-13", 1),
        ("2023-09-05", 1),
        ("2023-09-06", 2),
    ],
)
def test_japan_rises_on_its_days(as_of: str, level: int):
    """Japan has a rank from the very day on; of 1973 only the year is known, so it counts from its end."""
    assert rank(japan(), date.fromisoformat(as_of)) == level


def test_every_partner_is_there_in_the_order_of_becoming_one():
    """All partners of the table come in the order of the first day that is sure."""
    order = [row["partner_id"] for row in partners()]
    assert sorted(order) == sorted(load("partnerships")["partner_id"])
    assert order.index("partner-new-zealand") < order.index("partner-china")


def test_ranks_are_never_lost():
    """Over the years no partner falls, and a rank of which nothing is known is never reached."""
    days = [date(year, 12, 31) for year in range(1967, 2027)]
    for row in partners():
        levels = [rank(row, day) for day in days]
        assert levels == sorted(levels)
        assert levels[-1] == -1 or since(row, levels[-1])
        assert rank({**row, **{f"{name}_since": None for name in RANKS}}, days[-1]) == -1
