"""How long an item takes follows from its words and its interaction."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from kit.quiz.bank import load_bank, load_lesson
from kit.quiz.item_picture import Picture
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


def test_a_picture_takes_no_more_time_than_its_words(tmp_path: Path):
    """The content of a picture is not read, whatever its size; the words that say what it shows are."""
    item = load_lesson("02").items[0]
    path = tmp_path / "map.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 80 + b"IEND\xaeB`\x82")
    shown = replace(item, picture=Picture(file=str(path), alt="A map."))
    assert item_minutes(item) < item_minutes(shown) < item_minutes(item) + 0.05
