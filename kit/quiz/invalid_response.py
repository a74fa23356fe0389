"""A response that cannot be scored: nothing is counted, and the learner reads why."""

from __future__ import annotations

from kit.quiz.item import Grade, Note
from kit.quiz.normalise import bare
from kit.text import text_in

_LONGEST = 500


def unreadable(reason: str, language: str, **values: object) -> Grade:
    """Return the grade of a response that could not be read; `reason` is a key of ``quiz.unreadable``."""
    return Grade(None, (Note(text_in(language)(f"quiz.unreadable.{reason}", **values)),), readable=False)


def typed_text(response: object) -> str | None:
    """Return a response as a short text with at least one letter or digit, or None when it is anything else."""
    if not isinstance(response, str) or len(response) > _LONGEST:
        return None
    return response if bare(response) else None


def chosen_ids(response: object, known: tuple[str, ...]) -> list[str] | None:
    """Return a response as a list of known ids, or None when it is anything else."""
    if not isinstance(response, (list, tuple)):
        return None
    names = [name for name in response if isinstance(name, str) and name in known]
    return names if len(names) == len(response) else None
