"""What a lesson has for paper: the sections of its guide, and the texts that pupils read in class."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.authoring.new_lesson import new_lesson
from kit.errors import KitError
from kit.export.lesson_texts import LessonTexts
from kit.facts.tables import load
from kit.paths import data_folder, notebooks_folder
from kit.quiz.bank import LessonItems, lesson_names, load_lesson, read_file


@pytest.mark.parametrize("name", lesson_names())
def test_documents_are_those_that_the_lesson_shows(name: str):
    """Each document that a cell of the core shows is there once, in the order of the lesson."""
    notebook = next(notebooks_folder().glob(f"{name}-*.ipynb")).read_text(encoding="utf-8")
    found = LessonTexts(load_lesson(name), "en").documents
    ids = [] if found is None else list(found.to_table()["document_id"])
    assert len(ids) == len(set(ids))
    assert [name for name in ids if name not in notebook] == []


def test_the_whole_story_comes_once():
    """Lesson 01 shows the whole story and then single paragraphs; on paper the whole is enough."""
    (whole,) = LessonTexts(load_lesson("01"), "en").stories
    assert len(whole.to_table()) == 14


@pytest.mark.parametrize(("name", "counts"), [("04", [11]), ("07", [9]), ("03", [])])
def test_tables_are_those_that_the_core_shows_whole(name: str, counts: list[int]):
    """All partners of lesson 04 and all expectations of 07 are there; rows that a cell of 03 chooses are not."""
    assert [len(found.table) for found in LessonTexts(load_lesson(name), "en").tables] == counts


def test_a_lesson_without_notebook_and_guide_has_no_texts(every_kind: LessonItems):
    """A file of items alone has neither sections nor texts."""
    texts = LessonTexts(every_kind, "en")
    assert (texts.sections, texts.stories, texts.documents) == ({}, [], None)


def lesson_of_ones_own(every_kind: LessonItems, folder: Path, name: str, *cells: dict[str, Any]) -> LessonItems:
    """Return a lesson next to whose items there is a notebook with some cells."""
    notebook = {"cells": [{"id": "x", "metadata": {}} | cell for cell in cells], "metadata": {}}
    (folder / name).write_text(json.dumps(notebook), encoding="utf-8")
    return msgspec.structs.replace(every_kind, path=folder / "items" / "20-mine.yaml")


def test_a_heading_may_have_a_cell_of_its_own(every_kind: LessonItems, tmp_path: Path):
    """What follows a heading belongs to it, in the same cell or in the next one."""
    cells = ({"cell_type": "markdown", "source": text} for text in ("## Monday page", "Open.", "## Background\nRice."))
    lesson = lesson_of_ones_own(every_kind, tmp_path, "20-mine-guide.ipynb", *cells)
    assert LessonTexts(lesson, "en").sections == {
        "Monday page": ("Monday page", "Open."),
        "Background": ("Background", "Rice."),
    }


@pytest.mark.parametrize(
    ("call", "paragraphs", "headings"),
    [
        ("lesson.story(2, 3)", [2, 3], []),
        ("lesson.story(number)", [], []),
        ("lesson.story(1, last=number)", [], []),
        ("lesson.story([3])", [], []),
        ('lesson.table("places", {"place": "Town"})', [], ["Town"]),
        ('lesson.table("members", "capital")', [], ["Capital"]),
        ('lesson.table("places", columns)', [], []),
    ],
)
def test_what_a_cell_works_out_is_not_printed(
    call: str, paragraphs: list[int], headings: list[str], every_kind: LessonItems, tmp_path: Path
):
    """Paragraphs and columns that a cell names are there, with its headings; others are on the screen alone."""
    for path in (data_folder() / "datapackage.json", *data_folder().glob("*.csv")):
        shutil.copy(path, tmp_path)
    lesson = lesson_of_ones_own(every_kind, tmp_path, "20-mine.ipynb", {"cell_type": "code", "source": call})
    texts = LessonTexts(lesson, "en")
    assert [number for found in texts.stories for number in found.to_table()["paragraph"]] == paragraphs
    assert [heading for found in texts.tables for heading in found.headings.values()] == headings


def test_a_guide_that_cannot_be_read_is_named(every_kind: LessonItems, tmp_path: Path):
    """A broken notebook is named, with what to do."""
    (tmp_path / "20-mine-guide.ipynb").write_text("{", encoding="utf-8")
    lesson = msgspec.structs.replace(every_kind, path=tmp_path / "items" / "20-mine.yaml")
    with pytest.raises(KitError, match="cannot be read") as error:
        _ = LessonTexts(lesson, "en").sections
    assert error.value.where.endswith("20-mine-guide.ipynb")


def test_the_timeline_of_ones_own_lesson_is_there(tmp_path: Path):
    """A new lesson shows its own events, and so does its plan."""
    files = new_lesson("rice", tmp_path)
    lesson = read_file(next(path for path in files if path.suffix == ".yaml"))
    assert [event["title"] for event in LessonTexts(lesson, "en").events] == ["An event of your story"]


def test_what_ones_own_folder_lacks_is_the_kits_on_paper_too(every_kind: LessonItems, tmp_path: Path):
    """The plan has what the lesson shows; paragraphs of one's own facts are not those of the kit's story."""
    cell = {"cell_type": "code", "source": "lesson.story(2)\nlesson.facts(3)\nlesson.timeline()"}
    texts = LessonTexts(lesson_of_ones_own(every_kind, tmp_path, "20-mine.ipynb", cell), "en")
    assert [list(story.to_table()["paragraph"]) for story in texts.stories] == [[2], [3]]
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [table for table in described["resources"] if table["name"] == "facts"]
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    texts = LessonTexts(texts.lesson, "en")
    assert [list(story.to_table()["paragraph"]) for story in texts.stories] == [[2]]
    assert len(texts.events) == len(load("timeline"))


def test_a_story_that_is_only_begun_stops_no_plan(every_kind: LessonItems, tmp_path: Path):
    """Facts may be of paragraphs that nobody has written yet."""
    for path in (data_folder() / "datapackage.json", *data_folder().glob("*.csv")):
        shutil.copy(path, tmp_path)
    load("story").iloc[:2].to_csv(tmp_path / "story.csv", index=False)
    cell = {"cell_type": "code", "source": "lesson.facts(2)\nlesson.facts(3)"}
    texts = LessonTexts(lesson_of_ones_own(every_kind, tmp_path, "20-mine.ipynb", cell), "en")
    assert [list(story.to_table()["paragraph"]) for story in texts.stories] == [[2]]


def test_a_notebook_may_be_next_to_its_items(every_kind: LessonItems, tmp_path: Path):
    """Where there is no folder of items, guide and notebook are next to the item file."""
    lesson = msgspec.structs.replace(every_kind, path=tmp_path / "20-mine.yaml")
    assert LessonTexts(lesson, "en").guide == tmp_path.resolve() / "20-mine-guide.ipynb"
