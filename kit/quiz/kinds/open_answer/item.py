"""Open answer: the learner's own words, marked by a rubric, first by the learner and later by the teacher."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import NamedTuple, get_args

from kit.quiz.blank_or_repeated import blank_texts, invalid_ids, repeated, same_texts
from kit.quiz.interactions import MarkedAnswer, Open, Quality, RubricLine
from kit.quiz.invalid_response import InvalidResponse, PublicItem
from kit.quiz.item import Grade, Item, Misconception, Note, Sample
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Criterion, Exemplar, Text, in_language

_LEVELS: tuple[str, ...] = get_args(Quality)


class OwnWords(NamedTuple):
    """What was written, and its marks so far, by criterion."""

    text: str
    marks: dict[str, float]


class OpenAnswer(Item, frozen=True, kw_only=True, tag="open"):
    """Answer in words; the response is ``{"text": words, "marks": {criterion id: share from 0 to 1}}``.

    Without marks for all criteria the verdict is "unmarked" and the score None: it counts neither for nor against
    the learner. The feedback is then the sample answer and the rubric to mark by. With all marks, given by the
    learner or by the teacher, the score is their weighted mean.

    Exemplars show a teacher how to mark; they are on key sheets and in tables of marks, never on a card.
    """

    sample: Text
    rubric: tuple[Criterion, ...]
    exemplars: tuple[Exemplar, ...] = ()

    def parse(self, response: object) -> OwnWords | InvalidResponse:
        """Take words, and marks by the criteria of the rubric."""
        return _parse(response, {criterion.id for criterion in self.rubric})

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> OwnWords | InvalidResponse:  # noqa: ARG003
        """Take words; without the rubric there are no marks."""
        return _parse(response, set())

    def grade(self, parsed: OwnWords, language: str) -> Grade:
        """Give the weighted mean of the marks, or nothing yet."""
        notes = (
            self.note(self.sample, language),
            *(self.note(line.text, language, option=line.id) for line in self.rubric),
        )
        if len(parsed.marks) < len(self.rubric):
            return Grade(None, notes)
        return Grade(self._share(parsed.marks), notes)

    def _share(self, marks: Mapping[str, float]) -> float:
        """Return the weighted mean of the marks for all lines of the rubric."""
        total = math.fsum(line.weight for line in self.rubric)
        return math.fsum(line.weight * marks[line.id] for line in self.rubric) / total

    def describe_parsed(self, parsed: OwnWords, language: str) -> tuple[str, ...]:  # noqa: ARG002
        """Return the words."""
        return (parsed.text,)

    def explain_errors(self, parsed: OwnWords, notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:  # noqa: ARG002
        """Return nothing: a person judges."""
        return ()

    def sample_response(self, sample: Sample, chance: Random | None = None) -> dict[str, object]:  # noqa: ARG002
        """Return words with full marks, words with none, or no words."""
        if sample == "invalid":
            return {"text": ""}
        text, mark = ("In my own words.", 1) if sample == "right" else ("Too short.", 0)
        return {"text": text, "marks": {criterion.id: mark for criterion in self.rubric}}

    @classmethod
    def example(cls, public: PublicItem) -> object:  # noqa: ARG003 - any words do
        """Return some words."""
        return {"text": "my answer"}

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The rubric."""
        return self.rubric

    def is_same_attempt(self, response: object, earlier: object) -> bool:
        """Return whether a response marks the words that were saved before."""
        if not isinstance(response, dict) or not isinstance(earlier, dict):
            return False
        return "marks" in response and response.get("text") == earlier.get("text")

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from blank_texts(self.sample, "sample")
        yield from repeated([line.id for line in self.rubric], "criterion id", "rubric")
        yield from invalid_ids([line.id for line in self.rubric], "rubric")
        yield from same_texts([line.text for line in self.rubric], "rubric")
        if not self.rubric:
            yield Mistake(("rubric",), "The rubric is empty.", "Give at least one criterion.")
        for number, line in enumerate(self.rubric):
            yield from blank_texts(line.text, "rubric", number, "text")
            if not _is_weight(line.weight):
                what = f"A weight of {line.weight} is impossible."
                yield Mistake(("rubric", number, "weight"), what, "Write a number above 0.")
        if self.exemplars:
            yield from self._exemplar_mistakes()

    def _exemplar_mistakes(self) -> Iterator[Mistake]:
        """Yield what is wrong with levels, texts and marks, and whether a stronger answer earns more."""
        if tuple(exemplar.level for exemplar in self.exemplars) != _LEVELS:
            what = "The exemplars are not one of each level."
            yield Mistake(("exemplars",), what, "Give a strong, a middle and a weak answer, in this order.")
        yield from same_texts([exemplar.text for exemplar in self.exemplars], "exemplars")
        lines, shares = {line.id for line in self.rubric}, []
        can_weigh = bool(self.rubric) and all(_is_weight(line.weight) for line in self.rubric)
        for number, exemplar in enumerate(self.exemplars):
            yield from blank_texts(exemplar.text, "exemplars", number, "text")
            if exemplar.marks.keys() != lines or not all(0 <= mark <= 1 for mark in exemplar.marks.values()):
                do = f"Give each a number from 0 to 1: {', '.join(line.id for line in self.rubric)}."
                yield Mistake(("exemplars", number, "marks"), "The marks do not fit the lines of the rubric.", do)
            elif can_weigh:
                shares.append(self._share(exemplar.marks))
        if len(shares) == len(_LEVELS) and not all(more > less for more, less in pairwise(shares)):
            what = "A stronger exemplar does not earn more than a weaker one."
            yield Mistake(("exemplars",), what, "Change the marks, or the texts.")

    def interaction(self, language: str) -> Open:
        """Return what formats, worksheets and key sheets show of the item."""
        rubric = (RubricLine(text=in_language(line.text, language), weight=line.weight) for line in self.rubric)
        exemplars = (
            MarkedAnswer(
                level=exemplar.level,
                text=in_language(exemplar.text, language),
                marks=tuple(exemplar.marks[line.id] for line in self.rubric),
                points=self._share(exemplar.marks) * self.points,
            )
            for exemplar in self.exemplars
        )
        sample = in_language(self.sample, language)
        return Open(sample=sample, rubric=tuple(rubric), points=self.points, exemplars=tuple(exemplars))


def _is_weight(weight: float) -> bool:
    return 0 < weight < math.inf


def _parse(response: object, criteria: set[str]) -> OwnWords | InvalidResponse:
    text, marks = (response.get("text"), response.get("marks", {})) if isinstance(response, dict) else (None, None)
    if not isinstance(text, str) or not text.strip() or not isinstance(marks, dict) or not set(marks) <= criteria:
        return InvalidResponse("write-words")
    if not all(isinstance(mark, (bool, int, float)) and 0 <= mark <= 1 for mark in marks.values()):
        return InvalidResponse("marks")
    return OwnWords(text, {name: float(mark) for name, mark in marks.items()})
