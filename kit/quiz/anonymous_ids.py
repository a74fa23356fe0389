"""Ids that say nothing, such as ``o1``: authors choose ids that they recognise, ``right`` or ``too-early``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from kit.quiz.parts import Named

P = TypeVar("P", bound=msgspec.Struct)


def anonymous_ids(item_id: str, parts: Iterable[Named], letter: str) -> dict[str, str]:
    """Return a new id for each part of an item, in an order that follows from their texts and from nothing else."""
    ranked = sorted(parts, key=lambda part: blake2b(msgspec.json.encode([item_id, part.text])).digest())
    return {part.id: f"{letter}{place}" for place, part in enumerate(ranked, start=1)}


def renamed(parts: Iterable[P], names: Mapping[str, str]) -> tuple[P, ...]:
    """Return parts under their new ids."""
    return tuple(replace(part, id=names[getattr(part, "id")]) for part in parts)  # noqa: B009 - of several classes
