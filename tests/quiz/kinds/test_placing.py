"""What matching and grouping share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


def test_placing_explains_what_is_wrong(make: Make):
    """Feedback is about what is in the wrong place, and says how many entries are not placed, not where they go."""
    notes = score(make("grouping"), {"a": "y", "b": "x"}).notes
    assert [note.option for note in notes] == [None, "a", None]
    assert "2" in notes[2].text


def test_feedback_rests_on_the_rows_of_what_it_is_about(make: Make):
    """A thing in a wrong place names its own rows, and one that has none those of the item."""
    things = [{"id": name, "text": name, "feedback": f"About {name}."} for name in ("a", "b")]
    item = make("grouping", options=[{**things[0], "facts": ["fact-two"]}, things[1]], key={"a": "x", "b": "y"})
    assert [note.facts for note in score(item, {"a": "y", "b": "x"}).notes] == [item.facts, ("fact-two",), item.facts]


def test_each_thing_says_how_it_was_placed(make: Make):
    """What is in its place, in another one and in none is told apart; all right is said to be right."""
    item = make("matching", feedback={"right": "All three.", "wrong": "Not all."})
    graded, right = (score(item, given) for given in ({"THA": "manila", "VNM": "hanoi"}, item.sample_response("right")))
    assert graded.parts == {"VNM": "right", "THA": "wrong", "LAO": "blank"}
    assert right.parts == dict.fromkeys(["VNM", "THA", "LAO"], "right")
    assert [result.notes[0].text for result in (graded, right)] == ["Not all.", "All three."]


def test_what_was_placed_is_told_in_words(make: Make):
    """Thing and place are told in the order of the item, what was left out is not, and the example is a first pair."""
    item, response = make("grouping"), {"c": "y", "a": "y"}
    assert item.describe(response) == ("Text a → y", "Text c → y")
    assert [found.given for found in item.misconceptions(response)] == ["Text a → y"]
    assert type(item).example(item.public()) == {"a": "x"}


PLACES = [{"id": "x", "text": "x"}, {"id": "y", "text": "y"}]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"groups": [*PLACES, {"id": "x", "text": "z"}]}, "The id 'x' is used 2 times."),
        ({"groups": [*PLACES, {"id": "z z", "text": "z"}]}, "The id 'z z' is not a valid id."),
        ({"groups": [*PLACES, {"id": "z", "text": " "}]}, "The text is empty."),
        ({"groups": [*PLACES, {"id": "z", "text": "X"}]}, "The text 'X' reads the same as 'x' before it."),
        ({"key": {"a": "x", "b": "x", "c": "y"}}, "The key does not say where 'd' goes."),
        ({"key": {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}}, "The key names 'e', which is not there."),
        ({"key": {"a": "x", "b": "x", "c": "y", "d": "z"}}, "The key puts 'd' into 'z', which is not there."),
        ({"feedback": {"right": "Yes.", "wrong": " "}}, "The wrong is empty."),
    ],
)
def test_what_an_author_cannot_mean_is_named(make: Make, changes: dict[str, object], what: str):
    """Places that cannot be told apart, and a key that is not about the things and places of the item, are mistakes."""
    assert [mistake.what for mistake in make("grouping", **changes).mistakes()] == [what]
