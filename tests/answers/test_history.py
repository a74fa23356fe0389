"""Events beside the attempts, and what an answer file says about one lesson."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.hand_in import write_hand_in
from kit.answers.history import lesson_history
from kit.answers.store import AnswerStore

Make = Callable[..., Attempt]


def event(kind: str, item: str = "q-test-01", lesson: str = "02", **more: object) -> Event:
    """Return an event of Hanako's."""
    return Event(kind=kind, learner="hanako", lesson=lesson, item_id=item, **more)


def test_an_event_is_read_as_it_was_written(store: AnswerStore, attempt: Make):
    """Attempts and events share a file, and each comes back as itself, in the order of saving."""
    one, two, three = event("flag"), attempt(), event("begun", "")
    for entry in (one, two, three):
        store.append(entry)
    assert store.read() == ((two,), (), (one, three))


@pytest.mark.parametrize(
    "change", [{"memo": "dance"}, {"at": "yesterday"}, {"at": "2026-01-01T10:00:00"}, {"lesson": 2}, {"schema": 99}]
)
def test_an_event_that_is_none_is_set_aside(store: AnswerStore, attempt: Make, change: dict[str, object]):
    """A damaged event, one without a time zone and one of a newer kit are named with their line; the rest is read."""
    store.append(event("flag"))
    raw = json.loads(store.path.read_bytes())
    store.path.write_text(json.dumps(raw | change) + "\n")
    store.append(attempt())
    reading = store.read()
    assert ([aside.line_number for aside in reading.set_aside], reading.events) == ([1], ())
    assert len(reading.attempts) == 1


def test_the_history_of_an_item(store: AnswerStore, attempt: Make):
    """Attempts in order, hints read with or without an answer, and the last word on a flag."""
    entries = [
        event("hint"),
        attempt(score=0.0),
        event("flag"),
        event("unflag"),
        event("flag"),
        event("hint"),
        attempt(),
    ]
    for entry in entries:
        store.append(entry)
    item = lesson_history(store.read(), "02").items["q-test-01"]
    assert item.attempts == [entries[1], entries[-1]]
    assert (item.hints, item.flagged) == (2, True)
    store.append(event("unflag"))
    assert lesson_history(store.read(), "02").items["q-test-01"].flagged is False


def test_hints_of_an_older_kit_count(store: AnswerStore, attempt: Make):
    """Hints that stand with an attempt alone, as before there were events, are hints read."""
    store.append(attempt(hints=2))
    assert lesson_history(store.read(), "02").items["q-test-01"].hints == 2


def test_another_lesson_is_another_history(store: AnswerStore, attempt: Make):
    """What happened in another lesson is not in this one."""
    for entry in (event("flag", lesson="03"), event("begun", "", "03"), attempt(lesson="03")):
        store.append(entry)
    found = lesson_history(store.read(), "02")
    assert (dict(found.items), found.begun) == ({}, None)


def test_another_version_of_an_exam_is_another_history(store: AnswerStore, attempt: Make):
    """Answers, flags and the beginning of another version are not of this one; where none is known, they may be."""
    for entry in (event("flag", fingerprint="a1"), event("begun", "", fingerprint="a1"), attempt(fingerprint="a1")):
        store.append(entry)
    other, own = (lesson_history(store.read(), "02", fingerprint) for fingerprint in ("b2", "a1"))
    assert (dict(other.items), other.begun, other.latest) == ({}, None, None)
    assert (len(own.items["q-test-01"].attempts), own.items["q-test-01"].flagged) == (1, True)
    assert lesson_history(store.read(), "02").items == own.items


def test_the_first_begin_counts(store: AnswerStore):
    """When two windows begin a quiz, the earlier time counts, whichever was written first."""
    early, late = (datetime(2026, 1, 1, 10, minute, tzinfo=UTC) for minute in (0, 5))
    store.append(event("begun", "", at=late))
    store.append(event("begun", "", at=early))
    assert lesson_history(store.read(), "02").begun == early
    store.append(event("begun", "", at=late))
    assert lesson_history(store.read(), "02").begun == early


def test_events_are_not_handed_in(store: AnswerStore, attempt: Make, tmp_path: Path):
    """A hand-in holds answers; when there are events alone there is nothing to hand in."""
    store.append(event("flag"))
    assert write_hand_in(store.read().attempts, "02", tmp_path).path is None
    store.append(attempt())
    path = write_hand_in(store.read().attempts, "02", tmp_path).path
    assert path is not None
    assert "flag" not in path.read_text(encoding="utf-8")
