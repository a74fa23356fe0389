"""An event of the timeline has the same words on the screen and on paper."""

from __future__ import annotations

from kit.facts.event_words import event_words
from kit.facts.tables import load


def test_an_event_says_where_the_story_names_it():
    """Paragraph and day are there, in the language that is asked for."""
    found = next(each for each in load("timeline").to_dict("records") if each["paragraph"] == 1)
    assert event_words(found, "en")["story"] == "in the story, paragraph 1"
    assert "第1段落" in event_words(found, "ja")["story"]


def test_a_day_that_nobody_knows_is_said_to_be_unknown():
    """A year alone is not taken for a day."""
    known = next(each for each in load("timeline").to_dict("records") if each["date"] == "1977-03-23")
    assert event_words(known, "en")["when"] == "23 March 1977"
    assert event_words(known | {"date": "1977"}, "en")["when"] == "1977, day not known"
