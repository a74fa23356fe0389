"""An invented class for a teacher who wants to see the report before there is one: no learner in it is real."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.class_report.collect import Collection, collect
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.order import drawn
from kit.quiz.score import score

_NAMES = [
    "Aiko",
    "Anan",
    "Bagus",
    "Binh",
    "Citra",
    "Dara",
    "Emi",
    "Farid",
    "Grace",
    "Hana",
    "Indah",
    "Jun",
    "Kaito",
    "Lan",
    "Maya",
    "Noor",
    "Omar",
    "Putri",
    "Quynh",
    "Ren",
    "Siti",
    "Tomo",
    "Uyen",
    "Wati",
]
_LEARNED = 1.2  # how much more able everybody is after the course, in the unit of ability
_STAY_AWAY = 0.05


def invented_class(lessons: Sequence[LessonItems]) -> Collection:
    """Return the hand-ins of an invented class, the same each time for the same bank."""
    with TemporaryDirectory() as name:
        for number, learner in enumerate(_NAMES):
            chance = Random(number)  # noqa: S311 - a game of chance, no secret
            ability = chance.gauss(0.3, 0.9)
            for lesson in lessons:
                if chance.random() > _STAY_AWAY:
                    write_hand_in(_attempts(learner, ability, lesson, chance), lesson.lesson, Path(name))
        return collect(Path(name))


def _attempts(learner: str, ability: float, lesson: LessonItems, chance: Random) -> list[Attempt]:
    """Return the tries of one learner; in practice most try again after a wrong answer."""
    made = []
    items = drawn(lesson.items, lesson.pools, f"{learner}/{lesson.lesson}")
    for item in items:
        difficulty = Random(item.id).gauss(-0.4, 1.0)  # noqa: S311
        more = _LEARNED if item.objective.startswith("post-") else 0.0
        knows = chance.random() < 1 / (1 + 2.718 ** (difficulty - ability - more))
        tries = [knows] if knows or lesson.mode != "practice" else [False, chance.random() < 0.8]  # noqa: PLR2004
        for is_right in tries:
            response = right_response(item) if is_right else wrong_response(item, chance)
            result = score(item, response)
            made.append(
                Attempt(
                    learner=learner,
                    lesson=lesson.lesson,
                    item_id=item.id,
                    response=response,
                    score=result.score,
                    max_score=result.max_score,
                    verdict=result.verdict,
                    hints=int(chance.random() < 0.2),  # noqa: PLR2004
                    seconds=chance.gammavariate(4, 7),
                )
            )
    return made


def right_response(item: Item) -> Any:  # noqa: ANN401 - any JSON
    """Return the response to an item that earns everything."""
    if isinstance(item, TrueFalse):
        return {"truth": item.truth, "reason": item.key}
    if isinstance(item, ShortText):
        return item.key[0]
    if isinstance(item, FillIn):
        return {gap.id: gap.key[0] for gap in item.gaps}
    if isinstance(item, OpenAnswer):
        return {"text": "In my own words.", "marks": {line.id: 1 for line in item.rubric}}
    key: Any = getattr(item, "key")  # noqa: B009 - every other kind has one
    return list(key) if isinstance(key, tuple) else key


def wrong_response(item: Item, chance: Random) -> Any:  # noqa: ANN401, PLR0911 - one way to be wrong for each kind
    """Return a response to an item that does not earn everything; one mistake is the commonest."""
    right = right_response(item)
    if isinstance(item, TrueFalse):
        return {"truth": not item.truth, "reason": item.key}
    if isinstance(item, Numeric):
        errors = [error.value for error in item.expected_errors] or [item.key + item.tolerance + 1]
        return errors[_skewed(len(errors), chance)]
    if isinstance(item, ShortText):
        return item.expected_errors[0].value if item.expected_errors else "I do not know"
    if isinstance(item, FillIn):
        return {**right, item.gaps[_skewed(len(item.gaps), chance)].id: "I do not know"}
    if isinstance(item, OpenAnswer):
        return {"text": "Too short.", "marks": {line.id: 0 for line in item.rubric}}
    if isinstance(item, Ordering):
        first = _skewed(len(right) - 1, chance)
        return [*right[:first], right[first + 1], right[first], *right[first + 2 :]]
    if isinstance(item, PlacingItem):
        thing = list(right)[_skewed(len(right), chance)]
        return {**right, thing: next(place.id for place in item.places() if place.id != right[thing])}
    keys = right if isinstance(right, list) else [right]
    others = [option.id for option in item.options if option.id not in keys] if isinstance(item, ChoiceItem) else []
    if isinstance(item, (MultipleChoice, MapClick)) and isinstance(right, list):
        return [*keys[1:], others[_skewed(len(others), chance)]] if others else keys[1:]
    return others[_skewed(len(others), chance)]


def _skewed(size: int, chance: Random) -> int:
    """Return a place below `size`: the first half the time, the second half of the rest."""
    place = 0
    while place < size - 1 and chance.random() < 0.5:  # noqa: PLR2004
        place += 1
    return place
