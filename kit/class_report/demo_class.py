"""An invented class for a teacher who wants to see the report before there is one: no learner in it is real."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.class_report.collect import Collection, collect
from kit.quiz.bank import LessonItems
from kit.quiz.before_after import AFTER
from kit.quiz.score import score
from kit.quiz.shuffle import drawn

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
    asked = [item for item in lesson.items if not item.language]
    items = drawn(asked, lesson.pools, f"{learner}/{lesson.lesson}")
    for item in items:
        difficulty = Random(item.id).gauss(-0.4, 1.0)  # noqa: S311
        more = _LEARNED if item.objective.startswith(AFTER) else 0.0
        knows = chance.random() < 1 / (1 + 2.718 ** (difficulty - ability - more))
        tries = [knows] if knows or lesson.mode != "practice" else [False, chance.random() < 0.8]  # noqa: PLR2004
        for is_right in tries:
            response = item.sample_response("right" if is_right else "wrong", chance)
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
