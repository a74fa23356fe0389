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


def test_a_share_is_of_the_points_of_its_item(run: Score, lesson: LessonItems):
    """An item of three points that is right has a share of one; its points are a column of their own."""
    items = (replace(lesson.items[0], points=3.0), *lesson.items[1:])
    found = run(lesson.items[0].sample_response("right"), items=items)
    assert shares(found) == [(1.0, 1.0)]
    assert found.tables.execute("select points from answers").fetchall() == [(3.0,)]


def test_what_is_known_of_an_answer_and_its_item(tmp_path: Path, attempt: Callable[..., Attempt], lesson: LessonItems):
    """Use of hints, seconds where a clock told them, and whether it is of the quiz, drawn or the same for all."""
    first, second, third = (replace(item, use="quiz") for item in lesson.items[:3])
    items = (first, replace(second, pool="p"), replace(third, use="check"))
    for item, more in zip(items, ({"hints": 1, "seconds": 7.0}, {"hints": 0}, {"hints": 2}), strict=True):
        tries = [attempt(item_id=item.id, response=item.sample_response("right"), **more)]
        write_hand_in(tries, lesson.lesson, tmp_path, item.id)
    found = scored(collect(tmp_path), [replace(lesson, items=items)])
    columns = "select hinted, seconds, is_quiz, is_fixed from answers order by item"
    assert found.tables.execute(columns).fetchall() == [
        (True, 7.0, True, True),
        (False, None, True, False),
        (True, None, False, False),
    ]


def test_a_guess_is_counted_and_not_scored(tmp_path: Path, attempt: Callable[..., Attempt]):
    """What a learner predicts is among the guesses alone."""
    whole = load_lesson("02")
    item = next(item for item in whole.items if item.use == "predict")
    write_hand_in([attempt(item_id=item.id, response=item.sample_response("right"))], "02", tmp_path)
    found = scored(collect(tmp_path), [whole])
    assert shares(found) == []
    assert found.tables.execute("select n from guesses").fetchall() == [(1,)]


def test_answers_to_another_version_of_an_exam_are_named_and_not_scored(
    tmp_path: Path, attempt: Callable[..., Attempt], lesson: LessonItems
):
    """Nothing of a hand-in with one of them is scored; where no version is written down, it is, and that is said."""
    items, exam = lesson.items[:2], replace(lesson, fingerprint="b2")
    right = [item.sample_response("right") for item in items]
    of = {"zoe": ("b2", "a1"), "anna": ("b2", "a1"), "jun": ("b2", "b2"), "kim": ("", "b2")}
    for learner, fingerprints in of.items():
        tries = [
            attempt(learner=learner, item_id=item.id, response=response, fingerprint=fingerprint)
            for item, response, fingerprint in zip(items, right, fingerprints, strict=True)
        ]
        write_hand_in(tries, lesson.lesson, tmp_path)
    found = scored(collect(tmp_path), [exam])
    assert (found.other_exam, found.unsure_exam) == ({"02": ["anna", "zoe"]}, {"02": ["kim"]})
    counts = found.tables.execute("select learner, count(*) from answers group by all order by 1").fetchall()
    assert {found.learners[number]: count for number, count in counts} == {"jun": 2, "kim": 2}
    assert scored(collect(tmp_path), [load_lesson("03")]).other_exam == {}


def test_what_does_not_fit_is_counted_and_left_out(run: Score, lesson: LessonItems):
    """An answer of another form than its item's is counted as unreadable, one to an unknown item by its id."""
    found = run(lesson.items[0].sample_response("invalid"))
    assert (found.unreadable, shares(found)) == (1, [])


def test_an_item_that_the_bank_does_not_have(run: Score):
    """It is named, with the number of answers that were left out for it."""
    found = run("b", item="q-gone-01")
    assert (found.unknown, shares(found)) == ({"q-gone-01": 1}, [])
