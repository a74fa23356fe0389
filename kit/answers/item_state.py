"""What a learner may know about one item, as it follows from what was done at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from kit.answers.attempt import Attempt
from kit.answers.history import ItemHistory
from kit.emphasis import Run
from kit.facts.provenance import source_line
from kit.language_codes import locale_of
from kit.quiz.interactions import Open
from kit.quiz.item import Item, Note, plain_texts
from kit.quiz.parts import Text, as_written, in_language
from kit.quiz.rules import Rules
from kit.quiz.score import Result, Verdict, score
from kit.text import settings, text_in

Mode = Literal["practice", "pretest", "exam", "prediction"]


class Feedback(msgspec.Struct, frozen=True):
    """One piece of feedback: its text, the sources it rests on, and the option it is about."""

    text: str
    sources: list[str]
    option: str | None


class ItemState(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner may know about one item now; a field that says nothing yet is left unset.

    Parameters
    ----------
    response : object
        What was answered last, as JSON.
    tries : int
        How often the item was answered.
    saved : bool
        Whether `response` is taken, and not being changed: on disk, unless `kept` says something else.
    hints : list of str
        The hints read so far.
    feedback : list of Feedback
        What is said about the response.
    verdict, score, max_score, parts
        As in `kit.quiz.score.Result`; unset while no verdict is due.
    line : str
        Verdict and points in words.
    counted : float or None
        The best score so far, where the best counts.
    final : bool
        Whether no further answer is taken.
    left : str
        What is left of tries or time, in words.
    flagged : bool
        Whether the item is marked for review.
    sent : str
        Whether the teacher has it, in words, where a service of the class takes answers.
    kept : str
        How long it is kept, in words, where a browser has no room for it.
    runs : dict
        Each hint and feedback that has emphasis, with its pieces.
    """

    response: Any = None
    tries: int = 0
    saved: bool = False
    hints: list[str] = msgspec.field(default_factory=list)
    feedback: list[Feedback] = msgspec.field(default_factory=list)
    verdict: Verdict | UnsetType = UNSET
    score: float | UnsetType | None = UNSET
    max_score: float | UnsetType = UNSET
    parts: dict[str, str] | UnsetType = UNSET
    line: str | UnsetType = UNSET
    counted: float | UnsetType | None = UNSET
    final: bool | UnsetType = UNSET
    left: str | UnsetType = UNSET
    flagged: bool | UnsetType = UNSET
    sent: str | UnsetType = UNSET
    kept: str | UnsetType = UNSET
    runs: dict[str, list[Run]] | UnsetType = UNSET


class Setting(msgspec.Struct, frozen=True):
    """How items are asked: what may be said about an answer, in which language, and what is limited.

    Parameters
    ----------
    mode : str
        ``"practice"`` (feedback at once); ``"pretest"``, ``"exam"`` or ``"prediction"`` (saved, no verdict, no hints).
    rules : Rules
        Attempts allowed, which counts, pass mark, time limit, cost of a hint.
    language : str
        ISO 639-1.
    folder : pathlib.Path or None
        A data folder of the lesson's own, whose rows the items may name besides the kit's.
    is_released : bool
        Whether this is an exam whose results may be read.
    sources : dict
        Row id to what is said of it, for rows that are not in the tables.
    """

    mode: Mode = "practice"
    rules: Rules = Rules()
    language: str = "en"
    folder: Path | None = None
    is_released: bool = False
    sources: Mapping[str, Text] = msgspec.field(default_factory=dict)

    def known_state(self, item: Item, history: ItemHistory, *, is_over: bool) -> ItemState:
        """Return the state after what was done earlier; an answer that no longer fits its item is not shown."""
        response, result = None, None
        if history.attempts:
            last = history.attempts[-1]
            result = score(item, last.response, self.language)
            if result.verdict == "unreadable":
                result = None
            elif last.verdict != "unmarked":  # else it was given in an exam, or nobody had marked it yet
                result = Result(last.score, last.max_score, last.verdict, result.notes, result.parts)
            response = last.response if result else None
        return self.state(item, response, result, history, is_over=is_over)

    def state(
        self, item: Item, response: object, result: Result | None, history: ItemHistory, *, is_over: bool
    ) -> ItemState:
        """Return the state after scoring, or where there is no result, without one."""
        is_saved = result is not None and result.verdict != "unreadable"
        state = ItemState(
            response=response,
            tries=count_tries(item, history.attempts),
            saved=is_saved,
            flagged=True if history.flagged else UNSET,
        )
        if result and (self.mode == "practice" or not is_saved):
            runs: dict[str, list[Run]] = {}
            scores = [attempt.score for attempt in history.attempts if attempt.score is not None]
            state = replace(
                state,
                verdict=result.verdict,
                score=result.score,
                max_score=result.max_score,
                feedback=[self._feedback(note._replace(text=plain_texts(note.text, runs))) for note in result.notes],
                runs=runs,
                parts=result.parts,
                line=self._line(item, result),
                counted=max(scores, default=None) if is_saved and self.rules.counts == "best" else UNSET,
            )
        state = self.with_hints(state, item, history.hints)
        return replace(state, **self._limits(item, state, is_over=is_over))

    def with_hints(self, state: ItemState, item: Item, used: int) -> ItemState:
        """Return a state with the hints that were read."""
        runs = dict(state.runs or {})
        hints = [in_language(hint, self.language) for hint in item.hints[:used] if self.mode == "practice"]
        return replace(state, hints=plain_texts(hints, runs), runs=runs or UNSET)

    def _limits(self, item: Item, state: ItemState, *, is_over: bool) -> Mapping[str, Any]:
        """Return what the rules say about an item: whether this is final, and in words what is left."""
        text = text_in(self.language)
        if is_over:
            if state.saved:
                return {"final": True}
            nothing = {"score": 0, "max_score": item.points} if self.mode == "practice" else {}
            return {"final": True, "left": text("card.unanswered" if self.is_released else "card.no_answer"), **nothing}
        if self.rules.attempts is None or not state.saved:
            return {}
        tries = max(0, self.rules.attempts - state.tries)
        return {"final": not tries, "left": text("card.tries_left", count=tries)}

    def _line(self, item: Item, result: Result) -> str:
        """Return verdict and points in words; of one point it need not be said that right is 1 and wrong is 0."""
        from babel.numbers import format_decimal

        text, score, most = text_in(self.language), result.score, result.max_score
        verdict = text(f"verdict.{result.verdict}")
        if result.verdict == "unreadable" or score is None:
            return verdict
        numbers = (format_decimal(number, "#,##0.##", locale_of(self.language)) for number in (score, most))
        points = text(
            "verdict.point" if most == 1 else "verdict.points", **dict(zip(("score", "total"), numbers, strict=True))
        )
        if isinstance(item.interaction(self.language), Open):
            return settings(self.language).joiner.join([text("verdict.own"), points])
        return verdict if most == 1 and score == (result.verdict == "right") else f"{verdict} · {points}"

    def _feedback(self, note: Note) -> Feedback:
        sources = list(dict.fromkeys(map(self._source, note.facts)))
        return Feedback(note.text, sources, note.option)

    def _source(self, row_id: str) -> str:
        if row_id in self.sources:
            return as_written(self.sources[row_id], self.language)
        return source_line(row_id, self.folder, self.language)


def count_tries(item: Item, attempts: Sequence[Attempt]) -> int:
    """Return how often an item was answered; marking one's own words is not a further answer."""
    marks = sum(item.is_same_attempt(now.response, before.response) for before, now in pairwise(attempts))
    return len(attempts) - marks
