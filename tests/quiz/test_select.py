"""What can be named on the command line: lessons, items, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.quiz.bank import LessonItems, load_bank, read_file
from kit.quiz.select import chosen

FILE = str(Path(__file__).parents[1] / "export" / "20-every-kind.yaml")

ALL = len(read_file(FILE).items)


def names(lessons: tuple[LessonItems, ...]) -> list[tuple[str, int]]:
    """Return the lessons and how many items of each."""
    return [(lesson.lesson, len(lesson.items)) for lesson in lessons]


def test_nothing_named_means_the_bank():
    """Without a name, all lessons are chosen."""
    assert chosen(()) == load_bank()


def test_lessons_items_and_files():
    """Lessons come in the order of the bank, single items with them, files last."""
    assert names(chosen((FILE, "q-members-03", "00"))) == [("00", names(chosen(("00",)))[0][1]), ("02", 1), ("20", ALL)]


def test_a_number_without_its_zero():
    """A lesson is found by one digit too."""
    assert chosen(("2", "q-members-03")) == chosen(("02",))


def test_an_empty_name():
    """An empty name is no lesson."""
    with pytest.raises(KitError, match="no lesson and no item ''"):
        chosen(("",))


def test_a_file_alone():
    """A file named alone is all that is chosen."""
    assert names(chosen((FILE,))) == [("20", ALL)]


def test_a_name_that_there_is_not():
    """A name that is nothing is said, with the nearest."""
    with pytest.raises(KitError, match="'q-member-03'") as error:
        chosen(("02", "q-member-03"))
    assert "q-members-03" in error.value.do
