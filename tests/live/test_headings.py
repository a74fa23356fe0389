"""The steps by which a teacher sees where a learner is."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from kit.live.headings import step_titles
from kit.quiz.bank import LessonItems


def test_the_headings_of_a_notebook_are_its_steps(bank: tuple[LessonItems, ...], tmp_path: Path):
    """A lesson of the course has the headings of its notebook in order; a lesson without a notebook has none."""
    titles = step_titles(bank[3])
    assert titles[0] == "What you will learn"
    assert "The quiz of this lesson" in titles
    assert step_titles(replace(bank[3], path=tmp_path / "90-mine.yaml")) == ()
    (tmp_path / "03-half-saved.ipynb").write_text("{", encoding="utf-8")
    assert step_titles(replace(bank[3], path=tmp_path / "90-mine.yaml")) == ()


def test_a_japanese_board_has_japanese_steps(bank: tuple[LessonItems, ...]):
    """The steps are those of the lesson in the language of the board, one for each English one."""
    for lesson in bank:
        own = step_titles(lesson, "ja")
        assert len(own) == len(step_titles(lesson))
        assert own[0] == "この課で学ぶこと"
