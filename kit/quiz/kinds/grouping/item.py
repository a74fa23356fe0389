"""Grouping: sort the options into groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from kit.quiz.kinds.placing import Place, PlacingItem
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Option


class Grouping(PlacingItem, frozen=True, kw_only=True, tag="grouping"):
    """Sort each option into one of the groups; the response maps option ids to group ids."""

    options: tuple[Option, ...]
    groups: tuple[Place, ...]
    thing_field: ClassVar[str] = "options"
    place_field: ClassVar[str] = "groups"
    shared: ClassVar[bool] = True

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        if len(self.groups) == 1:
            yield Mistake(("groups",), "There is only one group.", "Give at least two.")
