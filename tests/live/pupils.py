"""Pupils of the tests' own: what a class answers to a lesson, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from kit.answers.attempt import Attempt
from kit.quiz.bank import LessonItems

NAMES = ("Hanako", "Thanh", "Siti", "Budi", "Mei", "太郎", "Aung", "Malee", "José", "Nur", "Ken", "Linh")


def answers(lesson: LessonItems, learners: int, seed: int = 1) -> Iterator[tuple[str, Attempt]]:
    """Yield a name and an attempt, item after item, some right and some wrong; not all learners get to the end."""
    chance = Random(seed)  # noqa: S311 - no secret
    for number in range(learners):
        name = NAMES[number] if number < len(NAMES) else f"s{number:02}"
        for item in lesson.items[: len(lesson.items) - number % 9]:
            response = item.sample_response("right" if chance.random() < 0.6 else "wrong", chance)
            yield (
                name,
                Attempt(
                    learner=name,
                    lesson=lesson.lesson,
                    item_id=item.id,
                    response=response,
                    score=None,
                    max_score=item.points,
                    verdict="unmarked",
                ),
            )
