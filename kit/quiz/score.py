"""Scoring: one pure function from an item and a response to a result."""

from __future__ import annotations

from typing import Literal

import msgspec

from kit.quiz.invalid_response import InvalidResponse
from kit.quiz.item import Grade, Item, Note
from kit.quiz.parts import in_language
from kit.text import text_in

__all__ = ["Note", "Result", "Verdict", "percent_of", "score"]

_DIGITS = 7  # of a share: scores are kept in four bytes, where 0.7 is 0.69999999
Verdict = Literal["right", "partly", "wrong", "unreadable", "unmarked"]


class Result(msgspec.Struct, frozen=True):
    """What one response earned.

    Parameters
    ----------
    score : float or None
        Points earned, from 0 to `max_score`; None when a person has yet to mark the response.
    max_score : float
        Points possible.
    verdict : str
        right, partly, wrong; unreadable when the response could not be scored (it earns 0 and should be given
        again); unmarked when a person has yet to mark it, and for a guess.
    notes : tuple of Note
        The feedback to show.
    parts : dict of str to str
        Of an item of several parts: id to right, wrong or blank.
    """

    score: float | None
    max_score: float
    verdict: Verdict
    notes: tuple[Note, ...] = ()
    parts: dict[str, str] = {}


def score(item: Item, response: object, language: str = "en") -> Result:
    """Score any JSON value as the response to an item; never raises.

    Parameters
    ----------
    item : Item
        An item of any kind.
    response : object
        What the learner gave, as JSON.
    language : str
        Language of the feedback, ISO 639-1.

    Returns
    -------
    Result
        Points, verdict and feedback.
    """
    parsed = item.parse(response)
    if isinstance(parsed, InvalidResponse):
        reason = text_in(language)(f"quiz.unreadable.{parsed.reason}", unit=in_language(parsed.unit, language))
        return Result(0.0, item.points, "unreadable", (Note(reason),))
    if item.use == "predict":
        return Result(None, item.points, "unmarked")
    grade = item.grade(parsed, language)
    points = None if grade.fraction is None else grade.fraction * item.points
    return Result(points, item.points, _verdict(grade), grade.notes, dict(grade.parts))


def percent_of(share: float) -> int:
    """Return a share of the points in whole percent; 100 is said of all alone, and 0 of none.

    Examples
    --------
    >>> percent_of(19.9 / 20), percent_of(0.7), percent_of(0.001)
    (99, 70, 1)
    """
    share = round(share, _DIGITS)
    percent = round(share * 100)
    return min(max(percent, 1), 99) if 0 < share < 1 else percent


def _verdict(grade: Grade) -> Verdict:
    if grade.fraction is None:
        return "unmarked"
    if grade.fraction <= 0:
        return "wrong"
    return "right" if grade.fraction >= 1 else "partly"
