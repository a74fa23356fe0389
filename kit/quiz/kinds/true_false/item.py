"""True or false, with a reason: the reason shows whether the learner knew or guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from kit.quiz.blank_or_repeated import feedback_mistakes
from kit.quiz.data_key import COMPARE, Cell, values_of
from kit.quiz.interactions import Choice, Verdict
from kit.quiz.invalid_response import InvalidResponse, PublicItem, public_ids
from kit.quiz.item import Grade, Misconception, Note, Sample, general_note
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.mistake import Mistake
from kit.quiz.parts import RightWrong, in_language
from kit.suggest import name_list
from kit.text import text_in


class TrueFalse(ChoiceItem, frozen=True, kw_only=True, tag="true-false"):
    """Say whether the stem is true, and choose the reason among the options.

    The response is ``{"truth": true, "reason": option id}``. The right verdict earns half, the right reason for it
    the other half; a reason for the wrong verdict earns nothing.
    """

    truth: bool
    key: str
    feedback: RightWrong

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> tuple[bool, str] | InvalidResponse:
        """Take a verdict and the id of a reason."""
        truth, reason = (response.get("truth"), response.get("reason")) if isinstance(response, dict) else (None, None)
        if isinstance(truth, bool) and isinstance(reason, str) and reason in public_ids(public, "options"):
            return truth, reason
        return InvalidResponse("truth-and-reason")

    def grade(self, parsed: tuple[bool, str], language: str) -> Grade:
        """Give half for the verdict and half for the reason that goes with it."""
        truth, reason = parsed
        if truth is not self.truth:
            return Grade(0.0, (self.note(self.feedback.wrong, language),), parts={"truth": "wrong"})
        notes = (self.note(self.feedback.right, language), *self.option_notes([reason], language))
        is_known = reason == self.key
        parts = {"truth": "right", "reason": "right" if is_known else "wrong"}
        return Grade(1.0 if is_known else 0.5, notes, parts=parts)

    def describe_parsed(self, parsed: tuple[bool, str], language: str) -> tuple[str, ...]:
        """Return the verdict and the reason."""
        truth, reason = parsed
        return _word(truth, language), self.option_text(reason, language)

    def explain_errors(
        self, parsed: tuple[bool, str], notes: Sequence[Note], language: str
    ) -> tuple[Misconception, ...]:
        """Return the wrong reason, or the wrong verdict."""
        wrong = super().explain_errors(parsed, notes, language)
        return wrong or (Misconception(_word(parsed[0], language), general_note(notes)),)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> dict[str, object]:  # noqa: ARG002
        """Return the right verdict with its reason, the wrong verdict, or a verdict alone."""
        truth = self.truth is (sample != "wrong")
        return {"truth": truth} if sample == "invalid" else {"truth": truth, "reason": self.key}

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return a verdict with the first reason."""
        return {"truth": True, "reason": super().example(public)}

    def key_ids(self) -> tuple[str, ...]:
        """Return the verdict and the key."""
        return str(self.truth).lower(), self.key

    def compare_key(self, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Compare the truth with the cell."""
        values, truth = values_of(cells), str(self.truth).lower()
        if not set(values) <= {"true", "false"} or len(values) > 1:
            what = f"The data gives {name_list(sorted(values))}, not one true or false."
            yield Mistake(("key_from",), what, "Choose another column.")
        elif values != [truth]:
            yield Mistake(("truth",), f"The truth is {truth}, but the data gives {values[0]}.", COMPARE)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.key_mistakes([self.key], "key")
        yield from feedback_mistakes(self.feedback)

    def interaction(self, language: str) -> Choice:
        """Return what formats, worksheets and key sheets show of the item."""
        text = text_in(language)
        verdict = Verdict(
            truth=self.truth,
            words=(text("export.true"), text("export.false")),
            right=in_language(self.feedback.right, language),
            wrong=in_language(self.feedback.wrong, language),
        )
        return Choice(options=self.scored_options({self.key: 1 - verdict.share}, language), verdict=verdict)


def _word(truth: bool, language: str) -> str:  # noqa: FBT001 - it is the verdict
    return text_in(language)("card.true" if truth else "card.false")
