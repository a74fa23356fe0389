"""Dates: full days, and what a date without its day or month may mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from kit.dates import day, decimal_year, is_date, is_day, span, year_of
from kit.errors import KitError


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
    [
        "",
        "2023",
        "2023-07",
        "2023-02-29",
        "2023-7-13",
        "13 July 2023",
        "2023-07-13T00:00",
        "Today",
        None,
        2023,
        20230713,
        pd.NaT,
    ],
)
def test_what_is_not_a_day(as_of: Any):  # noqa: ANN401 - whatever a learner may type
    """Whatever is not a day is refused with an example."""
    with pytest.raises(KitError) as caught:
        day(as_of)
    assert caught.value.what == f"{as_of!r} is not a day."
    assert '"2023-07-13"' in caught.value.do


def test_today_is_the_learners_day():
    """No day given means today."""
    assert day() == day("today") == date.today()  # noqa: DTZ011 - the learner's own day


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
def test_what_is_not_a_date(partial: Any):  # noqa: ANN401 - whatever a cell contains
    """What is not a date is refused, with the three forms of a date."""
    with pytest.raises(KitError) as caught:
        span(partial)
    assert all(form in caught.value.do for form in ('"1973"', '"1973-07"', '"1973-07-13"'))


@pytest.mark.parametrize(
    ("text", "date_there", "day_there"),
    [("1973", True, False), ("1973-07", True, False), ("1973-07-13", True, True), ("1973-7-1", False, False),
     ("19730713", False, False), ("２０２３-07-13", False, False), ("", False, False)],
)  # fmt: skip
def test_full_and_partial_dates_are_told_apart(text: str, *, date_there: bool, day_there: bool):
    """A day has all three parts; a date may lack the last ones; other forms are neither."""
    assert (is_date(text), is_day(text)) == (date_there, day_there)


@pytest.mark.parametrize("partial", ["1973", "1973-07", "1973-07-13"])
def test_the_year_of_a_date(partial: str):
    """Every date has a year."""
    assert year_of(partial) == 1973


def test_days_as_numbers_of_an_axis():
    """A year begins at its number, and later days are further on, before the next year."""
    assert decimal_year(date(2023, 1, 1)) == 2023
    assert 2023 < decimal_year(date(2023, 7, 2)) < decimal_year(date(2023, 12, 31)) < 2024
