"""How far a learner is: what is answered, what is right, and where to continue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kit.answers.attempt import Attempt
from kit.answers.progress import begun_progress, course_progress, lesson_progress, next_lesson
from kit.answers.store import AnswerStore
from kit.quiz.bank import load_bank, load_lesson
from kit.quiz.reading_time import item_minutes

MakeAttempt = Callable[..., Attempt]


def test_only_the_core_counts(attempt: MakeAttempt):
    """Checks and quiz are the core; practice is left out, and of several answers the last one counts."""
    lesson = load_lesson("02")
    given = [
        attempt(lesson="02", item_id="q-members-01", verdict="wrong"),
        attempt(lesson="02", item_id="q-members-01", verdict="right"),
        attempt(lesson="02", item_id="q-members-06", verdict="wrong"),
        attempt(lesson="02", item_id="q-members-05", verdict="right"),
        attempt(lesson="02", item_id="q-members-02", verdict="right"),
        attempt(lesson="03", item_id="q-years-01", verdict="right"),
    ]
    uses = [item.use for item in lesson.items]
    found = lesson_progress(lesson, given)
    assert (found.answered, found.total, found.right) == (3, uses.count("check") + uses.count("quiz"), 2)
    assert 0 < found.minutes_left < found.minutes


def test_minutes_and_the_last_answer(attempt: MakeAttempt):
    """Minutes are whole, those of practice apart; of answers in any order the time of the latest is given."""
    lesson = load_lesson("02")
    noon, one = "2026-11-01T12:00:00.000+00:00", "2026-11-01T13:00:00.000+00:00"
    given = [attempt(item_id="q-members-01", at=one), attempt(item_id="q-members-02", at=noon)]
    found = lesson_progress(lesson, given)
    practice = sum(item_minutes(item) for item in lesson.items if item.use == "practice")
    assert (found.minutes, found.more) == (sum((lesson.minutes.teaching, lesson.minutes.exercises)), round(practice))
    assert found.last == one
    half = replace(found, minutes=45, answered=1, total=2)
    assert (half.minutes_left, half.is_finished) == (22, False)
    assert (replace(half, answered=2).minutes_left, replace(half, answered=2).is_finished) == (0, True)
    assert replace(half, answered=1, total=1).is_finished
    assert (replace(half, answered=0, total=0).minutes_left, replace(half, answered=0, total=0).is_finished) == (
        0,
        False,
    )


def test_titles_of_the_course_are_in_the_language_asked_for(tmp_path: Path):
    """The list of lessons of a Japanese course is Japanese."""
    shown = course_progress(AnswerStore(folder=tmp_path), "ja")
    assert [each.title for each in shown] == [each.title for each in load_bank(language="ja")]
    assert shown[0].title != load_bank()[0].title


def test_a_lesson_without_verdicts_counts_nothing_right(attempt: MakeAttempt):
    """Before the verdicts of the pre-test are due, nobody reads how many are right."""
    lesson = load_lesson("00")
    assert lesson_progress(lesson, [attempt(lesson="00", item_id="q-pre-01", verdict="right")]).right is None


def test_a_learner_continues_where_the_last_answer_was(attempt: MakeAttempt):
    """First comes the first lesson, then the one that was begun last, then the one after it, and then none."""
    bank = load_bank()

    def after(*given: Attempt) -> str:
        found = next_lesson([lesson_progress(lesson, given) for lesson in bank])
        return found.lesson if found else ""

    assert after() == "00"
    begun = attempt(lesson="03", item_id="q-years-01", at="2026-11-01T10:00:00.000+00:00")
    assert after(begun) == "03"
    rest = [attempt(lesson="03", item_id=item.id, at=begun.at) for item in load_lesson("03").items]
    assert after(*rest) == "04"
    assert after(*[attempt(lesson=each.lesson, item_id=item.id) for each in bank for item in each.items]) == ""


def test_the_head_of_a_lesson_counts_only_lessons_that_are_begun(tmp_path: Path, attempt: MakeAttempt):
    """The lesson itself and those with answers are as in the course; no other is finished, and none lacks its title."""
    store = AnswerStore(folder=tmp_path, learner="mai")
    store.append(attempt(learner="mai", lesson="03", item_id="q-years-01"))
    shown, whole = begun_progress("02", store), course_progress(store)
    assert [each for each in shown if each.total] == [each for each in whole if each.lesson in {"02", "03"}]
    assert [(each.title, each.minutes) for each in shown] == [(each.title, each.minutes) for each in whole]
    assert not any(each.is_finished for each in shown)
