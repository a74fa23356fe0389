"""What an answer file says about one lesson: the attempts at each item, hints read, flags, and when it was begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kit.answers.attempt import Attempt
from kit.answers.store import Reading


@dataclass
class ItemPast:
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

    attempts: list[Attempt] = field(default_factory=list)
    hints: int = 0
    flagged: bool = False


@dataclass
class Past:
    """What a learner did in one lesson so far.

    Parameters
    ----------
    items : mapping of str to ItemPast
        By item id; of an item that is new, an empty past.
    begun : datetime or None
        When the learner first began the quiz, where it has a time limit.
    """

    items: Mapping[str, ItemPast]
    begun: datetime | None


def past(reading: Reading, lesson: str) -> Past:
    """Return what an answer file says about one lesson."""
    items: defaultdict[str, ItemPast] = defaultdict(ItemPast)
    begun = None
    for memo in reading.memos:
        if memo.lesson != lesson:
            continue
        if memo.memo == "begun":
            begun = min(memo.at, begun or memo.at)
        elif memo.memo == "hint":
            items[memo.item_id].hints += 1
        else:
            items[memo.item_id].flagged = memo.memo == "flag"
    for attempt in reading.attempts:
        if attempt.lesson == lesson:
            item = items[attempt.item_id]
            item.attempts.append(attempt)
            item.hints = max(item.hints, attempt.hints)
    return Past(items, begun)
