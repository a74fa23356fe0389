"""An item file as its author writes it: a head about the lesson, then the items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from kit.quiz.item import Mistake, Part, listed, meant, twice
from kit.quiz.kinds import AnyItem


class Minutes(Part, kw_only=True):
    """How long a lesson takes."""

    teaching: int
    exercises: int


class LessonFile(Part, kw_only=True):
    """The whole of an item file."""

    lesson: str
    title: str
    question: str
    minutes: Minutes
    mode: Literal["practice", "pretest"]
    objectives: dict[str, str]
    items: tuple[AnyItem, ...]

    def mistakes(self, path: Path) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        for place, item in enumerate(self.items):
            for mistake in item.mistakes():
                yield mistake._replace(path=("items", place, *mistake.path))
