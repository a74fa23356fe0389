"""An item file as its author writes it: a head about the lesson, then the items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from kit.quiz.item import Mistake, Part, blank_texts, listed, meant
from kit.quiz.kinds import AnyItem
from kit.quiz.rules import Rules


class Minutes(Part, frozen=True, kw_only=True):
    """How long a lesson takes."""

    teaching: int
    exercises: int


class LessonFile(Part, frozen=True, kw_only=True):
    """The whole of an item file; `pools` says how many items are drawn from each, `rules` what holds in the quiz."""

    lesson: str
    title: str
    question: str
    minutes: Minutes
    mode: Literal["practice", "pretest", "exam"] = "practice"
    objectives: dict[str, str]
    pools: dict[str, int] = msgspec.field(default_factory=dict)
    rules: Rules = Rules()
    items: tuple[AnyItem, ...]


def lesson_name(path: Path) -> str:
    """Return the number of the lesson, with which the name of its file begins."""
    return path.stem.partition("-")[0]


def mistakes_of(file: LessonFile, path: Path) -> Iterator[Mistake]:
    """Yield what the types alone cannot rule out in a whole file."""
    yield from _in_head(file, path)
    first: dict[str, int] = {}
    for place, item in enumerate(file.items):
        yield from within(place, item.mistakes())
        if item.objective not in file.objectives:
            yield Mistake(
                ("items", place, "objective"),
                f"There is no objective {item.objective!r} in this lesson.",
                f"Use one of: {listed(file.objectives)}.{meant(item.objective, file.objectives)}",
            )
        if item.pool is not None and item.pool not in file.pools:
            do = f"Add it to the pools of the file, as in pools: {{{item.pool}: 5}}.{meant(item.pool, file.pools)}"
            yield Mistake(("items", place, "pool"), f"There is no pool {item.pool!r} in this lesson.", do)
        if first.setdefault(item.id, place) != place:
            yield Mistake(
                ("items", place, "id"), f"The item id {item.id!r} stands twice.", "Give each item its own id."
            )


def _in_head(file: LessonFile, path: Path) -> Iterator[Mistake]:
    if file.lesson != lesson_name(path):
        yield Mistake(
            ("lesson",),
            f"The lesson is {file.lesson!r}, but the name of the file begins with {lesson_name(path)!r}.",
            "Make the two the same.",
        )
    yield from blank_texts(file.title, "title")
    yield from blank_texts(file.question, "question")
    for slug, sentence in file.objectives.items():
        yield from blank_texts(sentence, "objectives", slug)
    for name in ("teaching", "exercises"):
        if getattr(file.minutes, name) < 0:
            yield Mistake(
                ("minutes", name), "A lesson cannot take less than no time.", "Write a whole number of minutes."
            )
    for name, count in file.pools.items():
        size = sum(item.pool == name for item in file.items)
        if not 1 <= count <= size:
            what = f"{count} items are to be drawn from the pool {name!r}, which has {size}."
            yield Mistake(("pools", name), what, "Write a number from 1 to the size of the pool.")
    yield from file.rules.mistakes(file.mode)
    if not file.items:
        yield Mistake(("items",), "There are no items.", "Write at least one.")


def within(place: int, mistakes: Iterator[Mistake]) -> Iterator[Mistake]:
    """Put the way to the item before the way inside it."""
    for mistake in mistakes:
        yield mistake._replace(path=("items", place, *mistake.path))
