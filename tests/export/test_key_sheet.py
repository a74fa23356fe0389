"""The key sheet: every item of every kind, its key in words, the mistake behind each other answer."""

from __future__ import annotations

from typing import get_args

import msgspec
import pandas as pd
import pytest

from kit.export.key_sheet import COLUMNS, ENTRIES, key_sheet
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Interaction
from kit.quiz.item import Item
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.parts import in_language


def test_every_interaction_has_an_entry():
    """No interaction is missing on a key sheet."""
    assert set(ENTRIES) == set(get_args(Interaction))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_item_has_a_full_row(every_kind: LessonItems, language: str):
    """Of each kind the question, the key, what is behind other answers, and the sources are there."""
    sheet = key_sheet(every_kind.items, language)
    assert list(sheet.columns) == list(COLUMNS)
    assert list(sheet["item"]) == [item.id for item in every_kind.items]
    assert (sheet != "").all(axis=None)
    for item, (_, row) in zip(every_kind.items, sheet.iterrows(), strict=True):
        assert in_language(item.stem, language) in row["stem"]


def test_keys_and_mistakes_are_lines_in_words(every_kind: LessonItems):
    """An order has its numbers, a pair its place, and anything else that is typed the feedback for it."""
    sheet = key_sheet(every_kind.items).set_index("item")
    assert sheet.loc["q-kinds-06", "key"] == "1. ASEAN is founded\n2. Fukuda speaks in Manila\n3. Timor-Leste joins"
    assert sheet.loc["q-kinds-07", "key"] == "Philippines -> where? = Manila\nThailand = Bangkok"
    assert sheet.loc["q-kinds-05", "mistakes"] == "Cambodia: The tenth.\n…: Look south-east."


def right_and_wrong(item: Item) -> tuple[list[str], list[str]]:
    """Return the texts of the keys of a choice, and the feedback of its distractors."""
    assert isinstance(item, (SingleChoice, MultipleChoice, MapClick, TrueFalse))
    keys = (item.key,) if isinstance(item.key, str) else item.key
    right = [in_language(option.text, "en") for option in item.options if option.id in keys]
    return right, [in_language(option.feedback, "en") for option in item.options if option.id not in keys]


def test_the_whole_course_names_the_mistake_behind_each_distractor(bank: tuple[LessonItems, ...]):
    """Each distractor of the bank stands with its feedback, each key with its text, and a key is no mistake."""
    choices = 0
    for lesson in bank:
        sheet = key_sheet(lesson.items).set_index("item")
        for item in lesson.items:
            if isinstance(item, (SingleChoice, MultipleChoice, MapClick, TrueFalse)):
                right, wrong = right_and_wrong(item)
                cells = sheet.loc[item.id]
                assert isinstance(cells, pd.Series)
                assert set(right) <= set(cells["key"].split("\n"))
                assert all(any(line.endswith(text) for line in cells["mistakes"].split("\n")) for text in wrong), (
                    item.id
                )
                assert len(cells["mistakes"].split("\n")) == len(wrong) + isinstance(item, TrueFalse)
                choices += 1
    assert choices > 50


def test_numbers_and_words_name_the_errors_that_are_expected(bank: tuple[LessonItems, ...]):
    """What learners often type stands with its feedback, and the rubric of an open answer with its weights."""
    for item in [item for lesson in bank for item in lesson.items]:
        mistakes = str(key_sheet([item])["mistakes"][0])
        if isinstance(item, (Numeric, ShortText)):
            assert all(in_language(error.feedback, "en") in mistakes for error in item.expected_errors)
        elif isinstance(item, OpenAnswer):
            assert all(in_language(line.text, "en") in mistakes for line in item.rubric)


def test_exemplars_follow_the_rubric(every_kind: LessonItems):
    """Each answer that is marked already has its level, its points and its text, so that a teacher marks alike."""
    (item,) = (item for item in every_kind.items if isinstance(item, OpenAnswer))
    told = str(key_sheet([item])["mistakes"][0]).split("\n")
    assert told[-3:] == [
        "Strong answer (1 of 1 points): Ten in 2023, eleven since 2025.",
        "Middle answer (0.67 of 1 points): First ten, now eleven.",
        "Weak answer (0.33 of 1 points): Eleven.",
    ]


def test_an_order_is_told_in_order(every_kind: LessonItems):
    """The key of an ordering item is a numbered list, the first one first."""
    (item,) = (item for item in every_kind.items if isinstance(item, Ordering))
    texts = {option.id: in_language(option.text, "en") for option in item.options}
    told = str(key_sheet([item])["key"][0]).split("\n")
    assert told == [f"{place}. {texts[name]}" for place, name in enumerate(item.key, start=1)]


def test_an_unknown_row_is_named_by_its_id(every_kind: LessonItems):
    """Where no table has the row, its id stands instead of an attribution line."""
    item = msgspec.structs.replace(every_kind.items[0], facts=("x-1",))
    assert key_sheet([item])["sources"][0] == "x-1"
