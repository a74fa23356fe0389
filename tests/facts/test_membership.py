"""Who was a member on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from kit.errors import KitError
from kit.facts.membership import members

STEPS = {
    "1967-08-08": ["IDN", "MYS", "PHL", "SGP", "THA"],
    "1984-01-07": ["BRN"],
    "1995-07-28": ["VNM"],
    "1997-07-23": ["LAO", "MMR"],
    "1999-04-30": ["KHM"],
    "2025-10-26": ["TLS"],
}


@pytest.mark.parametrize(
    ("as_of", "count"),
    [("1967-08-07", 0), ("1973-01-01", 5), ("2023-07-13", 10), ("9999-12-31", 11), ("0001-01-01", 0)],
)
def test_how_many_members(as_of: str, count: int):
    """There were five members when the fifty years began, ten on the day of the story, none before 1967."""
    assert len(members(as_of)) == count


def test_members_today():
    """Today there are eleven members, and today is what is meant when no day is given."""
    assert len(members()) == len(members("today")) == 11


@pytest.mark.parametrize(("joined", "states"), STEPS.items())
def test_the_day_of_joining(joined: str, states: list[str]):
    """A state is a member from the day on which it joined, and not the day before."""
    before = members(date.fromisoformat(joined) - pd.Timedelta(days=1))
    after = members(joined)
    assert sorted(set(after["iso3"]) - set(before["iso3"])) == states
    assert set(before["iso3"]) < set(after["iso3"])


def test_the_order_of_joining():
    """Members stand in the order of joining, those of one day in the order of their English names."""
    order = [state for states in STEPS.values() for state in states]
    assert members()["iso3"].tolist() == order
    assert members().index.tolist() == list(range(11))


@pytest.mark.parametrize(
    "as_of",
    ["", "2023", "2023-07", "2023-02-29", "2023-7-13", "13 July 2023", "2023-07-13T00:00", "Today", None, 2023, pd.NaT],
)
def test_what_is_no_day(as_of: Any):  # noqa: ANN401 - whatever a learner may type
    """Whatever is no day is refused with an example, instead of being taken for a day without members."""
    with pytest.raises(KitError) as caught:
        members(as_of)
    assert caught.value.what == f"{as_of!r} is not a day."
    assert '"2023-07-13"' in caught.value.do


def test_callers_get_members_of_their_own():
    """What one caller does to the members of a day, the next one does not see."""
    mine = members("2023-07-13")
    mine["name_en"] = "X"
    assert "X" not in set(members("2023-07-13")["name_en"])
