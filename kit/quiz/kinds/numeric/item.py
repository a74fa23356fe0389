"""Numeric: a number, within a tolerance, with the unit typed along or not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar, Literal

from kit.quiz.blank_or_repeated import blank_texts, feedback_mistakes, repeated
from kit.quiz.data_key import COMPARE, Cell, values_of
from kit.quiz.interactions import Typed, TypedForm, plain_number
from kit.quiz.invalid_response import InvalidResponse, PublicItem
from kit.quiz.item import Grade, Item, Misconception, Note, Sample, general_note, likely_place
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Part, RightWrong, Text, in_language
from kit.quiz.table_answer import TableAnswer
from kit.quiz.typed_number import as_percent, as_year, has_one_number, other_reading, read_number
from kit.suggest import name_list
from kit.text import figure_in, settings


class ExpectedError(Part, frozen=True, kw_only=True):
    """A wrong number that learners do give, with the feedback that names the reason."""

    value: float
    feedback: Text
    facts: tuple[str, ...] = ()


class Numeric(Item, frozen=True, kw_only=True, tag="numeric"):
    """Type a number; the response is a number or the text that was typed."""

    key: float
    feedback: RightWrong
    tolerance: float = 0.0
    unit: Text = ""
    expected_errors: tuple[ExpectedError, ...] = ()
    other_rows: ClassVar[Literal["near or fewer"]] = "near or fewer"

    @classmethod
    def fields_from_rows(
        cls, right: TableAnswer, wrong: Sequence[TableAnswer], otherwise: Text, unit: Text
    ) -> dict[str, Any]:
        """Return the answer as key, and the wrong answers as errors that are expected."""
        errors = [{"value": answer.value, "feedback": answer.feedback, "facts": [answer.row_id]} for answer in wrong]
        feedback = {"right": right.feedback, "wrong": otherwise}
        return {"key": right.value, "feedback": feedback, "unit": unit, "expected_errors": errors}

    def parse(self, response: object) -> float | InvalidResponse:
        """Take a number, with the unit in any language of the item."""
        number = self.parse_public({"unit": self.unit}, response)
        if not isinstance(number, float) or self._is_known(number):
            return number
        percent = as_percent(response, number, self.unit)
        if percent is not None and self._near(percent, self.key, self.tolerance):
            return percent
        others = (other_reading(response, number), *as_year(response, number, self.unit))
        is_meant = any(other is not None and self._near(other, self.key) for other in others)
        return self.key if is_meant else number

    def _is_known(self, number: float) -> bool:
        """Return whether a number is right, or an error that is expected, as it reads first."""
        errors = (self._near(number, error.value) for error in self.expected_errors)
        return self._near(number, self.key, self.tolerance) or any(errors)

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> float | InvalidResponse:
        """Take a number, with the unit or without it."""
        unit = public["unit"]
        number = read_number(response, unit)
        if number is not None:
            return number
        reason = "other-unit" if has_one_number(response) else "type-number"
        return InvalidResponse(f"{reason}-in" if unit else reason, unit)

    def grade(self, parsed: float, language: str) -> Grade:
        """Give all within the tolerance; a wrong number that was expected gets its own feedback."""
        if self._near(parsed, self.key, self.tolerance):
            return Grade(1.0, (self.note(self.feedback.right, language),))
        for error in self.expected_errors:
            if self._near(parsed, error.value):
                return Grade(0.0, (self.note(error.feedback, language, facts=error.facts),))
        return Grade(0.0, (self.note(self.feedback.wrong, language),))

    def describe(self, response: object, language: str = "en") -> tuple[str, ...]:
        """Return what was typed, as it was typed; a plain number with its unit."""
        lines = super().describe(response, language)
        return (response,) if lines and isinstance(response, str) else lines

    def describe_parsed(self, parsed: float, language: str) -> tuple[str, ...]:
        """Return the number with its unit."""
        number, unit = figure_in(plain_number(parsed), language), in_language(self.unit, language)
        return (f"{number}{settings(language).before_unit}{unit}".strip(),)

    def explain_errors(self, parsed: float, notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:
        """Return the number and its feedback."""
        return (Misconception(figure_in(plain_number(parsed), language), general_note(notes)),)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> float | str:
        """Return the key, an error that is expected, or no number."""
        if sample != "wrong":
            return self.key if sample == "right" else "?"
        errors = [error.value for error in self.expected_errors] or [self.key + self.tolerance + 1]
        return errors[likely_place(len(errors), chance)]

    @classmethod
    def example(cls, public: PublicItem) -> object:  # noqa: ARG003 - any number does
        """Return a number."""
        return 1

    def compare_key(self, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Compare the key with the number in the data, or with the year of the date there."""
        first, values = cells[0], values_of(cells)
        number = read_number(first.value)
        if len(values) > 1:
            what = f"The data gives {name_list(values)}: more than one number."
            yield Mistake(("key_from",), what, "Name the row more exactly.")
        elif number is None and first.year is None:
            what = f"The data gives {first.value!r}, which is not a number."
            yield Mistake(("key_from",), what, "Choose another column.")
        elif all(given is None or abs(given - self.key) > self.tolerance for given in (number, first.year)):
            yield Mistake(("key",), f"The key is {plain_number(self.key)}, but the data gives {first.value}.", COMPARE)

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        return {**super().public(language), "unit": in_language(self.unit, language)}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        if not math.isfinite(self.key):
            yield Mistake(("key",), f"The key {self.key} is not a plain number.", "Write a number such as 12 or 0.5.")
        if not (math.isfinite(self.tolerance) and self.tolerance >= 0):
            what = f"The tolerance {self.tolerance} is impossible."
            yield Mistake(("tolerance",), what, "Write 0 or a number above.")
        yield from feedback_mistakes(self.feedback)
        yield from repeated([plain_number(error.value) for error in self.expected_errors], "value", "expected_errors")
        for place, error in enumerate(self.expected_errors):
            yield from blank_texts(error.feedback, "expected_errors", place, "feedback")
            if not math.isfinite(error.value):
                what = f"The expected error {error.value} is not a plain number."
                yield Mistake(("expected_errors", place, "value"), what, "Write a number such as 12 or 0.5.")
            elif self._near(error.value, self.key, self.tolerance):
                what = f"The expected error {plain_number(error.value)} would be scored as right."
                yield Mistake(("expected_errors", place, "value"), what, "Change it, or make the tolerance smaller.")

    @staticmethod
    def _near(number: float, key: float, tolerance: float = 0.0) -> bool:
        """Compare as people do: the last bits of a binary fraction do not count."""
        return abs(number - key) <= tolerance + 4 * math.ulp(max(abs(number), abs(key)))

    def interaction(self, language: str) -> Typed:
        """Return what formats, worksheets and key sheets show of the item."""
        right = in_language(self.feedback.right, language)
        errors = (
            TypedForm(text=plain_number(error.value), share=0.0, feedback=in_language(error.feedback, language))
            for error in self.expected_errors
        )
        return Typed(
            forms=(TypedForm(text=plain_number(self.key), share=1.0, feedback=right), *errors),
            right=right,
            wrong=in_language(self.feedback.wrong, language),
            number=self.key,
            tolerance=self.tolerance,
            unit=in_language(self.unit, language),
        )
