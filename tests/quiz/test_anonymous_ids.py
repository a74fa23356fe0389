"""Ids that say nothing."""

from __future__ import annotations

from kit.quiz.anonymous_ids import anonymous_ids, renamed
from kit.quiz.parts import Option


def test_ids_follow_from_texts_alone():
    """Whatever ids an author gave and whatever the order, the new id of a text is the same."""
    parts = [Option(id=name, text=text, feedback="") for name, text in (("right", "Yes"), ("wrong", "No"))]
    others = [Option(id=name, text=text, feedback="") for name, text in (("b", "No"), ("a", "Yes"))]
    names, more = anonymous_ids("q-a-01", parts, "o"), anonymous_ids("q-a-01", others, "o")
    assert (names["right"], names["wrong"]) == (more["a"], more["b"])
    assert set(names.values()) == {"o1", "o2"}
    assert [part.id for part in renamed(parts, names)] == [names["right"], names["wrong"]]


def test_another_item_has_another_order():
    """The same texts do not always get the same ids, so nobody learns that the first is right."""
    parts = [Option(id=text, text=text, feedback="") for text in ("Yes", "No")]
    assert len({anonymous_ids(f"q-a-{number:02}", parts, "o")["Yes"] for number in range(20)}) == 2
