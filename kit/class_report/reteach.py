"""What to teach again: the objectives that a class has not reached, with the mistakes behind it."""

from __future__ import annotations

from typing import NamedTuple

from kit.class_report.results import ItemMeasure, Measures, ObjectiveMeasure, WrongAnswer

FEWEST_LEARNERS = 5
_BELOW = 0.7
_MOST_OBJECTIVES, _MOST_MISTAKES = 3, 3
_SEVERAL = 2  # items of an objective, and learners with one mistake: a single one says nothing about a class


class Behind(NamedTuple):
    """A mistake that several learners made in an item of the objective."""

    item: str
    stem: str
    answered: int
    mistake: WrongAnswer


class Again(NamedTuple):
    """An objective to teach again, and the commonest mistakes behind it."""

    objective: ObjectiveMeasure
    mistakes: tuple[Behind, ...]


def teach_again(found: Measures) -> tuple[Again, ...]:
    """Return the objectives to teach again, the weakest first: at most three.

    An objective is one of them when at least five learners answered at least two items of it, and earned less than
    70 % of the points in the tries that count. What a pre-test asks has not been taught yet, and is left out.
    """
    taught = {lesson.lesson for lesson in found.lessons if lesson.mode != "pretest"}
    weak = [
        each
        for each in found.objectives
        if each.lesson in taught
        and each.items >= _SEVERAL
        and each.share.n >= FEWEST_LEARNERS
        and each.share.share < _BELOW
    ]
    weak.sort(key=lambda each: each.share.share)
    return tuple(Again(each, _behind(each, found.items)) for each in weak[:_MOST_OBJECTIVES])


def _behind(objective: ObjectiveMeasure, items: tuple[ItemMeasure, ...]) -> tuple[Behind, ...]:
    """Return the mistakes that the largest part of the learners made."""
    all_of_them = [
        Behind(item.id, item.stem, item.answered, mistake)
        for item in items
        if (item.lesson, item.objective) == (objective.lesson, objective.id)
        for mistake in item.mistakes
        if mistake.n >= _SEVERAL
    ]
    all_of_them.sort(key=lambda each: each.mistake.n / each.answered, reverse=True)
    return tuple(all_of_them[:_MOST_MISTAKES])
