"""A class that never was: learners of known ability answer items of known difficulty, the same for the same seed.

Whether a learner knows an item follows the Rasch model: the chance is 1 / (1 + exp(difficulty - ability)). Whoever does
not know it takes one of three wrong options, and the first of them half the time: the misconception of the item.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kit.quiz.bank import LessonItems
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.lesson_file import Minutes
from kit.quiz.parts import Option

NAMES = ("key", "myth", "slip", "guess")
WRONG = (0.5, 0.3, 0.2)


class Simulated(NamedTuple):
    """What is known of a class before anything is measured; items and learners by their numbers."""

    lessons: tuple[LessonItems, ...]
    difficulty: npt.NDArray[np.float64]
    ability: npt.NDArray[np.float64]
    chosen: npt.NDArray[np.int64]


def simulate(folder: Path, learners: int, items: int = 200, lessons: int = 1, seed: int = 1967) -> Simulated:
    """Write the hand-ins of a class, one file for each learner and lesson, and return the truth about it."""
    chance = np.random.default_rng(seed)
    lessons_of_bank = bank(items, lessons)
    difficulty = chance.permutation(np.linspace(-2.0, 2.0, items))
    ability = chance.normal(0.0, 1.0, learners)
    knows = chance.random((learners, items)) < 1 / (1 + np.exp(difficulty - ability[:, None]))
    wrong = chance.choice(3, (learners, items), p=WRONG) + 1
    chosen = np.where(knows, 0, wrong)
    seconds = chance.gamma(4.0, 6.0, (learners, items)).round()
    folder.mkdir(parents=True, exist_ok=True)
    size = items // lessons
    for learner in range(learners):
        for place, lesson in enumerate(lessons_of_bank):
            part = slice(place * size, (place + 1) * size)
            content = _content(f"s{learner:05}", lesson, chosen[learner, part], seconds[learner, part])
            (folder / f"hand-in-{lesson.lesson}-s{learner:05}.jsonl").write_bytes(content)
    return Simulated(lessons_of_bank, difficulty, ability, chosen)


def bank(items: int, lessons: int) -> tuple[LessonItems, ...]:
    """Return lessons with so many items of single choice between them, on three objectives each."""
    return tuple(_lesson(number, items // lessons) for number in range(lessons))


def _lesson(number: int, size: int) -> LessonItems:
    items = tuple(
        SingleChoice(
            id=f"q-sim{number}-{place:03}",
            objective=f"aim-{place % 3}",
            level="recall",
            stem=f"Question {place}",
            facts=("BRN",),
            hints=("Think.",),
            options=tuple(Option(id=name, text=f"The {name}", feedback=f"About {name} {place}") for name in NAMES),
            key="key",
        )
        for place in range(size)
    )
    return LessonItems(
        lesson=f"{number:02}",
        title=f"Simulated {number}",
        question="How?",
        minutes=Minutes(teaching=1, exercises=1),
        objectives={f"aim-{aim}": f"Reach aim {aim}." for aim in range(3)},
        items=items,
        path=Path(f"{number:02}-simulated.yaml"),
    )


def _content(
    learner: str, lesson: LessonItems, chosen: npt.NDArray[np.int64], seconds: npt.NDArray[np.float64]
) -> bytes:
    """Return a hand-in; a test compares it with one that the kit has written."""
    head = f'{{"hand_in":1,"learner":"{learner}","lesson":"{lesson.lesson}","at":"2026-05-04T10:00:00Z",'
    head += f'"began":"2026-05-04T09:00:00.{learner[-3:]}+00:00","kit":"0.1.0","answers":{len(chosen)}}}'
    lines = [
        f'{{"item":"{item.id}","first":"{NAMES[code]}","seconds":{time:.0f}}}'
        for item, code, time in zip(lesson.items, chosen, seconds, strict=True)
    ]
    content = "\n".join([head, *lines, ""]).encode()
    return content + b'{"checksum":"%s"}\n' % sha256(content).hexdigest().encode()
