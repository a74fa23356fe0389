"""JSON of structs."""

from __future__ import annotations

import json
from typing import Any, Literal

from kit.site.plain_msgspec.convert import DecodeError, convert
from kit.site.plain_msgspec.encode import Raw, plain


class Decoder:
    """Reads one kind of value."""

    def __init__(self, type: Any = Any) -> None:  # noqa: A002, ANN401 - as msgspec has it
        self._type = type

    def decode(self, content: bytes) -> Any:  # noqa: ANN401
        """Return the value of a JSON text."""
        return decode(content, type=self._type)


def decode(content: bytes, *, type: Any = Any) -> Any:  # noqa: A002, ANN401 - as msgspec has it
    """Return the value of a JSON text."""
    try:
        found = json.loads(content, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise DecodeError(str(error)) from None
    return convert(found, type, in_json=True)


def _refuse(name: str) -> None:
    raise ValueError(f"JSON has no {name}")


def encode(value: Any, *, order: Literal["sorted"] | None = None) -> bytes:  # noqa: ANN401 - any value
    """Return a value as JSON."""
    return _text(value, is_sorted=order == "sorted").encode()


def _text(value: Any, *, is_sorted: bool) -> str:  # noqa: ANN401
    value = plain(value, lambda part: part)
    if isinstance(value, Raw):
        return value.decode()
    if isinstance(value, dict):
        names = sorted(value) if is_sorted else value
        return (
            "{"
            + ",".join(f"{_text(name, is_sorted=False)}:{_text(value[name], is_sorted=is_sorted)}" for name in names)
            + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ",".join(_text(part, is_sorted=is_sorted) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)
