"""One attempt: one go of one learner at one item."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal
from uuid import uuid4

import msgspec

SCHEMA = 1
FIRST_KIT = datetime(2026, 1, 1, tzinfo=UTC)  # whatever is dated before, a clock was wrong


@cache
def kit_version() -> str:
    """Return the version of the kit, or ``0`` where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("heart-to-heart-kit")
    except PackageNotFoundError:
        return "0"


def now() -> str:
    """Return the time in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_id() -> str:
    """Return an id that no other attempt has."""
    return uuid4().hex


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an answer file.

    Every field that a later schema adds has a default, so that a line of an earlier one is read as it is.

    Parameters
    ----------
    learner, lesson, item_id : str
        Who answered, in which lesson, which item.
    response : object
        What the learner gave, as JSON; options by their ids.
    score : float or None
        Points earned; None when a person has yet to mark it.
    max_score : float
        Points possible.
    verdict : str
        right, partly, wrong, unreadable or unmarked.
    attempt_id : str
        Unique, 32 hexadecimal digits.
    at : str
        Time in UTC, ISO 8601.
    seed : str
        Seed of the order in which options were shown.
    hints : int
        Number of hints used.
    seconds : float or None
        Time from showing the item to the answer.
    kit : str
        Version of the kit that scored it.
    fingerprint : str
        Of the exam that was shown; empty outside an exam.
    schema : int
        Version of this form.
    """

    schema: int = SCHEMA
    attempt_id: str = msgspec.field(default_factory=new_id)
    learner: str
    lesson: str
    item_id: str
    response: Any
    score: float | None
    max_score: float
    verdict: Literal["right", "partly", "wrong", "unreadable", "unmarked"]
    at: str = msgspec.field(default_factory=now)
    seed: str = ""
    hints: int = 0
    seconds: float | None = None
    kit: str = msgspec.field(default_factory=kit_version)
    fingerprint: str = ""

    def may_be_of(self, fingerprint: str) -> bool:
        """Return whether this may be an answer to that version of an exam; without a fingerprint nobody knows."""
        return is_of_exam(self.fingerprint, fingerprint)


def is_of_exam(own: str, fingerprint: str) -> bool:
    """Return whether two fingerprints may be of one version of an exam."""
    return not (own and fingerprint) or own == fingerprint
