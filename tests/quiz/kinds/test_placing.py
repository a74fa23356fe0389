"""What matching and grouping share."""

from __future__ import annotations

from collections.abc import Callable

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


def test_placing_explains_what_is_wrong(make: Make):
    """Feedback is about what is in the wrong place, and says how many entries are not placed, not where they go."""
    notes = score(make("grouping"), {"a": "y", "b": "x"}).notes
    assert [note.option for note in notes] == [None, "a", None]
    assert "2" in notes[2].text
