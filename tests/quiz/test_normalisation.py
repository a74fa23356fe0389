"""Texts that look the same to a reader are the same to the program."""

from __future__ import annotations

import pytest

from kit.quiz.normalisation import is_one_of, normalise, normalise_loosely


@pytest.mark.parametrize(
    ("typed", "text"),
    [("ＡＳＥＡＮ １９６７", "asean 1967"), ("km²", "km^2"), ("１½", "1/"), ("๑๙๖๗", "1967"), ("ﾊﾉｲ", "ハノイ")],
)
def test_width_case_and_digits_of_all_scripts(typed: str, text: str):
    """Width and case do not matter, and digits of any script are 0 to 9."""
    assert normalise(typed) == text


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("“Hà Nội”", "hanoi", True),
        ("Đà Nẵng", "da nang", True),
        ("Bandar Seri Begawan", "bandar-seri-begawan", True),
        ("が", "か", False),
        ("บ้าน", "บาน", False),
    ],
)
def test_accents_of_latin_letters_alone_are_dropped(one: str, other: str, is_same: bool):  # noqa: FBT001
    """Accents of Latin letters, punctuation and spaces do not matter; marks of other scripts make other letters."""
    assert (normalise_loosely(one) == normalise_loosely(other)) is is_same


def test_one_of_the_accepted_forms():
    """A typed text is accepted when it is one of the forms, however it is typed."""
    assert is_one_of(" HANOI. ", ["Hà Nội", "ハノイ"])
    assert not is_one_of("Hue", ["Hà Nội", "ハノイ"])
