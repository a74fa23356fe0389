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
