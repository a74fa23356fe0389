"""How long an item takes follows from its words and its interaction."""

from __future__ import annotations

from kit.quiz.bank import load_bank
from kit.quiz.reading_time import item_minutes


def test_no_item_takes_no_time_or_forever():
    """Every item of the course takes between half a minute and three; only an open answer takes longer."""
    for lesson in load_bank():
        for item in lesson.items:
            assert 0.5 < item_minutes(item) < (6 if item.criteria else 3), item.id


def test_more_words_take_more_time():
    """Of two items of one kind the one with more words takes longer."""
    items = {item.id: item for lesson in load_bank() for item in lesson.items}
    assert item_minutes(items["q-trade-03"]) > item_minutes(items["q-years-02"])
