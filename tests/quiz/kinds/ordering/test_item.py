"""Ordering: the longest run in right order counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ("abcd", 1, "right"),
        ("bacd", 2 / 3, "partly"),
        ("dabc", 2 / 3, "partly"),
        ("badc", 1 / 3, "partly"),
        ("cdab", 1 / 3, "partly"),
        ("dcba", 0, "wrong"),
    ],
)
def test_ordering(make: Make, response: str, earned: float, verdict: str):
    """The longest run in right order counts: one entry out of place costs one step."""
    result = score(make("ordering"), list(response))
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


@pytest.mark.parametrize("response", [["a", "b"], list("abcc"), list("abcde"), list("abcda"), "abcd"])
def test_ordering_needs_all_entries(make: Make, response: object):
    """An order that misses, repeats or invents an entry is not scored."""
    assert score(make("ordering"), response).verdict == "unreadable"


def test_ordering_explains_what_moved(make: Make):
    """A wrong order is answered by the general feedback and by that of each entry that has to move."""
    notes = score(make("ordering"), list("dabc")).notes
    assert [note.option for note in notes] == [None, "d"]


@given(order=st.permutations(list("abcd")))
def test_ordering_is_right_only_in_order(make: Make, order: list[str]):
    """Only the key itself earns everything, and only its reverse nothing."""
    earned = score(make("ordering"), order).score
    assert (earned == 1) == (order == list("abcd"))
    assert (earned == 0) == (order == list("dcba"))


def test_any_other_value_is_not_scored(make: Make, no_answer: object):
    """Nothing, a number, a word or a map is not scored, and the learner reads what to do."""
    result = score(make("ordering"), no_answer)
    assert (result.score, result.verdict) == (0, "unreadable")
    assert result.notes[0].text
