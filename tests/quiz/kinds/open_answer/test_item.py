"""Answers in one's own words, and the rubric."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"text": "Because."}, None, "unmarked"),
        ({"text": "Because.", "marks": {}}, None, "unmarked"),
        ({"text": "Because.", "marks": {"who": 1}}, None, "unmarked"),
        ({"text": "Because.", "marks": {"who": 1, "why": 1}}, 1, "right"),
        ({"text": "Because.", "marks": {"who": True, "why": False}}, 0.25, "partly"),
        ({"text": "Because.", "marks": {"who": 0, "why": 0.5}}, 0.375, "partly"),
        ({"text": "Because.", "marks": {"who": 0, "why": 0}}, 0, "wrong"),
        ({"text": "Because.", "marks": {"who": 2, "why": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": {"who": float("nan"), "why": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": {"who": "1", "why": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": {"other": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": [1]}, 0, "unreadable"),
        ({"text": " "}, 0, "unreadable"),
        ({"marks": {"who": 1, "why": 1}}, 0, "unreadable"),
        ("Because.", 0, "unreadable"),
    ],
)
def test_open(make: Make, response: object, earned: float | None, verdict: str):
    """Words without all marks have no score yet; with them it is the weighted mean of the marks."""
    result = score(make("open"), response)
    assert (result.score, result.verdict) == (earned, verdict)


def test_open_shows_the_rubric_after_the_answer(make: Make):
    """The sample answer and the rubric come as feedback, so that the learner can mark the own words."""
    item = make("open")
    assert "Says who." not in str(item.public())
    notes = score(item, {"text": "Because."}).notes
    assert [note.option for note in notes] == [None, "who", "why"]
