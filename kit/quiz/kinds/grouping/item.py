"""Grouping: sort the options into groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from kit.quiz.invalid_response import InvalidResponse, PublicItem, placed_ids, public_ids
from kit.quiz.item import Mistake, Option
from kit.quiz.kinds.placing import Place, PlacingItem, public_parts


class Grouping(PlacingItem, frozen=True, kw_only=True, tag="grouping"):
    """Sort each option into one of the groups; the response maps option ids to group ids."""

    options: tuple[Option, ...]
    groups: tuple[Place, ...]
    shared: ClassVar[bool] = True

    def things(self) -> tuple[Option, ...]:
        """Return the options."""
        return self.options

    def places(self) -> tuple[Place, ...]:
        """Return the groups."""
        return self.groups

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> dict[str, str] | InvalidResponse:
        """Take the places of some options."""
        known = public_ids(public, "options"), public_ids(public, "groups")
        return placed_ids(response, *known) or InvalidResponse("place-some")

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        options, groups = public_parts(self.options, language), public_parts(self.groups, language)
        return {**super().public(language), "options": options, "groups": groups}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.mistakes_in("options", "groups")
        if len(self.groups) == 1:
            yield Mistake(("groups",), "There is only one group.", "Give at least two.")
