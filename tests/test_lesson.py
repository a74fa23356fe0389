"""One lesson: what a notebook can ask of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.attempts.store import AnswerStore
from kit.lesson import Lesson
from kit.quiz.bank import read_file

HEAD = """
lesson: "91"
title: A lesson with pools
question: Which items are drawn?
minutes: {teaching: 5, exercises: 5}
objectives: {draw: Answer what was drawn.}
pools: {states: 2}
items:
"""
ITEM = """
- id: q-draw-0{number}
  kind: numeric
  objective: draw
  level: recall
  stem: Type {number}.
  facts: [BRN]
  hints: [It is a number.]
  key: {number}
  feedback: {{right: Yes., wrong: Read again.}}
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """Give a lesson of six items: one for every quiz, one check, and a pool of four."""
    items = [ITEM.format(number=number) for number in range(1, 7)]
    items[1] += "  use: check\n"
    items[2:] = [item + "  pool: states\n" for item in items[2:]]
    path = tmp_path / "91-pools.yaml"
    path.write_text(HEAD + "".join(items), encoding="utf-8")
    return Lesson(read_file(path), AnswerStore(tmp_path / "answers", learner="ines"))


def test_the_quiz_draws_from_its_pools(lesson: Lesson):
    """A quiz has the items without a pool and as many of each pool as the lesson says, the same ones each time."""
    drawn = [item["id"] for item in lesson.quiz().spec["items"]]
    assert drawn[0] == "q-draw-01"
    assert len(drawn) == 3
    assert "q-draw-02" not in drawn
    assert [item["id"] for item in lesson.quiz().spec["items"]] == drawn
