"""Single choice: one option is right."""

from __future__ import annotations

from collections.abc import Iterator

from kit.quiz.interactions import Choice
from kit.quiz.invalid_response import unreadable
from kit.quiz.item import ChoiceItem, Grade, Mistake


class SingleChoice(ChoiceItem, frozen=True, kw_only=True, tag="single-choice"):
    """Choose one option; the response is its id."""

    key: str
    keep_order: bool = False

    def grade(self, response: object, language: str) -> Grade:
        """Give all for the key, nothing for any other option."""
        if not isinstance(response, str) or response not in self.option_ids():
            return unreadable("choose-one", language)
        return Grade(float(response == self.key), self.option_notes([response], language))

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.key_mistakes([self.key], "key")

    def interaction(self, language: str) -> Choice:
        """Return what formats, worksheets and key sheets show of the item."""
        return Choice(options=self.scored_options({self.key: 1.0}, language), keep_order=self.keep_order)
