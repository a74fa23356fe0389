"""What a class knows, in figures: plain data for a page, a notebook, a gradebook or a program."""

from __future__ import annotations

import msgspec

from kit.class_report.confidence_intervals import share_range

FEW = 10  # fewer answers than this cannot tell strong from weak
FEWEST_ITEMS = 3  # fewer items of an objective than this cannot tell that one learner needs help
DIGITS = 7  # of a share: scores are kept in four bytes, where 0.7 is 0.69999999
SMALL = 30  # fewer learners than this come with a caution


class Share(msgspec.Struct, frozen=True):
    """A share of the points, the number it rests on, and the range in which it would fall in most such classes."""

    share: float
    n: int
    low: float
    high: float

    @classmethod
    def of(cls, share: float, n: int) -> Share:
        """Return a share with its range."""
        share = round(min(1.0, max(0.0, share)), DIGITS)
        return cls(share, n, *share_range(share, n))


class WrongAnswer(msgspec.Struct, frozen=True):
    """A wrong answer that several learners gave, and the feedback that names the misconception."""

    given: str
    feedback: str
    n: int


class ItemMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One item, as far as it was answered.

    Parameters
    ----------
    id, lesson, objective, use : str
        As in the bank.
    is_marked : bool
        Whether a person marks the answers, by a rubric.
    stem : str
        The text asked.
    answered : int
        Learners who answered it.
    facility : Share or None
        Share of the points in the try that counts; None when a person has yet to mark the answers.
    finally_right : float or None
        Share of the points in the last try.
    discrimination : float or None
        Correlation with the learner's other items of the lesson; None below ten answers or without any difference.
    hinted : float
        Share of the learners who used a hint first.
    seconds : float or None
        Median time to the first try.
    mistakes : tuple of WrongAnswer
        The commonest first.
    """

    id: str
    lesson: str
    objective: str
    is_marked: bool
    use: str
    stem: str
    answered: int
    facility: Share | None
    finally_right: float | None
    discrimination: float | None
    hinted: float
    seconds: float | None
    mistakes: tuple[WrongAnswer, ...]


class ObjectiveMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One objective: the mean over learners of their share of its items, and who earned less than 60 % of it.

    `help` leaves out learners who answered fewer than three items of it: that says too little about one learner.
    """

    id: str
    lesson: str
    sentence: str
    items: int
    share: Share
    help: tuple[str, ...]


class Reliability(msgspec.Struct, frozen=True, kw_only=True):
    """Cronbach's alpha of a quiz, called KR-20 where items are only right or wrong, over learners with every item."""

    name: str
    alpha: float
    low: float
    high: float
    items: int
    n: int


class LessonMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One lesson."""

    lesson: str
    title: str
    mode: str
    learners: int
    share: Share | None
    seconds: float | None
    reliability: Reliability | None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One learner in one lesson: answered of all items, points of those possible, and the shares of those answered.

    An item that was not answered earns no points of those possible; one that waits for a mark is in neither.
    """

    lesson: str
    answered: int
    of: int
    points: float
    possible: float
    share: float | None
    finally_right: float | None


class LearnerMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One learner: the lessons, and the objectives to get help with, the weakest first."""

    name: str
    share: float | None
    results: tuple[Result, ...]
    help: tuple[str, ...]

    @property
    def earned(self) -> float | None:
        """Share of the points possible in the quizzes handed in."""
        possible = sum(result.possible for result in self.results)
        return sum(result.points for result in self.results) / possible if possible else None


class Gain(msgspec.Struct, frozen=True, kw_only=True):
    """How much more of the points learners earned after the course than before, in pairs of items on one objective.

    `low` and `high` bound the mean gain (95 %, paired, Student's t); None below two learners.
    """

    objective: str
    n: int
    before: float
    after: float
    low: float | None
    high: float | None


class Guesses(msgspec.Struct, frozen=True, kw_only=True):
    """What learners guessed before they saw the data: each guess in words with its number, and what the data say."""

    id: str
    lesson: str
    stem: str
    key: str
    n: int
    guesses: tuple[tuple[str, int], ...]


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a class report tells."""

    lessons: tuple[LessonMeasure, ...]
    objectives: tuple[ObjectiveMeasure, ...]
    items: tuple[ItemMeasure, ...]
    guesses: tuple[Guesses, ...]
    learners: tuple[LearnerMeasure, ...]
    gain: Gain | None
    gains: tuple[Gain, ...]
    unknown: dict[str, int]
    unreadable: int
    unmarked: int
    other_exam: dict[str, list[str]]
    unsure_exam: dict[str, list[str]]
