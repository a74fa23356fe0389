"""Single choice: the key earns everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [("b", 1, "right"), ("a", 0, "wrong"), ("c", 0, "wrong")],
)
def test_single_choice(make: Make, response: str, earned: float, verdict: str):
    """The key earns everything, any other option nothing."""
    result = score(make("single-choice"), response)
    assert (result.score, result.verdict) == (earned, verdict)


@pytest.mark.parametrize("response", [["b"]])
def test_single_choice_needs_an_option(make: Make, response: object):
    """Whatever is not an option id is not scored, and the learner reads what to do."""
    result = score(make("single-choice"), response)
    assert (result.score, result.verdict) == (0, "unreadable")
    assert result.notes[0].text


def test_any_other_value_is_not_scored(make: Make, no_answer: object):
    """Nothing, a number, a word or a map is not scored, and the learner reads what to do."""
    result = score(make("single-choice"), no_answer)
    assert (result.score, result.verdict) == (0, "unreadable")
    assert result.notes[0].text
