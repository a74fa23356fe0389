"""Scoring: what holds for items of every kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]

NAMES = st.sampled_from(["truth", "reason", "text", "marks", "who", "why", "a", "b", "VNM", "year"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[]))
    | st.sampled_from(["a", "b", "x", "hanoi", "VNM", "1973", "１，９７３年"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(NAMES | st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(response=JSON, points=st.floats(0.1, 100))
def test_scoring_is_total_and_bounded(make: Make, kind: str, response: object, points: float):
    """Any JSON value gets a result between nothing and the points of the item, and always something to read."""
    result = score(make(kind, points=points), response, "ja")
    assert result.max_score == points
    assert (result.score is None) == (result.verdict == "unmarked")
    assert 0 <= (result.score or 0) <= points
    assert (result.score == points) == (result.verdict == "right")
    assert (result.score == 0) == (result.verdict in {"wrong", "unreadable"})
    assert result.notes
    assert all(isinstance(note.text, str) and note.text for note in result.notes)


def test_points_weigh_the_score(make: Make):
    """An item of three points gives two of them for two thirds."""
    result = score(make("multiple-choice", points=3), ["a", "b"])
    assert (result.score, result.max_score) == (pytest.approx(2), 3)


def test_verdicts_follow_from_the_points(make: Make):
    """All is right, nothing is wrong, anything between is partly; words and guesses wait, or have no verdict."""
    ticks = make("multiple-choice")
    assert [score(ticks, list(given)).verdict for given in ("abc", "ab", "de", "")] == [
        "right",
        "partly",
        "wrong",
        "unreadable",
    ]
    assert score(make("open"), {"text": "So."}).verdict == "unmarked"
    guess = score(make("numeric", use="predict", points=2), 1973)
    assert (guess.score, guess.max_score, guess.verdict, guess.notes) == (None, 2, "unmarked", ())


def test_a_number_in_another_unit_is_asked_for_in_the_right_one(make: Make):
    """The reason names the unit in the language of the feedback."""
    item = make("numeric", unit={"en": "islands", "ja": "島"})
    assert "islands" in score(item, "5 km").notes[0].text
    assert "島" in score(item, "5 km", "ja").notes[0].text


def test_feedback_rests_on_facts(make: Make):
    """Feedback carries the facts of its option, and those of the item where the option names none."""
    choices = [
        {"id": "a", "text": "A", "feedback": "No.", "facts": ["own"]},
        {"id": "b", "text": "B", "feedback": "Yes."},
    ]
    item = make("single-choice", options=choices)
    assert score(item, "a").notes[0].facts == ("own",)
    assert score(item, "b").notes[0].facts == ("fact-one",)


def test_feedback_in_the_language_asked_for(make: Make):
    """A map of languages gives the language asked for, else English, else what there is."""
    choices = [
        {"id": "a", "text": "A", "feedback": {"en": "No.", "ja": "いいえ。"}},
        {"id": "b", "text": "B", "feedback": {"id": "Ya."}},
    ]
    item = make("single-choice", options=choices)
    assert score(item, "a", "ja").notes[0].text == "いいえ。"
    assert score(item, "a", "vi").notes[0].text == "No."
    assert score(item, "b", "ja").notes[0].text == "Ya."


def test_markup_is_text(make: Make):
    """Script in a response, a stem or feedback is handed on as the text it is."""
    script = "<script>alert(1)</script>{{ 7*7 }}"
    choices = [{"id": "a", "text": script, "feedback": script}, {"id": "b", "text": "B", "feedback": "B"}]
    item = make("single-choice", stem=script, options=choices)
    assert item.public()["stem"] == script
    assert item.public()["options"][0]["text"] == script
    assert score(item, "a").notes[0].text == script
    assert score(item, script).verdict == "unreadable"
