"""Who was a member on a day, and what a date without its day or month may mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from kit.errors import KitError
from kit.facts.as_of import day, members, span

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
    [
        "2023-07-13",
        date(2023, 7, 13),
        datetime(2023, 7, 13, 23, 59, tzinfo=UTC),
        pd.Timestamp("2023-07-13 12:00"),
    ],
)
def test_a_day_in_any_form(as_of: str | date):
    """A day may be given as text, as a date or as a time on that day."""
    assert day(as_of) == date(2023, 7, 13)
    assert type(day(as_of)) is date


@pytest.mark.parametrize(
    "as_of",
    ["", "2023", "2023-07", "2023-02-29", "2023-7-13", "13 July 2023", "2023-07-13T00:00", "Today", None, 2023, pd.NaT],
)
def test_what_is_no_day(as_of: Any):  # noqa: ANN401 - whatever a learner may type
    """Whatever is no day is refused with an example, instead of being taken for a day without members."""
    for function in (day, members):
        with pytest.raises(KitError) as caught:
            function(as_of)
        assert caught.value.what == f"{as_of!r} is not a day."
        assert '"2023-07-13"' in caught.value.do


def test_callers_get_members_of_their_own():
    """What one caller does to the members of a day, the next one does not see."""
    mine = members("2023-07-13")
    mine["name_en"] = "X"
    assert "X" not in set(members("2023-07-13")["name_en"])


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("1973", date(1973, 1, 1), date(1973, 12, 31)),
        ("1973-02", date(1973, 2, 1), date(1973, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023-07-13", date(2023, 7, 13), date(2023, 7, 13)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_span(partial: str, first: date, last: date):
    """A date without its day or month means any day of that month or year, from the first to the last."""
    assert span(partial) == (first, last)


@pytest.mark.parametrize(
    "partial", ["", "73", "0000", "1973-", "1973-00", "1973-13", "1973-02-30", "1973/02", " 1973", None, pd.NA]
)
def test_what_is_no_date(partial: Any):  # noqa: ANN401 - whatever stands in a cell
    """What is no date is refused, with the three forms of a date."""
    with pytest.raises(KitError) as caught:
        span(partial)
    assert all(form in caught.value.do for form in ('"1973"', '"1973-07"', '"1973-07-13"'))
