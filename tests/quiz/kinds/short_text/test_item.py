"""Short texts, in any usual spelling."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.interactions import Typed
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


def test_forms_in_the_letters_of_the_language_come_first(make: Make):
    """A Japanese key sheet names the Japanese form, and Kahoot offers Japanese errors next to it; English has Latin."""
    errors = [{"value": word, "feedback": f"Not {word}."} for word in ("Saigon", "ホーチミン", "Hue")]
    item = make("short-text", key=["ハノイ", "Hanoi"], expected_errors=errors)
    english, japanese = item.interaction("en"), item.interaction("ja")
    assert isinstance(english, Typed)
    assert isinstance(japanese, Typed)
    assert [form.text for form in english.forms] == ["Hanoi", "ハノイ", "Saigon", "Hue", "ホーチミン"]
    assert [form.text for form in japanese.forms] == ["ハノイ", "Hanoi", "ホーチミン", "Saigon", "Hue"]
    assert [form.feedback for form in japanese.errors] == ["Not ホーチミン.", "Not Saigon.", "Not Hue."]
