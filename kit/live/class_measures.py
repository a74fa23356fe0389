"""A class at this moment, as the class report measures it: each question, each learner, and the answers in words."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import NamedTuple

import msgspec

from kit.answers.attempt import Attempt
from kit.answers.hand_in import Lines, answers_of
from kit.answers.store import entry_of
from kit.class_report.analysis import heat, measure
from kit.class_report.collect import Collection
from kit.class_report.marking import put_shares, words_of
from kit.class_report.results import ItemMeasure
from kit.class_report.scoring import Scored, scored
from kit.class_report.which_counts import Received
from kit.live.database import Line, Mark
from kit.quiz.bank import LessonItems
from kit.quiz.item import Item
from kit.quiz.parts import in_language
from kit.quiz.score import score

_EVERYBODY = 100_000


class ItemNow(NamedTuple):
    """A question: how many answered it, how many of these all right, and what the report measures of it."""

    item: Item
    answered: int = 0
    right: int = 0
    measure: ItemMeasure | None = None


class LearnerNow(NamedTuple):
    """A learner: how many questions of the lesson have an answer, and how many of these are right."""

    name: str
    answered: int
    right: int


class Criterion(NamedTuple):
    """One line of a rubric for one answer: its text, the learner's own mark and the teacher's."""

    id: str
    text: str
    own: float | None
    mark: float | None


class WordsNow(NamedTuple):
    """An answer in words; `words` is a digest of it, by which a mark knows what it was given for."""

    learner: str
    item: str
    stem: str
    text: str
    words: str
    criteria: tuple[Criterion, ...]

    @property
    def is_marked(self) -> bool:
        """Whether each line of the rubric has a mark of the teacher."""
        return all(line.mark is not None for line in self.criteria)


class ClassNow(NamedTuple):
    """A lesson of a class, question by question, learner by learner, and the answers in words."""

    items: list[ItemNow]
    learners: list[LearnerNow]
    words: list[WordsNow]


def attempts_of(lines: Iterable[Line]) -> dict[str, list[Attempt]]:
    """Return the attempts of each learner, each with the time at which it arrived as its own."""
    found: defaultdict[str, list[Attempt]] = defaultdict(list)
    for line in lines:
        if line.verdict is not None:
            attempt = entry_of(line.line.encode())
            if isinstance(attempt, Attempt):
                found[line.learner].append(msgspec.structs.replace(attempt, at=line.arrived))
    return dict(found)


def collected(attempts: Mapping[str, Sequence[Attempt]], *lessons: str) -> Collection:
    """Return the attempts at some lessons as the class report collects hand-ins."""
    lines, line = Lines(), array("i")
    received: list[Received] = []
    for (learner, own), lesson in product(attempts.items(), lessons):
        encoded = [msgspec.json.encode(answer) for answer in answers_of(each for each in own if each.lesson == lesson)]
        if encoded:
            numbers = lines.numbers(lesson, encoded)
            line.extend(numbers)
            at, begins = datetime.fromisoformat(own[-1].at), (own[0].at, numbers[0])
            received.append(Received(len(received), "", learner, lesson, at, len(numbers), begins, learner))
    return Collection(Path(), received, [], [], lines.answers, line, [one.answers for one in received])


def class_now(lines: Iterable[Line], marks: Iterable[Mark], lesson: LessonItems, language: str) -> ClassNow:
    """Measure a lesson of a class.

    Parameters
    ----------
    lines : iterable of Line
        What arrived in the lesson.
    marks : iterable of Mark
        The teacher's marks for answers in words.
    lesson : LessonItems
        The lesson.
    language : str
        Language of stems and feedback, ISO 639-1.
    """
    answers = scored(collected(attempts_of(lines), lesson.lesson), [lesson])
    words = list(words_now(answers, marks, language))
    measured = measure(answers, language)
    measures = {item.id: item for item in measured.items}
    guesses = {each.id: each.n for each in measured.guesses}
    shares = heat(answers, lesson.lesson, _EVERYBODY)
    rights: defaultdict[str, int] = defaultdict(int)
    for row in shares.values():
        for item, share in row.items():
            rights[item] += share == 1
    items = []
    for each in lesson.items:
        found = measures.get(each.id)
        answered = found.answered if found else guesses.get(each.id, 0)
        items.append(ItemNow(each, answered, rights[each.id], found))
    learners = [
        LearnerNow(name, len(row), sum(share == 1 for share in row.values())) for name, row in sorted(shares.items())
    ]
    answers.tables.close()
    return ClassNow(items, learners, words)


def words_now(answers: Scored, marks: Iterable[Mark], language: str) -> Iterable[WordsNow]:
    """Yield the answers in words, and let those that are marked count by their marks."""
    given = {(mark.learner, mark.item, mark.criterion, mark.words): mark.mark for mark in marks}
    shares = {}
    for each in words_of(answers):
        item, learner = answers.items[each.item], answers.learners[each.learner]
        print_of = digest(each.text)
        criteria = tuple(
            Criterion(
                line.id,
                in_language(line.text, language),
                each.own.get(line.id),
                given.get((learner, item.id, line.id, print_of)),
            )
            for line in item.criteria
        )
        now = WordsNow(learner, item.id, in_language(item.stem, language), each.text, print_of, criteria)
        if now.is_marked:
            result = score(item, {"text": each.text, "marks": {line.id: line.mark for line in criteria}})
            if result.score is not None:
                shares[each.key] = result.score / result.max_score
        yield now
    put_shares(answers, shares)


def digest(text: str) -> str:
    """Return a short digest of an answer in words."""
    return blake2b(text.encode(errors="replace"), digest_size=8).hexdigest()
