"""One event: what is kept besides the attempts, so that a killed kernel or a reload changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec

from kit.answers.attempt import SCHEMA, is_of_exam

EventKind = Literal["begun", "hint", "flag", "unflag"]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an answer file that is not an attempt.

    Parameters
    ----------
    kind : str
        ``begun``: a quiz with a time limit was begun; ``hint``: one more hint was read; ``flag`` and ``unflag``:
        an item was marked for review, or no longer is. The file calls it ``memo``.
    learner, lesson : str
        Who, in which lesson.
    item_id : str
        Which item; empty where it is about the quiz.
    at : datetime
        When, with its time zone.
    fingerprint : str
        Of the exam that was shown; empty outside an exam.
    schema : int
        Version of this form, that of the attempts.
    """

    schema: int = SCHEMA
    kind: EventKind = msgspec.field(name="memo")
    learner: str
    lesson: str
    item_id: str = ""
    at: Annotated[datetime, msgspec.Meta(tz=True)] = msgspec.field(default_factory=lambda: datetime.now(UTC))
    fingerprint: str = ""

    def may_be_of(self, fingerprint: str) -> bool:
        """Return whether this may be about that version of an exam, as for an attempt."""
        return is_of_exam(self.fingerprint, fingerprint)
