"""Short texts, in any usual spelling."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "verdict"),
    [
        ("Hanoi", "right"),
        (" hanoi. ", "right"),
        ("HANOI", "right"),
        ("Ｈａｎｏｉ", "right"),
        ("Hà Nội", "right"),
        ("ha-noi", "right"),
        ("“Hanoi”", "right"),
        ("ハノイ", "right"),
        ("ﾊﾉｲ", "right"),
        ("バノイ", "wrong"),
        ("Hano", "wrong"),
        ("Hanoi or Hue", "wrong"),
        ("saigon", "wrong"),
        ("<b>Hanoi</b>", "wrong"),
        ("", "unreadable"),
        (" . ", "unreadable"),
        ("x" * 501, "unreadable"),
        (["Hanoi"], "unreadable"),
        (None, "unreadable"),
        (7, "unreadable"),
    ],
)
def test_short_text(make: Make, response: object, verdict: str):
    """Width, case, accents of Latin letters, spaces and signs do not matter; letters do, in every script."""
    result = score(make("short-text"), response)
    assert (result.score, result.verdict) == (float(verdict == "right"), verdict)


def test_short_text_expected_error(make: Make):
    """Wrong words that were expected get the feedback that names their reason."""
    note = score(make("short-text"), "SAIGON").notes[0]
    assert (note.text, note.facts) == ("That is in the south.", ("fact-two",))
