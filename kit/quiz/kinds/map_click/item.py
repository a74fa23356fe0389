"""Map click: choose one country, or several, on the map or from the list next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar, Literal

from kit.quiz.blank_or_repeated import repeated
from kit.quiz.interactions import Choice
from kit.quiz.invalid_response import InvalidResponse, PublicItem, chosen_ids, public_ids
from kit.quiz.item import Grade, Item, Misconception, Note, Sample
from kit.quiz.kinds.choice import ChoiceItem, options_from_rows
from kit.quiz.kinds.multiple_choice.item import missing_note, missing_options, sample_ticks, share_of_ticks
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Option, Text
from kit.quiz.table_answer import TableAnswer


class MapClick(ChoiceItem, frozen=True, kw_only=True, tag="map-click"):
    """Choose on the map; options and key are ISO 3166 alpha-3 codes.

    The response is a code, or a list of codes when the key is a list; several are scored as in multiple choice.
    """

    key: str | tuple[str, ...]
    other_rows: ClassVar[Literal["all"]] = "all"

    @classmethod
    def fields_from_rows(
        cls, right: TableAnswer, wrong: Sequence[TableAnswer], _otherwise: Text, _unit: Text
    ) -> dict[str, Any]:
        """Return the answers, which are codes of countries, as options."""
        return options_from_rows(right, wrong, lambda answer: answer.value)

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> list[str] | InvalidResponse:
        """Take a code, or a list of codes: one, or several where several are asked for."""
        chosen = chosen_ids([response] if isinstance(response, str) else response, public_ids(public, "options"))
        if not chosen or (len(chosen) > 1 and not public["multiple"]):
            return InvalidResponse("choose-country")
        return chosen

    def grade(self, parsed: list[str], language: str) -> Grade:
        """Give all for the key; for several countries a share for each right and less one for each wrong."""
        keys = self.key_ids()
        missing = () if isinstance(self.key, str) else missing_note(parsed, keys, language)
        return Grade(share_of_ticks(parsed, keys), self.option_notes(parsed, language) + missing)

    def anonymised(self) -> Item:
        """Return the item as it is: states keep their codes, by which the map is drawn."""
        return self

    def describe_parsed(self, parsed: list[str], language: str) -> tuple[str, ...]:
        """Return the names of the countries."""
        return tuple(self.option_text(name, language) for name in parsed)

    def explain_errors(self, parsed: list[str], notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:
        """Return one misconception for each wrong country; where there is none, one for each that is missing."""
        wrong = super().explain_errors(parsed, notes, language)
        return wrong or missing_options(self, parsed, notes, language)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> str | list[str]:
        """Return the key, one country instead of another, or no country."""
        if sample == "invalid":
            return ""
        if isinstance(self.key, str) and sample == "right":
            return self.key
        ticks = sample_ticks(self, sample, chance)
        return ticks[0] if isinstance(self.key, str) else ticks

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return the first country, as a list where several are asked for."""
        first = super().example(public)
        return [first] if public["multiple"] else first

    @classmethod
    def arrange(cls, public: dict[str, Any]) -> dict[str, Any]:
        """Return a public side with its countries by name."""
        return {**public, "options": sorted(public["options"], key=lambda option: option["text"])}

    def key_ids(self) -> tuple[str, ...]:
        """Return the key as a tuple, be it one country or several."""
        return (self.key,) if isinstance(self.key, str) else self.key

    def map_options(self) -> tuple[Option, ...]:
        """Return the countries."""
        return self.options

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        return {**super().public(language), "multiple": not isinstance(self.key, str)}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.key_mistakes(self.key_ids(), "key")
        yield from repeated(self.key_ids(), "key", "key")
        if not self.key_ids():
            yield Mistake(("key",), "No country is right.", "Name at least one option as key.")
        for number, option in enumerate(self.options):
            if not re.fullmatch("[A-Z]{3}", option.id):
                what = f"{option.id!r} is not a country code."
                yield Mistake(("options", number, "id"), what, "Use three capital letters, as in VNM.")

    def interaction(self, language: str) -> Choice:
        """Return what formats, worksheets and key sheets show of the item."""
        keys, several = self.key_ids(), not isinstance(self.key, str)
        share = 1 / len(keys)
        options = self.scored_options(dict.fromkeys(keys, share), language, other=-share if several else 0.0)
        return Choice(options=options, several=several, picture="map")
