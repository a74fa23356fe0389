"""Map click: choose one country, or several, on the map or from the list beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.quiz.interactions import Choice
from kit.quiz.invalid_response import InvalidResponse, PublicItem, chosen_ids, public_ids
from kit.quiz.item import ChoiceItem, Grade, Mistake, twice
from kit.quiz.kinds.multiple_choice.item import missing_note, share_of_ticks


class MapClick(ChoiceItem, frozen=True, kw_only=True, tag="map-click"):
    """Choose on the map; options and key are ISO 3166 alpha-3 codes.

    The response is a code, or a list of codes when the key is a list; several are scored as in multiple choice.
    """

    key: str | tuple[str, ...]

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> list[str] | InvalidResponse:
        """Take a code, or a list of codes: one, or several where several are asked for."""
        chosen = chosen_ids([response] if isinstance(response, str) else response, public_ids(public, "options"))
        if not chosen or (len(chosen) > 1 and not public["multiple"]):
            return InvalidResponse("choose-country")
        return chosen

    def grade(self, parsed: list[str], language: str) -> Grade:
        """Give all for the key; for several countries a share for each right and less one for each wrong."""
        keys = self.keys()
        missing = () if isinstance(self.key, str) else missing_note(parsed, keys, language)
        return Grade(share_of_ticks(parsed, keys), self.option_notes(parsed, language) + missing)

    def keys(self) -> tuple[str, ...]:
        """Return the key as a tuple, be it one country or several."""
        return (self.key,) if isinstance(self.key, str) else self.key

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        return {**super().public(language), "multiple": not isinstance(self.key, str)}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.key_mistakes(self.keys(), "key")
        yield from twice(self.keys(), "key", "key")
        if not self.keys():
            yield Mistake(("key",), "No country is right.", "Name at least one option as key.")
        for number, option in enumerate(self.options):
            if not re.fullmatch("[A-Z]{3}", option.id):
                yield Mistake(
                    ("options", number, "id"),
                    f"{option.id!r} is no country code.",
                    "Use three capital letters, as in VNM.",
                )

    def interaction(self, language: str) -> Choice:
        """Return what formats, worksheets and key sheets show of the item."""
        keys, several = self.keys(), not isinstance(self.key, str)
        share = 1 / len(keys)
        options = self.scored_options(dict.fromkeys(keys, share), language, other=-share if several else 0.0)
        return Choice(options=options, several=several, picture="map")
