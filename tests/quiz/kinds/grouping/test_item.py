"""Grouping: each option in its group."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"a": "x", "b": "x", "c": "y", "d": "y"}, 1, "right"),
        ({"a": "x", "b": "x", "c": "x", "d": "x"}, 0.5, "partly"),
        ({"a": "y", "b": "y", "c": "x", "d": "x"}, 0, "wrong"),
        ({"a": "x"}, 0.25, "partly"),
        ({"a": "z"}, 0, "unreadable"),
    ],
)
def test_grouping(make: Make, response: object, earned: float, verdict: str):
    """Each option in its group counts the same."""
    result = score(make("grouping"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)
