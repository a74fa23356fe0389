"""An attempt: what every line of an answer file holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version

import msgspec
import pytest

from kit.answers.attempt import Attempt, kit_version, now

Make = Callable[..., Attempt]


def test_every_attempt_has_an_id_of_its_own(attempt: Make):
    """A hundred attempts at one item differ by their ids, which are 32 hexadecimal digits."""
    ids = {attempt().attempt_id for _ in range(100)}
    assert len(ids) == 100
    assert all(len(bytes.fromhex(name)) == 16 for name in ids)


def test_the_time_is_of_today_in_utc(attempt: Make):
    """The time is in UTC, to the millisecond, and that of the making."""
    before = datetime.now(UTC).replace(microsecond=0)
    at = datetime.fromisoformat(attempt().at)
    assert before <= at <= datetime.now(UTC)
    assert at.microsecond % 1000 == 0
    assert now().endswith("+00:00")


def test_a_line_of_an_earlier_kit_is_read(attempt: Make):
    """A line with nothing but what the first schema had gets the defaults of what came later."""
    first = {name: getattr(attempt(), name) for name in ("learner", "lesson", "item_id", "response", "score")}
    read = msgspec.convert({**first, "max_score": 1.0, "verdict": "right"}, Attempt)
    assert (read.hints, read.seconds, read.fingerprint, read.kit) == (0, None, "", kit_version())
    assert kit_version() == version("heart-to-heart-kit")


@pytest.mark.parametrize(
    ("own", "asked", "may_be"),
    [("", "", True), ("", "a1", True), ("a1", "", True), ("a1", "a1", True), ("a1", "b2", False)],
)
def test_only_another_version_of_an_exam_is_surely_not_meant(attempt: Make, own: str, asked: str, *, may_be: bool):
    """Where either side names no version nobody knows, so the answer may be to it."""
    assert attempt(fingerprint=own).may_be_of(asked) is may_be
