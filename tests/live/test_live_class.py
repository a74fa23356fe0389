"""A class as it is now: what is acknowledged is on the disk, and what the teacher sets holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from class_service import lines
from msgspec.structs import replace

from kit.answers.attempt import Attempt
from kit.errors import KitError
from kit.live import live_class
from kit.live.database import Database
from kit.live.live_class import LiveClass, Place, Seen, key_of, minutes_away
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.single_choice.item import SingleChoice

Make = Callable[..., Attempt]
BEGIN = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


def awaited(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - what the work gives
    """Return what a coroutine gives, from a thread of its own: Playwright has a loop in that of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture
def live(bank: tuple[LessonItems, ...], small: Database) -> LiveClass:
    """Return an empty class, whose clock goes a minute further with each look."""
    times = (BEGIN + timedelta(minutes=number) for number in range(10_000))
    return LiveClass(bank, small, lambda: next(times))


def test_what_is_acknowledged_is_in_the_database(live: LiveClass, attempt: Make):
    """A receipt names lines in the database; sent twice, a line is acknowledged twice and kept once."""
    sent = attempt()
    for _ in range(2):
        receipt = awaited(live.receive("hanako", lines([sent])))
        assert receipt == ([sent.attempt_id], [])
    assert [line.id for line in live.database.lines()] == [sent.attempt_id]
    assert len(awaited(live.lines_of("hanako"))) == 1
    assert awaited(live.lines_of("thanh")) == []


def test_a_lesson_that_is_assigned_later_is_scored(bank: tuple[LessonItems, ...], small: Database, attempt: Make):
    """An answer is kept before its lesson is known, and counts on the board once it is; later ones have a verdict."""
    live, (lesson, *_) = LiveClass((), small), [each for each in bank if each.lesson == "02"]
    item = next(each for each in lesson.items if each.use == "quiz" and not each.criteria)
    for response, verdict in (("wrong", "unmarked"), ("right", "right")):
        sent = attempt(item_id=item.id, response=item.sample_response(response), verdict="right")
        awaited(live.receive(f"a {response}", lines([sent])))
        assert live.database.lines()[-1].verdict == verdict
        awaited(live.renew(bank))
    now = next(each for each in awaited(live.now("02", "en")).items if each.item.id == item.id)
    assert (now.answered, now.right) == (2, 1)


def test_a_key_that_is_corrected_after_it_was_revealed_reaches_the_cards(
    bank: tuple[LessonItems, ...], small: Database
):
    """A teacher may correct the file of an assigned quiz: learners then see the new key, as the board does."""
    lesson = next(each for each in bank if each.lesson == "02")
    item = next(each for each in lesson.items if isinstance(each, SingleChoice))
    live = LiveClass([lesson], small)
    awaited(live.set_flags("02", [item.id], "revealed", is_set=True))
    other = replace(item, key=next(option.id for option in item.options if option.id != item.key))
    corrected = replace(lesson, items=tuple(other if each is item else each for each in lesson.items))
    awaited(live.renew([corrected]))
    assert live.state("hanako")["revealed"][item.id]["en"] == key_of(other, "en") != key_of(item, "en")


def test_a_learner_who_is_forgotten_leaves_the_board(bank: tuple[LessonItems, ...], small: Database, attempt: Make):
    """A service that runs for weeks keeps nobody in its memory who was deleted, and no presence of days ago."""
    time, lesson = [BEGIN], next(each for each in bank if each.lesson == "02")
    item = next(each for each in lesson.items if each.use == "quiz" and not each.criteria)
    live = LiveClass(bank, small, lambda: time[0])
    for name in ("hanako", "thanh"):
        awaited(live.receive(name, lines([attempt(item_id=item.id, response=item.sample_response("right"))])))
    assert [each.name for each in awaited(live.now("02", "en")).learners] == ["hanako", "thanh"]
    small.forget("hanako")
    time[0] += timedelta(days=1)
    awaited(live.receive("thanh", lines([attempt(item_id=item.id, response=item.sample_response("right"))])))
    assert [each.name for each in awaited(live.now("02", "en")).learners] == ["thanh"]
    assert live.seen.keys() == {"thanh"}


def test_a_lesson_whose_file_is_gone_stays_on_the_board(bank: tuple[LessonItems, ...], small: Database, tmp_path: Path):
    """A teacher may take the file of an assigned quiz away; its answers are shown on, with the texts that are known."""
    gone = replace(next(each for each in bank if each.lesson == "02"), path=tmp_path / "gone.yaml")
    assert LiveClass((gone,), small).lesson_in("02", "ja") == gone


def test_nothing_is_acknowledged_that_could_not_be_kept(
    live: LiveClass, attempt: Make, monkeypatch: pytest.MonkeyPatch
):
    """Where the database fails there is an error and no receipt."""

    def fail(_lines: object) -> None:
        raise KitError("The database of the class does not answer.")

    monkeypatch.setattr(live.database, "keep", fail)
    with pytest.raises(KitError):
        awaited(live.receive("hanako", lines([attempt()])))
    assert live.seen == {}


