"""Scoring a class: which try counts, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.class_report.collect import collect
from kit.class_report.scoring import Scored, scored
from kit.quiz.bank import LessonItems, load_lesson

Score = Callable[..., Scored]


@pytest.fixture
def lesson() -> LessonItems:
    """Return a lesson of the course, without its guesses, which nobody scores."""
    whole = load_lesson("02")
    return replace(whole, items=tuple(item for item in whole.items if item.use != "predict"))


@pytest.fixture
def run(tmp_path: Path, attempt: Callable[..., Attempt], lesson: LessonItems) -> Score:
    """Return a function that scores what one learner answered to the first item of a lesson."""
    first = lesson.items[0]

    def hand_in(*responses: object, item: str = first.id, **changes: object) -> Scored:
        tries = [attempt(item_id=item, response=response) for response in responses]
        write_hand_in(tries, lesson.lesson, tmp_path)
        return scored(collect(tmp_path), [replace(lesson, **changes)])

    return hand_in


def shares(found: Scored) -> list[tuple[float | None, float | None]]:
    """Return the shares of the try that counts and of the last."""
    return found.tables.execute("select share, final from answers").fetchall()


@pytest.mark.parametrize(("mode", "counts"), [("practice", 0.0), ("pretest", 1.0), ("exam", 1.0)])
def test_which_try_counts(run: Score, lesson: LessonItems, mode: str, counts: float):
    """In practice the first try counts, for after it the feedback tells; elsewhere the last."""
    wrong, right = (lesson.items[0].sample_response(sample) for sample in ("wrong", "right"))
    assert shares(run(wrong, right, mode=mode)) == [(counts, 1.0)]


def test_a_score_of_a_file_is_only_a_claim(run: Score, lesson: LessonItems):
    """The file says that the answer is right; it is scored here, as wrong."""
    assert shares(run(lesson.items[0].sample_response("wrong"))) == [(0.0, 0.0)]


def test_what_does_not_fit_is_counted_and_left_out(run: Score, lesson: LessonItems):
    """An answer of another form than its item's is counted as unreadable, one to an unknown item by its id."""
    found = run(lesson.items[0].sample_response("invalid"))
    assert (found.unreadable, shares(found)) == (1, [])


def test_an_item_that_the_bank_does_not_have(run: Score):
    """It is named, with the number of answers that were left out for it."""
    found = run("b", item="q-gone-01")
    assert (found.unknown, shares(found)) == ({"q-gone-01": 1}, [])
