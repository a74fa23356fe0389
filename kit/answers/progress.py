"""How far a learner is: in each lesson of the course, and where to continue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.answers.attempt import Attempt
from kit.answers.store import AnswerStore
from kit.quiz.bank import LessonItems, load_bank, load_course
from kit.quiz.reading_time import item_minutes


@dataclass(frozen=True)
class Progress:
    """How far a learner is in one lesson.

    Parameters
    ----------
    lesson, title, question, stem : str
        Number, title and question of the lesson; the stem of its files.
    answered, total : int
        Items of the core that are answered, and how many there are; 0 where the items were not read.
    right : int or None
        Items of the core whose last answer is right; None in a lesson that shows no verdict.
    minutes, more : int
        How long the core takes, and the practice.
    last : str
        Time of the last answer, ISO 8601 in UTC; empty before the first.
    """

    lesson: str
    title: str
    question: str
    stem: str
    answered: int
    total: int
    right: int | None
    minutes: int
    more: int
    last: str

    @property
    def is_finished(self) -> bool:
        """Whether each item of the core is answered."""
        return 0 < self.answered == self.total

    @property
    def minutes_left(self) -> int:
        """How much of the core is left, in minutes, by the share of its items that are not answered."""
        return round(self.minutes * (1 - self.answered / self.total)) if self.total else 0


def lesson_progress(lesson: LessonItems, attempts: Sequence[Attempt]) -> Progress:
    """Return how far a learner is in a lesson, from attempts at any lessons in the order of their saving."""
    own = {each.item_id: each for each in attempts if each.lesson == lesson.lesson}
    core = [item for item in lesson.items if item.use in {"check", "quiz"}]
    right = sum(own[item.id].verdict == "right" for item in core if item.id in own)
    return Progress(
        lesson=lesson.lesson,
        title=lesson.title,
        question=lesson.question,
        stem=lesson.path.stem,
        answered=sum(item.id in own for item in core),
        total=len(core),
        right=right if lesson.mode == "practice" else None,
        minutes=lesson.minutes.teaching + lesson.minutes.exercises,
        more=round(sum(item_minutes(item) for item in lesson.items if item.use == "practice")),
        last=max((each.at for each in own.values()), default=""),
    )


def course_progress(store: AnswerStore, language: str = "en") -> list[Progress]:
    """Return how far a learner is in each lesson of the course, with titles and questions in a language.

    Raises
    ------
    KitError
        When the answers or the items cannot be read.

    Source: the answer file and the item bank.
    """
    attempts = store.read().attempts
    return [lesson_progress(lesson, attempts) for lesson in load_bank(language=language)]


def begun_progress(lesson: str, store: AnswerStore, language: str = "en") -> list[Progress]:
    """Return how far a learner is in the lessons of the course, as the head of one of them shows it.

    The items are read only of that lesson and of those with answers: of the others nothing is counted.

    Raises
    ------
    KitError
        When the answers or the items cannot be read.

    Source: the answer file and the item bank.
    """
    attempts = store.read().attempts
    begun = {lesson, *(each.lesson for each in attempts)}
    return [lesson_progress(each, attempts) for each in load_course(begun, language)]


def next_lesson(course: Sequence[Progress]) -> Progress | None:
    """Return where to continue: the lesson of the last answer, or the first after it that is not finished."""
    latest = max(range(len(course)), key=lambda place: course[place].last, default=0)
    return next((each for each in [*course[latest:], *course[:latest]] if not each.is_finished), None)
