"""Structs as what JSON has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kit.site.plain_msgspec.struct import UNSET, Field, Struct, default_of, fields


class Raw(bytes):
    """A part of a JSON text that stays as it is."""

    __slots__ = ()


def to_builtins(value: Any) -> Any:  # noqa: ANN401 - any value
    """Return maps, lists and scalars."""
    return plain(value, to_builtins)


def plain(value: Any, part: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """Return a value with each of its parts as `part` gives them."""
    if isinstance(value, Struct):
        return {name: part(each) for name, each in _shown(value)}
    if isinstance(value, Mapping):
        return {str(name): part(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return tuple(part(each) for each in value)
    if isinstance(value, list | set | frozenset):
        return [part(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if value is None or isinstance(value, str | int | float | Raw):
        return value
    raise TypeError(f"Encoding objects of type {type(value).__name__} is unsupported")


def _shown(struct: Struct) -> list[tuple[str, Any]]:
    config = struct.__struct_config__
    tag = [(config.tag_field or "type", config.tag)] if config.tag else []
    named = [(each, getattr(struct, each.name)) for each in fields(type(struct))]
    return tag + [
        (each.encode_name, value)
        for each, value in named
        if value is not UNSET and not (config.omit_defaults and _is_default(each, value))
    ]


def _is_default(field: Field, value: Any) -> bool:  # noqa: ANN401
    """Compare as msgspec does: the very same object, or one that is as empty."""
    if isinstance(value, list | dict | set):
        return not value and default_of(field) == value
    return field.default is value
