"""Fractions as pupils write them."""

from __future__ import annotations

import pytest

from kit.quiz.fractions import fraction_signs, with_decimals


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1½", "1.5"),
        ("one and a half million", "1.5 million"),
        ("three-quarters of a million", "0.75 million"),
        ("dua pertiga", repr(2 / 3)),
        ("4分の3", "0.75"),
        ("4割", "40%"),
        ("the third", "the 3"),
        ("17/12", "17/12"),
        ("8/8/1967", "8/8/1967"),
        ("1967/1973", "1967/1973"),
        ("1/0", "1/0"),
    ],
)
def test_fractions_are_decimals(typed: str, read: str):
    """A proper fraction in digits, signs or words is a decimal; what may be a day or two years stays."""
    assert with_decimals(fraction_signs(typed)) == read
