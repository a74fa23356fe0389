"""Parts of an item: their texts in one language, unknown fields, and which are right, wrong or blank."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from kit.quiz.item import Item
from kit.quiz.parts import Option, in_language
from kit.quiz.score import score


@pytest.mark.parametrize(
    ("kind", "response", "parts"),
    [
        ("true-false", {"truth": False, "reason": "b"}, {"truth": "right", "reason": "right"}),
        ("true-false", {"truth": False, "reason": "a"}, {"truth": "right", "reason": "wrong"}),
        ("true-false", {"truth": True, "reason": "b"}, {"truth": "wrong"}),
        ("matching", {"VNM": "hanoi", "THA": "manila"}, {"VNM": "right", "THA": "wrong", "LAO": "blank"}),
        ("grouping", {"a": "x", "b": "y"}, {"a": "right", "b": "wrong", "c": "blank", "d": "blank"}),
        ("grouping", {"a": "x", "b": "x", "c": "y", "d": "y"}, dict.fromkeys("abcd", "right")),
        ("fill-in", {"year": "1967"}, {"year": "right", "city": "blank"}),
        ("fill-in", {"year": "1968", "city": " "}, {"year": "wrong", "city": "blank"}),
        ("fill-in", {"year": "1967", "city": "バンコク"}, {"year": "right", "city": "right"}),
        ("matching", {"VNM": "nowhere"}, {}),
        ("numeric", 1973, {}),
    ],
)
def test_each_part_has_its_verdict(make: Callable[..., Item], kind: str, response: object, parts: dict[str, str]):
    """Each part says whether it is right, wrong or blank; what was not judged says nothing."""
    assert score(make(kind), response).parts == parts


def test_a_text_is_in_the_language_asked_for_or_in_english():
    """A map gives the language asked for, else English, else what there is; a plain text is the same in all."""
    assert in_language({"en": "one", "ja": "一"}, "ja") == "一"
    assert in_language({"en": "one", "ja": "一"}, "vi") == "one"
    assert in_language({"id": "satu"}, "ja") == "satu"
    assert in_language("one", "ja") == "one"


def test_an_unknown_field_of_a_part_is_refused():
    """A field that a part does not have is never dropped."""
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert({"id": "a", "text": "A", "feedback": "No.", "colour": "red"}, Option)
