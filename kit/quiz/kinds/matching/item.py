"""Matching: give each prompt the option that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from kit.quiz.blank_or_repeated import repeated
from kit.quiz.kinds.placing import Place, PlacingItem
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Option


class Matching(PlacingItem, frozen=True, kw_only=True, tag="matching"):
    """Match each prompt with one option; there may be more options than prompts.

    The response maps prompt ids to option ids.
    """

    prompts: tuple[Option, ...]
    options: tuple[Place, ...]
    thing_field: ClassVar[str] = "prompts"
    place_field: ClassVar[str] = "options"

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from repeated(self.key.values(), "option", "key")