def test_a_learner_cannot_fill_the_disk(live: LiveClass, attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """When a learner's lines fill her room, further ones are refused, and those that are there are acknowledged."""
    sent = [attempt() for _ in range(3)]
    for _ in range(2):
        awaited(live.receive("hanako", lines(sent[:2])))
    room = sum(live.database.sizes("hanako").values())
    monkeypatch.setattr(live_class, "_MOST_OF_ONE", room * 2 - 10)
    more = attempt()
    assert awaited(live.receive("hanako", lines([more]))).kept == [more.attempt_id]  # what was sent twice counts once
    assert awaited(live.receive("hanako", lines([attempt()]))).kept == []
    monkeypatch.setattr(live_class, "_MOST_OF_ONE", room)
    receipt = awaited(live.receive("hanako", lines(sent)))
    assert sorted(receipt.kept) == sorted(each.attempt_id for each in sent[:2])
    assert [(each.attempt_id, each.why) for each in receipt.refused] == [
        (sent[2].attempt_id, "there are too many lines already")
    ]
    assert len(awaited(live.receive("thanh", lines(sent[:1]))).kept) == 1


def test_a_learner_cannot_make_lessons_up_without_end(live: LiveClass, attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """Each lesson is a hand-in at the end: above a number of lessons a further one is refused, known ones are not."""
    monkeypatch.setattr(live_class, "_MOST_LESSONS", 2)
    sent = [attempt(lesson=lesson) for lesson in ("02", "x1", "x2", "02")]
    receipt = awaited(live.receive("hanako", lines(sent)))
    assert receipt.kept == [sent[0].attempt_id, sent[1].attempt_id, sent[3].attempt_id]


def test_a_lock_holds_and_what_was_kept_before_is_still_acknowledged(live: LiveClass, attempt: Make):
    """After a lock a new answer is refused; one whose receipt was lost on the way is acknowledged once more."""
    before, after = (attempt(lesson="03", item_id="q-years-03") for _ in range(2))
    awaited(live.receive("hanako", lines([before])))
    awaited(live.set_flags("03", ["q-years-03"], "locked", is_set=True))
    assert (live.state("hanako")["locked"], live.state("hanako")["revealed"]) == (["q-years-03"], {})
    receipt = awaited(live.receive("hanako", lines([before, after])))
    assert receipt.kept == [before.attempt_id]
    assert [(each.attempt_id, each.why) for each in receipt.refused] == [(after.attempt_id, "locked")]
    awaited(live.set_flags("03", ["q-years-03"], "locked", is_set=False))
    assert awaited(live.receive("hanako", lines([after]))).kept == [after.attempt_id]


def test_flags_are_there_after_a_restart(live: LiveClass, bank: tuple[LessonItems, ...], tmp_path: Path):
    """What is locked and revealed is so after the service was started again."""
    awaited(live.set_flags("03", ["q-years-03"], "revealed", is_set=True))
    awaited(live.set_flags("90", ["q-gone-01"], "revealed", is_set=True))
    again = LiveClass(bank, Database(tmp_path / "class.sqlite"))
    assert again.state("hanako")["revealed"].keys() == {"q-years-03"}  # the other one is of a lesson that is gone
    assert again.state("hanako")["locked"] == []


@pytest.mark.parametrize(("seconds", "minutes"), [(44, 0), (45, 1), (170, 3), (-44, 0), (-170, 3)])
def test_whoever_was_not_heard_of_is_away(seconds: int, minutes: int):
    """A page that is closed is away for whole minutes; a clock that is put back brings nobody back."""
    assert minutes_away(Seen(BEGIN, Place()), BEGIN + timedelta(seconds=seconds)) == minutes


def test_a_hand_keeps_its_time(live: LiveClass):
    """A hand that stays up keeps the time at which it went up; down and up again, it gets a new one."""
    live.place("hanako", Place("03", 1, hand=True))
    live.place("hanako", Place("03", 2, hand=True))
    assert live.seen["hanako"].hand_since == BEGIN
    assert live.seen["hanako"].place.step == 2
    live.note("hanako", live.clock())
    assert live.state("hanako")["hand"] is True
    live.place("hanako", Place("03", 2))
    live.place("hanako", Place("03", 2, hand=True))
    assert live.seen["hanako"].hand_since == BEGIN + timedelta(minutes=4)


def test_a_hand_is_that_of_the_page_on_which_it_was_pressed(live: LiveClass):
    """Another tab of the learner, or a page that was loaded again, leaves the hand up; a class that began anew asks."""
    live.place("hanako", Place("03", 1, hand=True))
    live.place("hanako", Place("02", 3, pressed=False))
    assert (live.state("hanako")["hand"], live.seen["hanako"].hand_since) == (True, BEGIN)
    live.place("hanako", Place("02", 3))
    live.place("hanako", Place("03", 1, hand=True, pressed=False))
    assert live.state("hanako")["hand"] is False
    live.place("thanh", Place("03", 1, hand=True, pressed=False))
    assert live.state("thanh")["hand"] is True
