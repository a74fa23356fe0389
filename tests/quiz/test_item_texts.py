"""The texts of items have contexts that do not change, and take translations."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kit.paths import data_folder
from kit.quiz.bank import load_lesson
from kit.quiz.item import Item
from kit.quiz.item_texts import file_in, file_texts, lesson_in_both
from kit.quiz.kinds.registry import KINDS
from kit.quiz.lesson_file import LessonFile
from kit.quiz.parts import in_language
from kit.quiz.yaml_nodes import load
from kit.translations import Catalogue

FILES = sorted((data_folder() / "items").glob("*.yaml"))


def read(path: Path) -> LessonFile:
    """Read an item file as it is written."""
    return msgspec.convert(load(path).content, LessonFile, strict=False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_texts_of_a_lesson_share_a_context(path: Path):
    """A translation belongs to one text."""
    contexts = [context for context, _ in file_texts(read(path))]
    assert len(set(contexts)) == len(contexts)


def test_a_context_names_item_option_and_field():
    """A translator finds the text, and it stays the same when an option is added above it."""
    texts = dict(file_texts(read(FILES[2])))
    assert texts["q-members-01/options/LAO/text"] == "Laos"
    assert texts["lesson/title"] == "Who is ASEAN?"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_an_item_takes_a_translation_and_keeps_its_english(path: Path):
    """What is translated is a map of the two languages; ids, keys and facts are as before."""
    file = read(path)
    own = {key: f"訳 {key[1]}" for key in file_texts(file)}
    made = file_in(file, "ja", Catalogue(own, {}))
    for before, after in zip(file.items, made.items, strict=True):
        if before.language:
            assert after is before  # it is written in its language
            continue
        assert after.stem == {"en": before.stem, "ja": f"訳 {before.stem}"}
        assert _without_texts(before) == _without_texts(after)
    assert made.title == f"訳 {file.title}"
    assert list(file_texts(made))[1 + 1 + len(file.objectives) :] == []


@pytest.mark.parametrize("lesson", ["02", "04"])
def test_each_text_of_a_lesson_is_known_in_a_second_language(lesson: str):
    """Title, goals, stems, options, hints and feedback lead to the same text in English, without marks of emphasis."""
    own, english = load_lesson(lesson, language="ja"), load_lesson(lesson)
    both = lesson_in_both(own, "ja", english, "en")
    assert both[own.title] == english.title
    for item in english.items:
        if not item.language and isinstance(item.stem, str):
            ours = next((each for each in own.items if each.id == item.id), None)
            assert ours is None or both[in_language(ours.stem, "ja")] == in_language(item.stem, "en")
    assert lesson_in_both(english, "en", english, "en") == {}
    assert not [text for text in both.values() if "**" in text]


def test_the_samples_of_all_kinds_are_in_the_course():
    """So the tests above have seen the texts of every kind."""
    assert {item.kind for path in FILES for item in read(path).items} == set(KINDS)


def test_a_text_without_a_translation_stays_as_it_is():
    """The item is the same object when nothing of it is translated."""
    file = read(FILES[2])
    assert file_in(file, "ja", Catalogue({}, {})).items[0] is file.items[0]


def _without_texts(item: Item) -> object:
    """Return an item in which each text is the same star."""

    def stripped(value: object) -> object:
        if isinstance(value, dict) and set(value) == {"en", "ja"}:
            return value["en"]
        if isinstance(value, dict):
            return {name: stripped(part) for name, part in value.items()}
        return [stripped(part) for part in value] if isinstance(value, (list, tuple)) else value

    return stripped(msgspec.to_builtins(item))
