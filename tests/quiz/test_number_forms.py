"""How an author writes a number: what is proposed where a cell or a field leaves doubt."""

from __future__ import annotations

import pytest

from kit.quiz.number_forms import digits_alone, two_numbers


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("1_000", "1000"),
        ("0x1F", "31"),
        ("1.234,5", "1234.5"),
        ("300 km", "300"),
        ("50%", "50"),
        ("12:30", "12 or 0.5"),
    ],
)
def test_the_digits_to_write(typed: str, form: str):
    """Separators, units and other bases go; what is not one number gets an example."""
    assert f" {form}" in digits_alone(typed)


@pytest.mark.parametrize(
    ("typed", "both"), [("-1.300", ("-1300", "-1.3")), ("0.300", None), ("1.30", None), ("x", None)]
)
def test_a_point_with_three_digits_after_it(typed: str, both: tuple[str, str] | None):
    """It may group thousands, unless a zero or other digits tell."""
    assert two_numbers(typed) == both
