"""Open answer: the learner's own words, marked by a rubric, first by the learner and later by the teacher."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kit.quiz.interactions import Open, RubricLine
from kit.quiz.invalid_response import unreadable
from kit.quiz.item import Grade, Item, Mistake, Part, Text, blank_texts, in_language, twice


class Criterion(Part, frozen=True, kw_only=True):
    """One line of a rubric, and what it is worth beside the others."""

    id: str
    text: Text
    weight: float = 1.0


class OpenAnswer(Item, frozen=True, kw_only=True, tag="open"):
    """Answer in words; the response is ``{"text": words, "marks": {criterion id: share from 0 to 1}}``.

    Without marks for all criteria the verdict is "unmarked" and the score None: it counts neither for nor against
    the learner. The feedback is then the sample answer and the rubric to mark by. With all marks, given by the
    learner or by the teacher, the score is their weighted mean.
    """

    sample: Text
    rubric: tuple[Criterion, ...]

    def grade(self, response: object, language: str) -> Grade:
        """Give the weighted mean of the marks, or nothing yet."""
        words, marks = (response.get("text"), response.get("marks", {})) if isinstance(response, dict) else (None, None)
        known = {criterion.id for criterion in self.rubric}
        if not isinstance(words, str) or not words.strip() or not isinstance(marks, dict) or not set(marks) <= known:
            return unreadable("write-words", language)
        shares = {name: _share(mark) for name, mark in marks.items()}
        if None in shares.values():
            return unreadable("marks", language)
        notes = (
            self.note(self.sample, language),
            *(self.note(line.text, language, option=line.id) for line in self.rubric),
        )
        if set(shares) != known:
            return Grade(None, notes)
        total = math.fsum(line.weight for line in self.rubric)
        return Grade(math.fsum(line.weight * (shares[line.id] or 0.0) for line in self.rubric) / total, notes)

    def is_same_attempt(self, response: object, earlier: object) -> bool:
        """Return whether a response marks the words that were saved before."""
        if not isinstance(response, dict) or not isinstance(earlier, dict):
            return False
        return "marks" in response and response.get("text") == earlier.get("text")

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from blank_texts(self.sample, "sample")
        yield from twice([line.id for line in self.rubric], "criterion id", "rubric")
        if not self.rubric:
            yield Mistake(("rubric",), "The rubric is empty.", "Give at least one criterion.")
        for number, line in enumerate(self.rubric):
            yield from blank_texts(line.text, "rubric", number, "text")
            if not 0 < line.weight < math.inf:
                yield Mistake(
                    ("rubric", number, "weight"), f"A weight of {line.weight} is impossible.", "Write a number above 0."
                )

    def interaction(self, language: str) -> Open:
        """Return what formats, worksheets and key sheets show of the item."""
        rubric = (RubricLine(text=in_language(line.text, language), weight=line.weight) for line in self.rubric)
        return Open(sample=in_language(self.sample, language), rubric=tuple(rubric))


def _share(mark: object) -> float | None:
    """Return a mark as a share; yes and no are 1 and 0."""
    if isinstance(mark, (bool, int, float)) and 0 <= mark <= 1:
        return float(mark)
    return None
