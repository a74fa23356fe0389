"""An event: what is kept beside the attempts."""

from __future__ import annotations

import msgspec
import pytest

from kit.answers.event import Event

LINE = {"memo": "hint", "learner": "hanako", "lesson": "02", "item_id": "q-test-01", "at": "2026-01-02T03:04:05+09:00"}


def test_an_event_comes_back_as_it_was_written():
    """The file calls the kind `memo`, and gives back the same event."""
    event = Event(kind="flag", learner="hanako", lesson="02", item_id="q-test-01")
    line = msgspec.json.encode(event)
    assert b'"memo":"flag"' in line
    assert msgspec.json.decode(line, type=Event) == event


def test_a_time_keeps_its_zone():
    """An event of another time zone is the same moment, and one without a zone is refused."""
    event = msgspec.convert(LINE, Event)
    assert event.at.isoformat() == LINE["at"]
    with pytest.raises(msgspec.ValidationError, match="timezone"):
        msgspec.convert({**LINE, "at": "2026-01-02T03:04:05"}, Event)


def test_an_unknown_kind_is_refused():
    """A line of a kind that this kit does not know is not taken for one that it knows."""
    with pytest.raises(msgspec.ValidationError, match="memo"):
        msgspec.convert({**LINE, "memo": "applause"}, Event)
