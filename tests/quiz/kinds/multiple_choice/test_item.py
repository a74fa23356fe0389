"""Multiple choice: ticks, right and wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        (["a", "b", "c"], 1, "right"),
        (["c", "b", "a"], 1, "right"),
        (["a", "a", "b", "c"], 1, "right"),
        (["a", "b"], 2 / 3, "partly"),
        (["a"], 1 / 3, "partly"),
        (["a", "b", "c", "d"], 2 / 3, "partly"),
        (["a", "b", "c", "d", "e"], 1 / 3, "partly"),
        (["a", "d"], 0, "wrong"),
        (["a", "d", "e"], 0, "wrong"),
        (["d", "e"], 0, "wrong"),
        (["d"], 0, "wrong"),
    ],
)
def test_multiple_choice(make: Make, response: list[str], earned: float, verdict: str):
    """Each wrong tick takes one right tick back, never below nothing; order and repetition do not matter."""
    result = score(make("multiple-choice"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


@pytest.mark.parametrize("response", ["a", ["a", "zzz"], ["a", None], {"a": True}, ["a", ["b"]]])
def test_multiple_choice_needs_known_options(make: Make, response: object):
    """A list with anything but option ids is not scored, so that a stale page never counts as wrong."""
    assert score(make("multiple-choice"), response).verdict == "unreadable"


def test_missing_ticks_are_counted_but_not_named(make: Make):
    """Feedback says how many right options are missing and gives no feedback of an option not ticked."""
    notes = score(make("multiple-choice"), ["a"]).notes
    assert [note.option for note in notes] == ["a", None]
    assert "2" in notes[1].text


def test_any_other_value_is_not_scored(make: Make, no_answer: object):
    """Nothing, a number, a word or a map is not scored, and the learner reads what to do."""
    result = score(make("multiple-choice"), no_answer)
    assert (result.score, result.verdict) == (0, "unreadable")
    assert result.notes[0].text
