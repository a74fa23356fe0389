"""What an author has to fix says where, what and what to do."""

from __future__ import annotations

from kit.quiz.mistake import Mistake, unknown


def test_a_mistake_is_found_from_above():
    """The way to a mistake grows at its front."""
    assert Mistake(("text",), "is empty", "Write it").below("options", 2).path == ("options", 2, "text")


def test_an_unknown_name_comes_with_those_that_there_are():
    """A misspelt id leads to the one that is meant."""
    mistake = unknown("'VMN' is not a state.", "VMN", ["VNM", "THA"], "key")
    assert mistake.path == ("key",)
    assert "Did you mean 'VNM'?" in mistake.do


def test_several_ids_in_one_text_become_a_list():
    """Ids with commas, whatever the keyboard, were meant as a list."""
    assert "Write [VNM, THA]" in unknown("'VNM、THA'", "VNM、THA", ["VNM", "THA", "LAO"]).do


def test_where_there_is_nothing_to_choose_from():
    """A name in a list that is still empty leads to writing it, not to a choice of nothing."""
    assert unknown("'VNM' is not there.", "VNM", []).do == "There is none yet: write it, with this id."
