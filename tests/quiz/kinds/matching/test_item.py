"""Matching: each prompt with its own option."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"VNM": "hanoi", "THA": "bangkok", "LAO": "vientiane"}, 1, "right"),
        ({"VNM": "hanoi", "THA": "vientiane", "LAO": "bangkok"}, 1 / 3, "partly"),
        ({"VNM": "hanoi", "THA": "bangkok"}, 2 / 3, "partly"),
        ({"VNM": "manila", "THA": "hanoi", "LAO": "bangkok"}, 0, "wrong"),
        ({"VNM": "manila"}, 0, "wrong"),
        ({}, 0, "unreadable"),
        ({"VNM": "london"}, 0, "unreadable"),
        ({"JPN": "hanoi"}, 0, "unreadable"),
        ({"VNM": None}, 0, "unreadable"),
        ({"VNM": ["hanoi"]}, 0, "unreadable"),
        (["hanoi"], 0, "unreadable"),
    ],
)
def test_matching(make: Make, response: object, earned: float, verdict: str):
    """Each prompt with its own option counts the same; one that is left out does not count."""
    result = score(make("matching"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)
