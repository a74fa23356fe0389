"""The steps by which a teacher sees where a learner is."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace

from kit.authoring.new_lesson import new_lesson
from kit.live.headings import step_titles
from kit.live.run_class import course_of
from kit.quiz.bank import LessonItems


def test_the_headings_of_a_notebook_are_its_steps(bank: tuple[LessonItems, ...], tmp_path: Path):
    """A lesson of the course has the headings of its notebook in order; a lesson without a notebook has none."""
    titles = step_titles(bank[3])
    assert titles[0] == "What you will learn"
    assert "The quiz of this lesson" in titles
    assert step_titles(replace(bank[3], path=tmp_path / "90-mine.yaml")) == ()
    (tmp_path / "90-mine.ipynb").write_text("{", encoding="utf-8")
    assert step_titles(replace(bank[3], path=tmp_path / "90-mine.yaml")) == ()


def test_a_lesson_of_ones_own_has_the_headings_of_its_notebook(tmp_path: Path):
    """Its notebook is next to the folder of its items, and the guide for the teacher next to it is not the lesson."""
    notebook = new_lesson("rice-prices", tmp_path)[0]
    lesson = course_of(str(notebook.parent)).lesson
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    own = [line for cell in cells for line in "".join(cell["source"]).split("\n") if line.startswith("## ")]
    assert own
    assert [f"## {title}" for title in step_titles(lesson)] == own


def test_a_japanese_board_has_japanese_steps(bank: tuple[LessonItems, ...]):
    """The steps are those of the lesson in the language of the board, one for each English one."""
    for lesson in bank:
        own = step_titles(lesson, "ja")
        assert len(own) == len(step_titles(lesson))
        assert own[0] == "この課で学ぶこと"
