"""Single choice: one option is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar, Literal

from kit.quiz.interactions import Choice
from kit.quiz.invalid_response import InvalidResponse, PublicItem, public_ids
from kit.quiz.item import Grade, Sample, likely_place
from kit.quiz.kinds.choice import ChoiceItem, options_from_rows
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Text
from kit.quiz.table_answer import TableAnswer


class SingleChoice(ChoiceItem, frozen=True, kw_only=True, tag="single-choice"):
    """Choose one option; the response is its id."""

    key: str
    keep_order: bool = False
    other_rows: ClassVar[Literal["near"]] = "near"

    @classmethod
    def fields_from_rows(
        cls, right: TableAnswer, wrong: Sequence[TableAnswer], _otherwise: Text, _unit: Text
    ) -> dict[str, Any]:
        """Return the answers as options."""
        return options_from_rows(right, wrong, lambda answer: answer.slug)

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> str | InvalidResponse:
        """Take the id of an option."""
        is_option = isinstance(response, str) and response in public_ids(public, "options")
        return str(response) if is_option else InvalidResponse("choose-one")

    def grade(self, parsed: str, language: str) -> Grade:
        """Give all for the key, nothing for any other option."""
        return Grade(float(parsed == self.key), self.option_notes([parsed], language))

    def describe_parsed(self, parsed: str, language: str) -> tuple[str, ...]:
        """Return the text of the option."""
        return (self.option_text(parsed, language),)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> str:
        """Return the key, another option, or no option."""
        if sample != "wrong":
            return self.key if sample == "right" else ""
        others = [name for name in self.option_ids() if name != self.key]
        return others[likely_place(len(others), chance)]

    def key_ids(self) -> tuple[str, ...]:
        """Return the key."""
        return (self.key,)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.key_mistakes([self.key], "key")

    def interaction(self, language: str) -> Choice:
        """Return what formats, worksheets and key sheets show of the item."""
        return Choice(options=self.scored_options({self.key: 1.0}, language), keep_order=self.keep_order)
