"""Single choice: one option is right."""

from __future__ import annotations

from collections.abc import Iterator

from kit.quiz.interactions import Choice
from kit.quiz.invalid_response import InvalidResponse, PublicItem, public_ids
from kit.quiz.item import ChoiceItem, Grade, Mistake


class SingleChoice(ChoiceItem, frozen=True, kw_only=True, tag="single-choice"):
    """Choose one option; the response is its id."""

    key: str
    keep_order: bool = False

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> str | InvalidResponse:
        """Take the id of an option."""
        is_option = isinstance(response, str) and response in public_ids(public, "options")
        return str(response) if is_option else InvalidResponse("choose-one")

    def grade(self, parsed: str, language: str) -> Grade:
        """Give all for the key, nothing for any other option."""
        return Grade(float(parsed == self.key), self.option_notes([parsed], language))

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.key_mistakes([self.key], "key")

    def interaction(self, language: str) -> Choice:
        """Return what formats, worksheets and key sheets show of the item."""
        return Choice(options=self.scored_options({self.key: 1.0}, language), keep_order=self.keep_order)
