"""Numbers in another notation."""

from __future__ import annotations

import pytest

from kit.quiz.number_notation import as_ratio, in_months, in_years, without_powers


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1e3", "1000"),
        ("1.5e+9", "1500000000"),
        ("2,5×10^3", "2500"),
        ("1.3 x 10^3 km", "1300 km"),
        ("5e-2", "0.05"),
        ("1e99", "1e99"),
        ("b.e. 2510", "b.e. 2510"),
        ("331 km^2", "331 km^2"),
    ],
)
def test_powers_of_ten_are_written_out(typed: str, read: str):
    """A power of ten is a plain number; what no lesson counts, and squares of units, stay."""
    assert without_powers(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("half a century", "50 year"),
        ("half-century", "50 year"),
        ("a century and a half", "150 year"),
        ("a quarter of a century", "25 year"),
        ("three quarters of a century", "75 year"),
        ("two and a half decades", "25 year"),
        ("setengah abad", "50 year"),
        ("四半世紀", "25年"),
        ("the twentieth century", "the twentieth century"),
        ("20th century", "20th century"),
        ("21世紀", "21世紀"),
    ],
)
def test_centuries_and_decades_are_years(typed: str, read: str):
    """How long a century is, is said in years; which century it was is not a number of years."""
    assert in_years(typed) == read


def test_half_a_year_and_shares_of_people():
    """Half a year is six months; so many out of so many is a fraction in any language."""
    assert in_months("half a year") == in_months("半年") == "6 month"
    assert as_ratio("4 people out of 10") == as_ratio("10人中4人") == as_ratio("4 in 10") == "4/10"
    assert as_ratio("in 1967") == "in 1967"
