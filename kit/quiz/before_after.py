"""Objectives of the pre-test and the post-test: what one asks before the course, its parallel asks after it."""

from __future__ import annotations

BEFORE, AFTER = "pre-", "post-"


def parallel(objective: str) -> str | None:
    """Return the objective of the post-test that asks the same as one of the pre-test; None for any other objective.

    Examples
    --------
    >>> parallel("pre-members"), parallel("members")
    ('post-members', None)
    """
    return AFTER + objective.removeprefix(BEFORE) if objective.startswith(BEFORE) else None
