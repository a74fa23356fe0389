"""What can be done with structs."""

from __future__ import annotations

from typing import Any, TypeVar

from kit.site.plain_msgspec.struct import Struct, fields

__all__ = ["asdict", "fields", "replace"]

S = TypeVar("S", bound=Struct)


def replace(struct: S, **changes: Any) -> S:  # noqa: ANN401 - any value
    """Return a struct with other values in some of its fields."""
    return type(struct)(**asdict(struct) | changes)


def asdict(struct: Struct) -> dict[str, Any]:
    """Return the values of a struct by the names of its fields."""
    return {name: getattr(struct, name) for name in struct.__struct_fields__}
