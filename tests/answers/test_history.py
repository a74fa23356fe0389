"""Memos beside the attempts, and what an answer file says about one lesson."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.answers.attempt import Attempt
from kit.answers.event import Memo
from kit.answers.hand_in import write_hand_in
from kit.answers.history import past
from kit.answers.store import AnswerStore

Make = Callable[..., Attempt]


def memo(what: str, item: str = "q-test-01", lesson: str = "02", **more: object) -> Memo:
    """Return a memo of Hanako's."""
    return Memo(memo=what, learner="hanako", lesson=lesson, item_id=item, **more)


def test_a_memo_is_read_as_it_was_written(store: AnswerStore, attempt: Make):
    """Attempts and memos share a file, and each comes back as itself, in the order of saving."""
    one, two, three = memo("flag"), attempt(), memo("begun", "")
    for entry in (one, two, three):
        store.append(entry)
    assert store.read() == ((two,), (), (one, three))
    assert store.latest()[two.item_id] == two


@pytest.mark.parametrize(
    "change", [{"memo": "dance"}, {"at": "yesterday"}, {"at": "2026-01-01T10:00:00"}, {"lesson": 2}, {"schema": 99}]
)
def test_a_memo_that_is_none_is_set_aside(store: AnswerStore, attempt: Make, change: dict[str, object]):
    """A damaged memo, one without a time zone and one of a newer kit are named with their line; the rest is read."""
    store.append(memo("flag"))
    raw = json.loads(store.path.read_bytes())
    store.path.write_text(json.dumps(raw | change) + "\n")
    store.append(attempt())
    reading = store.read()
    assert ([aside.line_number for aside in reading.set_aside], reading.memos) == ([1], ())
    assert len(reading.attempts) == 1


def test_the_past_of_an_item(store: AnswerStore, attempt: Make):
    """Attempts in order, hints read with or without an answer, and the last word on a flag."""
    entries = [memo("hint"), attempt(score=0.0), memo("flag"), memo("unflag"), memo("flag"), memo("hint"), attempt()]
    for entry in entries:
        store.append(entry)
    item = past(store.read(), "02").items["q-test-01"]
    assert item.attempts == [entries[1], entries[-1]]
    assert (item.hints, item.flagged) == (2, True)
    store.append(memo("unflag"))
    assert past(store.read(), "02").items["q-test-01"].flagged is False


def test_hints_of_an_older_kit_count(store: AnswerStore, attempt: Make):
    """Hints that stand with an attempt alone, as before there were memos, are hints read."""
    store.append(attempt(hints=2))
    assert past(store.read(), "02").items["q-test-01"].hints == 2


def test_another_lesson_is_another_past(store: AnswerStore, attempt: Make):
    """What happened in another lesson is not in this one."""
    for entry in (memo("flag", lesson="03"), memo("begun", "", "03"), attempt(lesson="03")):
        store.append(entry)
    found = past(store.read(), "02")
    assert (dict(found.items), found.begun) == ({}, None)


def test_the_first_begin_counts(store: AnswerStore):
    """When two windows begin a quiz, the earlier time counts, whichever was written first."""
    early, late = (datetime(2026, 1, 1, 10, minute, tzinfo=UTC) for minute in (0, 5))
    store.append(memo("begun", "", at=late))
    store.append(memo("begun", "", at=early))
    assert past(store.read(), "02").begun == early


def test_memos_are_not_handed_in(store: AnswerStore, attempt: Make, tmp_path: Path):
    """A hand-in holds answers; when there are memos alone there is nothing to hand in."""
    store.append(memo("flag"))
    assert write_hand_in(store.read().attempts, "02", tmp_path).path is None
    store.append(attempt())
    path = write_hand_in(store.read().attempts, "02", tmp_path).path
    assert path is not None
    assert "flag" not in path.read_text(encoding="utf-8")
