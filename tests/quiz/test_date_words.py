"""Dates are read as several countries write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.quiz.date_words import date_readings, is_plainly_a_date


def test_a_date_in_digits_may_have_two_readings():
    """The day comes first in London and Jakarta, the month in Washington and Manila."""
    assert date_readings("8/7/1967") == {(1967, 7, 8), (1967, 8, 7)}
    assert date_readings("13/7/2023") == {(2023, 7, 13)}


@pytest.mark.parametrize(
    "text",
    ["", "1967", "august", "31 april 1967", "13/13/1967", "may be 5", "8 august 9 1967", "ngày 8 tháng 20 năm 1967"],
)
def test_what_is_not_a_date(text: str):
    """A year or a month alone, a day that does not exist and other words have no reading."""
    assert date_readings(text) == frozenset()


def test_a_vietnamese_month_is_a_number():
    """The number after its word is the month, with or without a zero."""
    assert date_readings("ngày 8 tháng 08 năm 1967") == date_readings("8 tháng 8 1967") == {(1967, 8, 8)}
    assert date_readings("17 tháng 12 năm 2023") == {(2023, 12, 17)}


def test_a_thai_month_has_a_year_of_the_buddhist_era():
    """In Thai the era need not be written; in another language 2510 is far away."""
    assert date_readings("8 สิงหาคม 2510") == date_readings("8 ส.ค. 1967") == {(1967, 8, 8)}
    assert date_readings("สิงหาคม 2510") == {(1967, 8, 0)}
    assert date_readings("8 august 2510") == {(2510, 8, 8)}


def test_two_numbers_are_not_plainly_a_date():
    """1/2 may be a half; a month by its name is a date."""
    assert [is_plainly_a_date(text) for text in ("1/2", "1 february", "7月13日", "1.2.2023")] == [
        False,
        True,
        True,
        True,
    ]


@given(st.text())
def test_any_text_has_readings_or_none(text: str):
    """No text makes it fail."""
    assert isinstance(date_readings(text), frozenset)
