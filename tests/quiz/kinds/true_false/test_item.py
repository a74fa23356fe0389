"""True or false, with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"truth": False, "reason": "b"}, 1, "right"),
        ({"truth": False, "reason": "a"}, 0.5, "partly"),
        ({"truth": True, "reason": "b"}, 0, "wrong"),
        ({"truth": True, "reason": "a"}, 0, "wrong"),
        ({"truth": False}, 0, "unreadable"),
        ({"reason": "b"}, 0, "unreadable"),
        ({"truth": 0, "reason": "b"}, 0, "unreadable"),
        ({"truth": "false", "reason": "b"}, 0, "unreadable"),
        ({"truth": False, "reason": ["b"]}, 0, "unreadable"),
        ({"truth": False, "reason": "z"}, 0, "unreadable"),
        (False, 0, "unreadable"),
    ],
)
def test_true_false(make: Make, response: object, earned: float, verdict: str):
    """The verdict earns half, its reason the other half; a reason for the wrong verdict earns nothing."""
    result = score(make("true-false"), response)
    assert (result.score, result.verdict) == (earned, verdict)


def test_true_false_keeps_the_reason_to_itself(make: Make):
    """After a wrong verdict the feedback does not say which reason is the right one."""
    assert [note.option for note in score(make("true-false"), {"truth": True, "reason": "b"}).notes] == [None]


@pytest.mark.parametrize(
    ("response", "parts"),
    [
        ({"truth": False, "reason": "b"}, {"truth": "right", "reason": "right"}),
        ({"truth": False, "reason": "a"}, {"truth": "right", "reason": "wrong"}),
        ({"truth": True, "reason": "b"}, {"truth": "wrong"}),
    ],
)
def test_verdict_and_reason_are_each_right_or_wrong(make: Make, response: object, parts: dict[str, str]):
    """Of the reason for a wrong verdict nothing is said."""
    assert score(make("true-false"), response).parts == parts
