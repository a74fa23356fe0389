"""A class at this moment: the same figures as in the class report on hand-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from class_service import lines
from pupils import answers

from kit.answers.attempt import Attempt
from kit.class_report.report import class_report
from kit.class_report.results import ItemMeasure
from kit.live.arrivals import Judge
from kit.live.class_measures import class_now, digest
from kit.live.database import Line, Mark
from kit.live.hand_ins import write_hand_ins, write_marks
from kit.quiz.bank import LessonItems

AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


@pytest.fixture
def years(bank: tuple[LessonItems, ...]) -> LessonItems:
    """Return lesson 03."""
    return next(lesson for lesson in bank if lesson.lesson == "03")


@pytest.fixture
def kept(years: LessonItems) -> list[Line]:
    """Return what a class of twelve sent."""
    judge = Judge([years])
    return [judge.read(lines([each]), name, AT, lambda *_: False).lines[0] for name, each in answers(years, 12)]


def test_the_board_and_the_report_agree(years: LessonItems, kept: list[Line], tmp_path: Path):
    """Measured live, and by the report on the hand-ins at the end, each question has the same figures."""
    now = class_now(kept, [], years, "en")
    assert len(write_hand_ins(kept, tmp_path).written) == 12
    report = class_report(tmp_path).measures
    assert figures(each.measure for each in now.items if each.measure) == figures(report.items)
    assert [learner.name for learner in now.learners] == [learner.name for learner in report.learners]


def figures(items: Iterable[ItemMeasure]) -> dict[str, object]:
    """Return measures by their item; wrong answers that are equally common may come in either order."""
    return {
        each.id: (
            each.answered,
            set(each.mistakes),
            [round(x or 9.0, 4) for x in (each.facility.share, each.discrimination, each.finally_right)],
        )
        for each in items
    }


def test_a_teachers_marks_count_on_the_board_and_in_the_report(years: LessonItems, kept: list[Line], tmp_path: Path):
    """Marks from the board are in the table that the report reads, and count there as on the board."""
    (item,) = (item for item in years.items if item.criteria)
    words = next(each for each in class_now(kept, [], years, "en").words if each.learner == "Hanako")
    marks = [Mark("Hanako", "03", item.id, line.id, words.words, 0.5) for line in item.criteria]
    marks += [Mark("Thanh", "03", item.id, line.id, digest("earlier words"), 0.0) for line in item.criteria]
    now = class_now(kept, marks, years, "en")
    assert [each.learner for each in now.words if each.is_marked] == ["Hanako"]
    write_hand_ins(kept, tmp_path / "hand-ins")
    write_marks(kept, marks, [years], tmp_path / "marks.csv", "en")
    report = class_report(tmp_path / "hand-ins", marks=tmp_path / "marks.csv")
    assert report.marking.marked == {("03", item.id): 1}
    here, there = ({each.id: each for each in items}[item.id] for items in (_measures(now), report.measures.items))
    assert here.facility == there.facility


def _measures(now: object) -> list[object]:
    return [each.measure for each in now.items if each.measure]


def test_right_answers_are_counted_for_each_question_and_each_learner(
    years: LessonItems, attempt: Callable[..., Attempt]
):
    """Of two questions one learner has both right, the other one; answers to another lesson are left out."""
    one, two = [item for item in years.items if item.use == "check" and not item.criteria][:2]
    given = [("bo", one, "right"), ("bo", two, "wrong"), ("ai", one, "right"), ("ai", two, "right")]
    sent = [
        (name, attempt(lesson="03", item_id=item.id, response=item.sample_response(how))) for name, item, how in given
    ]
    sent.append(("ai", attempt(lesson="02", item_id="q-members-01")))
    judge = Judge([years])
    now = class_now([judge.read(lines([each]), name, AT).lines[0] for name, each in sent], [], years, "en")
    assert [tuple(each) for each in now.learners] == [("ai", 2, 2), ("bo", 2, 1)]
    counts = {each.item.id: (each.answered, each.right) for each in now.items if each.answered}
    assert counts == {one.id: (2, 2), two.id: (2, 1)}


def test_a_class_without_answers_is_measured_too(years: LessonItems):
    """Before the first answer each question is there, with nobody."""
    now = class_now([], [], years, "en")
    assert {each.answered for each in now.items} == {0}
    assert (now.learners, now.words) == ([], [])
