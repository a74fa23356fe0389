"""What an answer file says about one lesson: the attempts at each item, hints read, flags, and when it was begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from kit.answers.attempt import FIRST_KIT, Attempt
from kit.answers.store import Reading


class ItemHistory(Struct):
    """What a learner did at one item so far.

    Parameters
    ----------
    attempts : list of Attempt
        In the order of their saving.
    hints : int
        Hints read.
    flagged : bool
        Whether it is marked for review.
    """

    attempts: list[Attempt] = []
    hints: int = 0
    flagged: bool = False


class LessonHistory(Struct):
    """What a learner did in one lesson so far.

    Parameters
    ----------
    items : mapping of str to ItemHistory
        By item id; of an item that is new, an empty history.
    begun : datetime or None
        When the learner first began the quiz, where it has a time limit.
    latest : datetime or None
        When the last answer was given; None where the quiz was begun again since, as a clock was wrong.
    """

    items: Mapping[str, ItemHistory]
    begun: datetime | None
    latest: datetime | None = None


def lesson_history(reading: Reading, lesson: str, fingerprint: str = "") -> LessonHistory:
    """Return what an answer file says about one lesson; of an exam without the answers to another version of it."""
    items: defaultdict[str, ItemHistory] = defaultdict(ItemHistory)
    begun = latest = None
    beginnings = 0
    for event in reading.events:
        if event.lesson != lesson or not event.may_be_of(fingerprint):
            continue
        if event.kind == "begun":
            begun = min(event.at, begun or event.at, key=lambda at: (at < FIRST_KIT, at))
            beginnings += 1
        elif event.kind == "hint":
            items[event.item_id].hints += 1
        else:
            items[event.item_id].flagged = event.kind == "flag"
    for attempt in reading.attempts:
        if attempt.lesson == lesson and attempt.may_be_of(fingerprint):
            item = items[attempt.item_id]
            item.attempts.append(attempt)
            item.hints = max(item.hints, attempt.hints)
            latest = attempt.at
    return LessonHistory(items, begun, _time(latest) if latest and beginnings == 1 else None)


def _time(at: str) -> datetime | None:
    """Return a time with its zone; none where it cannot be read."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found.tzinfo else None
