"""Items in which the story is marked: their text is the story's own, word for word."""

from __future__ import annotations

import re

from kit.facts.tables import load
from kit.quiz.bank import load_lesson
from kit.quiz.kinds.mark_text.item import PHRASE
from kit.quiz.parts import in_language


def test_a_marked_paragraph_is_that_of_the_story():
    """Each item of lesson 01 that marks a text names its paragraph, and has the words of it, no more and no less."""
    story = load("story").set_index("story_id")["text_en"]
    items = [item for item in load_lesson("01").items if item.kind == "mark-text"]
    assert len(items) >= 2
    for item in items:
        (paragraph,) = (row for row in item.facts if re.fullmatch(r"story-p\d\d", row))
        assert PHRASE.sub(lambda phrase: phrase[2], in_language(item.text, "en")) == story[paragraph], item.id
