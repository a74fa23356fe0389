"""The rules of a quiz: how often one may answer, what counts, what is enough, for how long, and what a hint costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kit.quiz.mistake import Mistake
from kit.quiz.parts import Part

_ALL = 100
_LONGEST_MINUTES = 1440


class Rules(Part, frozen=True, kw_only=True):
    """What holds for a quiz; without rules nothing is limited, the last attempt counts, and a hint costs nothing.

    Parameters
    ----------
    attempts : int or None
        How often each item may be answered.
    counts : str
        ``last`` or ``best``: which attempt at an item counts.
    pass_percent : float or None
        Percent of the points that is enough.
    minutes : int or None
        Time for the whole quiz, from the moment the learner begins.
    hint_percent : float
        Percent of an item's points that each hint takes.
    """

    attempts: int | None = None
    counts: Literal["last", "best"] = "last"
    pass_percent: float | None = None
    minutes: int | None = None
    hint_percent: float = 0.0

    def mistakes(self, mode: str) -> Iterator[Mistake]:
        """Yield what makes no sense in a quiz of this mode."""
        if self.attempts is not None and self.attempts < 1:
            yield _mistake("attempts", "Nobody could answer.", "Write a whole number from 1, or take the line out.")
        if self.pass_percent is not None and not 0 < self.pass_percent <= _ALL:
            yield _mistake("pass_percent", f"{self.pass_percent:g} percent cannot be reached, or always is.")
        if self.minutes is not None and not 1 <= self.minutes <= _LONGEST_MINUTES:
            do = f"Write a whole number from 1 to {_LONGEST_MINUTES}, or take the line out."
            yield _mistake("minutes", f"A quiz cannot take {self.minutes} minutes.", do)
        if not 0 <= self.hint_percent <= _ALL:
            do = "Write a number from 0 to 100."
            yield _mistake("hint_percent", f"A hint cannot cost {self.hint_percent:g} percent of the points.", do)
        if mode != "practice" and self.counts == "best":
            what = "Nobody learns a verdict in this mode, so the best attempt cannot count."
            yield _mistake("counts", what, "Let the last one count.")
        if mode == "pretest" and self.pass_percent is not None:
            yield _mistake("pass_percent", "A pretest shows no points, so nobody can pass.", "Take the line out.")

    def hint_cost(self, points: float, hints: int = 1) -> float:
        """Return the points that some hints take from an item that is worth `points`."""
        return min(points, points * hints * self.hint_percent / _ALL)

    def after_hints(self, earned: float | None, points: float, hints: int) -> float | None:
        """Return what hints leave of the points that were earned; None where a person has yet to mark."""
        return None if earned is None else max(0.0, earned - self.hint_cost(points, hints))


def _mistake(field: str, what: str, do: str = "Write a number above 0, up to 100.") -> Mistake:
    return Mistake(("rules", field), what, do)
