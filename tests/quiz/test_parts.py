"""Parts of an item: which are right, which wrong, which were left blank."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
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
