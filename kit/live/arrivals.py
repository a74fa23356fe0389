"""What arrives from a learner: each line is checked, gets the learner's true name, and is scored once more here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from msgspec.structs import replace

from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.outbox import MOST_LINES
from kit.answers.store import entry_of, line_of
from kit.live.database import Line
from kit.quiz.bank import LessonItems
from kit.quiz.item import Item
from kit.quiz.score import score

LOCKED = "locked"  # why an answer is refused to which the teacher takes no more
_LONGEST_LINE = 64_000
_LONGEST = {"attempt_id": 64, "lesson": 20, "item_id": 100, "seed": 200, "kit": 40, "fingerprint": 40, "at": 40}
_MOST_HINTS, _MOST_SECONDS, _DEEPEST = 100, 1e9, 20


class Refused(NamedTuple):
    """A line that is not kept: its place in the request, from 1, the attempt where it names one, and why not."""

    line: int
    attempt_id: str
    why: str


class Arrived(NamedTuple):
    """The lines of a request that can be kept, and those that cannot."""

    lines: list[Line]
    refused: list[Refused]


class Judge:
    """Scores what arrives by the service's own bank.

    Parameters
    ----------
    bank : sequence of LessonItems
        The lessons whose answers are scored; an answer to an item that is in none of them is kept without a verdict.
    """

    def __init__(self, bank: Sequence[LessonItems]) -> None:
        self.items: Mapping[tuple[str, str], Item] = {
            (lesson.lesson, item.id): item for lesson in bank for item in lesson.items
        }
        self._rules = {lesson.lesson: lesson.rules for lesson in bank}

    def read(
        self,
        body: bytes,
        learner: str,
        now: datetime,
        is_locked: Callable[[str, str], bool] = lambda _lesson, _item: False,
    ) -> Arrived:
        """Read the lines of one request.

        Parameters
        ----------
        body : bytes
            Lines as an answer file has them.
        learner : str
            Whose they are; a name in a line is not believed.
        now : datetime
            When they arrived, with its time zone.
        is_locked : callable
            Takes lesson and item, and returns whether the teacher takes no more answers to it.
        """
        found, time = Arrived([], []), now.isoformat(timespec="milliseconds")
        lines = [line for line in body.split(b"\n") if line.strip()]
        for number, line in enumerate(lines, start=1):
            entry = entry_of(line) if len(line) <= _LONGEST_LINE and number <= MOST_LINES else None
            why = _mistake(entry)
            if not why and isinstance(entry, Attempt) and is_locked(entry.lesson, entry.item_id):
                why = LOCKED
            if why or not isinstance(entry, Attempt | Event):
                found.refused.append(Refused(number, getattr(entry, "attempt_id", ""), why))
            elif isinstance(entry, Attempt):
                found.lines.append(self._attempt(replace(entry, learner=learner), time))
            else:
                found.lines.append(_event(replace(entry, learner=learner), time))
        return found

    def _attempt(self, claimed: Attempt, time: str) -> Line:
        attempt = replace(claimed, score=None, verdict="unmarked")
        if item := self.items.get((claimed.lesson, claimed.item_id)):
            result = score(item, claimed.response)
            points = result.score
            if item.use == "quiz":
                points = self._rules[claimed.lesson].after_hints(points, item.points, claimed.hints)
            attempt = replace(claimed, score=points, max_score=result.max_score, verdict=result.verdict)
        line = line_of(attempt).decode()
        return Line(attempt.attempt_id, attempt.learner, attempt.lesson, attempt.item_id, attempt.verdict, time, line)


def _event(event: Event, time: str) -> Line:
    line = line_of(event).decode()
    name = blake2b(line.encode(), digest_size=16).hexdigest()
    return Line(name, event.learner, event.lesson, event.item_id, None, time, line)


def _mistake(entry: object) -> str:
    """Return why an entry cannot be kept; nothing where it can."""
    if entry is None:
        return "too long, or too many lines"
    if not isinstance(entry, Attempt | Event):
        return str(entry)
    texts = {name: value for name in _LONGEST if isinstance(value := getattr(entry, name, ""), str)}
    for name, text in texts.items():
        if len(text) > _LONGEST[name] or not text.isprintable():
            return f"{name} is too long, or has characters that cannot be shown"
    return _mistake_of_attempt(entry) if isinstance(entry, Attempt) else ""


def _mistake_of_attempt(attempt: Attempt) -> str:
    if not (attempt.attempt_id and attempt.lesson and attempt.item_id):
        return "it has no attempt_id, lesson or item_id"
    if not (0 <= attempt.hints <= _MOST_HINTS and 0 <= (attempt.seconds or 0) <= _MOST_SECONDS):
        return "hints or seconds cannot be right"
    try:
        is_fit = not _is_deep(attempt.response) and json.dumps(attempt.response, allow_nan=False)
    except ValueError:
        is_fit = False
    return "" if is_fit else "the response is nested too deep, or has a number beyond all numbers"


def _is_deep(response: object, left: int = _DEEPEST) -> bool:
    """Return whether a response is nested deeper than any: board and hand-ins have to write it from further inside."""
    parts = response.values() if isinstance(response, dict) else response if isinstance(response, list) else ()
    return any(not left or _is_deep(part, left - 1) for part in parts)
