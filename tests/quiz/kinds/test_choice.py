"""What all kinds with options share."""

from __future__ import annotations

import pytest

from kit.quiz.bank import LessonItems
from kit.quiz.kinds.choice import ChoiceItem


@pytest.fixture
def choices(every_kind: LessonItems) -> list[ChoiceItem]:
    """Return the sample items of all kinds with options."""
    return [item for item in every_kind.items if isinstance(item, ChoiceItem)]


def test_notes_come_in_the_order_of_the_file(choices: list[ChoiceItem]):
    """Whatever the order in which options are chosen, their feedback comes in the order of the file."""
    for item in choices:
        notes = item.option_notes(item.option_ids()[::-1], "en")
        assert [note.option for note in notes] == list(item.option_ids())
        assert [note.facts for note in notes] == [option.facts or item.facts for option in item.options]


def test_the_browser_gets_ids_and_texts_of_options(choices: list[ChoiceItem]):
    """Each option is public with its id and its text, and with nothing else."""
    for item in choices:
        assert [set(option) for option in item.public()["options"]] == [{"id", "text"}] * len(item.options)


def test_a_key_that_is_no_option_is_named(choices: list[ChoiceItem]):
    """A key that is not an option is named, with the options that there are."""
    for item in choices:
        (mistake,) = item.key_mistakes(["nothing", item.option_ids()[0]], "key")
        assert "'nothing' is not an option" in mistake.what
        assert item.option_ids()[0] in mistake.do
