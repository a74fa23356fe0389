"""Matching: give each prompt the option that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.quiz.invalid_response import InvalidResponse, PublicItem, placed_ids, public_ids
from kit.quiz.item import Mistake, Option, twice
from kit.quiz.kinds.placing import Place, PlacingItem, public_parts


class Matching(PlacingItem, frozen=True, kw_only=True, tag="matching"):
    """Match each prompt with one option; there may be more options than prompts.

    The response maps prompt ids to option ids.
    """

    prompts: tuple[Option, ...]
    options: tuple[Place, ...]

    def things(self) -> tuple[Option, ...]:
        """Return the prompts."""
        return self.prompts

    def places(self) -> tuple[Place, ...]:
        """Return the options."""
        return self.options

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> dict[str, str] | InvalidResponse:
        """Take the places of some prompts."""
        known = public_ids(public, "prompts"), public_ids(public, "options")
        return placed_ids(response, *known) or InvalidResponse("place-some")

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        prompts, options = public_parts(self.prompts, language), public_parts(self.options, language)
        return {**super().public(language), "prompts": prompts, "options": options}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.mistakes_in("prompts", "options")
        yield from twice(self.key.values(), "option", "key")
