"""Every text of the course has a place in a catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.authoring.new_lesson import new_lesson
from kit.errors import KitError
from kit.paths import data_folder
from kit.translate.sources import Source, sources, state_names


@pytest.fixture(scope="module")
def japanese() -> dict[str, list[Source]]:
    """Give the texts to be translated into Japanese."""
    return sources("ja")


def test_there_is_a_catalogue_for_each_lesson_guide_and_table_with_texts(japanese: dict[str, list[Source]]):
    """A translator takes one lesson, and needs no other file for it."""
    lessons = {f"{kind}-{number:02}" for kind in ("lesson", "guide") for number in range(9)}
    assert set(japanese) >= lessons | {"guide", "class-report", "timeline", "facts", "documents", "cautions", "sources"}


def test_a_text_of_a_page_is_there_once(japanese: dict[str, list[Source]]):
    """A heading of the lesson that its guide repeats is translated in the lesson alone."""
    for number in range(9):
        pages = [text.english for text in japanese[f"lesson-{number:02}"] if not text.context.startswith("q-")]
        pages += [text.english for text in japanese[f"guide-{number:02}"]]
        assert len(set(pages)) == len(pages)


def test_what_a_column_has_in_the_language_is_not_in_its_catalogue(japanese: dict[str, list[Source]]):
    """Names in Japanese are in the tables; a language without such columns has them in its catalogue."""
    assert not [text for text in japanese["members"] if text.context.endswith("/name")]
    assert Source("members/LAO/name", "Laos") in sources("id")["members"]


def test_all_attributions_of_all_tables_are_in_the_catalogue_of_sources(japanese: dict[str, list[Source]]):
    """Who says so is a few names, and each is translated once."""
    assert Source("sources/attribution", "the reporter (Kyodo)") in japanese["sources"]


def test_a_lesson_of_ones_own_has_its_own_catalogue(tmp_path: Path):
    """A teacher translates a folder of items in the same way."""
    (tmp_path / "items").mkdir()
    shutil.copy(data_folder() / "items" / "02-who-is-asean.yaml", tmp_path / "items" / "90-mine.yaml")
    file = tmp_path / "items" / "90-mine.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('lesson: "02"', 'lesson: "90"'), encoding="utf-8")
    package = (data_folder() / "datapackage.json").read_text(encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(package[: package.index('"resources"')] + '"resources": []}', "utf-8")
    assert list(sources("ja", tmp_path)) == ["lesson-90"]
    (tmp_path / "90-mine.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(KitError, match="notebook cannot be read"):
        sources("ja", tmp_path)


def test_names_of_states_come_from_the_tables_and_then_from_cldr():
    """So nobody types the name of a state again."""
    assert state_names("ja")["Laos"] == "ラオス"
    assert state_names("id")["Cambodia"] == "Kamboja"


def test_the_guide_of_ones_own_lesson_has_a_catalogue(tmp_path: Path):
    """`kit new-lesson` writes a guide next to the lesson, which is translated as those of the course are."""
    new_lesson("rice", tmp_path)
    assert "Monday page" in {text.english for text in sources("ja", tmp_path / "rice")["guide-90"]}
