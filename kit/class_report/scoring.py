"""The answers of a class, scored and laid out in DuckDB.

Each different response is scored once, here, by this kit: a score that came in a file would only be a claim. The
files are read and checked in Python, because every byte has to pass the check before anything else may look at it;
DuckDB gets the columns and does the grouping.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kit.answers.hand_in import Answer
from kit.class_report.collect import Collection
from kit.extras import teacher_part
from kit.quiz.bank import LessonItems
from kit.quiz.item import Item
from kit.quiz.score import score

with teacher_part("The class report"):
    import duckdb

Numbers: TypeAlias = npt.NDArray[Any]

_NOWHERE = -1
_UNKNOWN, _UNREADABLE = -1.0, -2.0
_SAME, _UNSURE, _OTHER = range(3)  # whether an answer is to this version of an exam
_TABLE = """
create table answers as
select learner, item, lesson, objective, is_quiz, is_fixed, points, hinted, code, last,
    if(share < 0, null, share) as share, if(final < 0, null, final) as final, if(seconds < 0, null, seconds) as seconds
from given join lines using (line) where not is_guess;
create table guesses as select item, lesson, last as code, count(*) as n from given join lines using (line)
where is_guess group by all
"""


@dataclass(frozen=True)
class Scored:
    """The scored answers and what their numbers mean.

    Parameters
    ----------
    tables : duckdb.DuckDBPyConnection
        Table ``answers``, one row for each learner and item: numbers of learner, item, lesson and objective; code of
        the response that counts, and of that in the last try (last); share of the points it earned (null while
        unmarked) and that of the last try (final); seconds (null when not known); hinted; and of the item is_quiz,
        is_fixed (no draw) and points. Table ``guesses``, which nobody scores: numbers of the item and its lesson, code
        of the last guess, and how many learners made it (n).
    lessons : tuple of LessonItems
        The bank.
    items : tuple of Item
        By their numbers.
    objectives : tuple of (str, str)
        Lesson and id, by their numbers.
    learners : list of str
        By their numbers.
    responses : list of object
        By their codes.
    unknown : dict of str to int
        Items that the bank does not have, and how many answers were left out for it.
    unreadable : int
        Answers left out because they do not fit their item.
    other_exam : dict of str to list of str
        Exams, and who answered another version of it: nothing of theirs in that exam is scored.
    unsure_exam : dict of str to list of str
        Exams, and who answered with an earlier kit, which did not write down which version was shown.
    fill : str
        Empty for a class. The answers of a district do not fit into memory: the statement that makes ``answers`` of the
        lessons in the variable ``lessons``; its learners have no names, and the columns that tell of one learner are
        not there.
    """

    tables: duckdb.DuckDBPyConnection
    lessons: tuple[LessonItems, ...]
    items: tuple[Item, ...]
    objectives: tuple[tuple[str, str], ...]
    learners: list[str]
    responses: list[Any]
    unknown: dict[str, int]
    unreadable: int
    other_exam: dict[str, list[str]]
    unsure_exam: dict[str, list[str]]
    fill: str = ""

    @property
    def parts(self) -> list[tuple[str, ...]]:
        """The lessons that are measured at once: all of a class, each of a district."""
        names = tuple(lesson.lesson for lesson in self.lessons)
        return [(name,) for name in names] if self.fill else [names]

    def show(self, lessons: Iterable[str]) -> None:
        """Let ``answers`` of a district contain some lessons alone."""
        if self.fill:
            names = "set variable lessons = (select list(lesson) from lessons where lesson in ?)"
            self.tables.execute(names, [[*lessons]])
            self.tables.execute(self.fill)


def scored(collection: Collection, lessons: Sequence[LessonItems]) -> Scored:
    """Score the answers of a collection by a bank; which try counts, the lesson says."""
    items = tuple(item for lesson in lessons for item in lesson.items)
    objectives = tuple((lesson.lesson, name) for lesson in lessons for name in lesson.objectives)
    asked = [(lesson.lesson, item.id) for lesson in lessons for item in lesson.items]
    place = {name: number for number, name in enumerate(asked)}
    bank = _bank(lessons, objectives)
    responses = _Responses(items)
    rows = [
        responses.row(answer, place.get((lesson, answer.item), _NOWHERE), bank["counts_first"])
        for lesson, answer in collection.answers
    ]
    types = {"item": "i2", "code": "i4", "last": "i4", "share": "f4", "final": "f4", "hinted": "?", "seconds": "f4"}
    lines = {name: np.array([row[at] for row in rows], kind) for at, (name, kind) in enumerate(types.items())}
    lines |= {name: column[lines["item"]] for name, column in bank.items()}
    lines["line"] = np.arange(len(rows), dtype="i4")

    learners = collection.learners
    learner_of = _learner_of(collection, learners)
    hand_in = np.repeat(np.arange(len(collection.sizes), dtype="i4"), collection.sizes)
    line = np.asarray(collection.line)
    counts = learner_of[hand_in] != _NOWHERE
    is_unknown = counts & (lines["item"][line] == _NOWHERE)
    known = counts & ~is_unknown
    by_name = {lesson.lesson: lesson for lesson in lessons}
    exams = np.array([_is_of(by_name, lesson, answer) for lesson, answer in collection.answers], "i1")
    unsure, other = (_who(collection, hand_in[(exams == what)[line]]) for what in (_UNSURE, _OTHER))
    refused = [one.number for one in collection.received if one.learner in other.get(one.lesson, ())]
    if refused:
        known &= ~np.isin(hand_in, refused)
    fits = known & (lines["share"][line] != _UNREADABLE)
    given = {"learner": learner_of[hand_in[fits]], "line": line[fits]}
    unknown = Counter(collection.answers[number][1].item for number in line[is_unknown])

    tables = duckdb.connect()
    tables.register("given", given)
    tables.register("lines", lines)
    tables.execute(_TABLE)
    unreadable = int(np.count_nonzero(known & ~fits))
    return Scored(
        tables,
        tuple(lessons),
        items,
        objectives,
        learners,
        responses.values,
        dict(unknown),
        unreadable,
        other_exam=other,
        unsure_exam=unsure,
    )


def _is_of(lessons: Mapping[str, LessonItems], lesson: str, answer: Answer) -> int:
    """Return whether an answer is to the version of an exam that is in the bank."""
    here = lessons[lesson].fingerprint if lesson in lessons else answer.fingerprint
    if answer.fingerprint == here:
        return _SAME
    return _OTHER if answer.fingerprint else _UNSURE


def _who(collection: Collection, hand_ins: Numbers) -> dict[str, list[str]]:
    """Return by lesson whose hand-ins that count are among some, given by their numbers."""
    meant = set(hand_ins.tolist())
    if not meant:
        return {}
    found: dict[str, list[str]] = {}
    for one in sorted(collection.received, key=lambda one: (one.lesson, one.learner)):
        if one.number in meant:
            found.setdefault(one.lesson, []).append(one.learner)
    return found


def _bank(lessons: Sequence[LessonItems], objectives: Sequence[tuple[str, str]]) -> dict[str, Numbers]:
    """Return what is asked of each item: a column for each property, a place in it for each item."""
    number = {name: place for place, name in enumerate(objectives)}
    rows = [
        (
            place,
            number[lesson.lesson, item.objective],
            item.use == "quiz",
            item.use == "quiz" and item.pool is None,
            item.points,
            lesson.counts_first,
            item.use == "predict",
        )
        for place, lesson in enumerate(lessons)
        for item in lesson.items
    ]
    types = {
        "lesson": "i2",
        "objective": "i2",
        "is_quiz": "?",
        "is_fixed": "?",
        "points": "f4",
        "counts_first": "?",
        "is_guess": "?",
    }
    return {name: np.array([row[at] for row in rows], kind) for at, (name, kind) in enumerate(types.items())}


class _Responses:
    """Each different response to an item, scored once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.values: list[Any] = []
        self._items = items
        self._shares: list[float] = []
        self._codes: dict[tuple[int, bytes], int] = {}

    def row(self, answer: Answer, item: int, counts_first: Numbers) -> tuple[int, int, int, float, float, bool, float]:
        """Return item, codes and shares of the try that counts and of the last, use of hints, and seconds."""
        if item == _NOWHERE:
            return _NOWHERE, _NOWHERE, _NOWHERE, _UNREADABLE, _UNREADABLE, False, _UNKNOWN
        first = self._code(item, bytes(answer.first))
        last = self._code(item, bytes(answer.last)) if answer.last else first
        if self._items[item].is_same_attempt(self.values[last], self.values[first]):
            first = last  # the learner only marked the words of the first try
        code = first if counts_first[item] else last
        seconds = _UNKNOWN if answer.seconds is None else answer.seconds
        return item, code, last, self._shares[code], self._shares[last], answer.hints > 0, seconds

    def _code(self, item: int, raw: bytes) -> int:
        code = self._codes.setdefault((item, raw), len(self._codes))
        if code == len(self.values):
            self.values.append(_value(raw))
            self._shares.append(_share(self._items[item], self.values[-1]))
        return code


def _value(raw: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return a response; nothing where it is nested too deep or has a number beyond all numbers."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _share(item: Item, response: object) -> float:
    result = score(item, response)
    if result.verdict == "unreadable":
        return _UNREADABLE
    return _UNKNOWN if result.score is None else result.score / result.max_score


def _learner_of(collection: Collection, learners: list[str]) -> Numbers:
    """Return the learner of each hand-in; nobody for those that do not count."""
    found = np.full(len(collection.sizes), _NOWHERE, np.int32)
    number = {name: place for place, name in enumerate(learners)}
    for one in collection.received:
        found[one.number] = number[one.learner]
    return found
