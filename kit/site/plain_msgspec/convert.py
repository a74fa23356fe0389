"""Plain maps, lists and scalars as typed values."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from kit.site.plain_msgspec.encode import Raw
from kit.site.plain_msgspec.struct import NODEFAULT, Meta, Struct, UnsetType, default_of, fields

_SCALARS = {bool: "bool", int: "int", float: "float", str: "str", type(None): "null", dict: "object", list: "array"}
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_WORDS: dict[type, dict[str, Any]] = {
    bool: {"true": True, "1": True, "false": False, "0": False},
    types.NoneType: {"null": None},
}


class DecodeError(ValueError):
    """A JSON text cannot be read."""


class ValidationError(DecodeError):
    """A value does not have its type."""


def convert(value: Any, type: Any, *, strict: bool = True, in_json: bool = False) -> Any:  # noqa: A002, ANN401 - as msgspec has it
    """Return a value in a type.

    Parameters
    ----------
    value : object
        Maps, lists and scalars.
    type : type
        What it is meant to be.
    strict : bool
        Without it a text is also a number, true, false or null, where it reads as one.
    in_json : bool
        Whether it was read from JSON: then a part that stays raw is written as JSON again.
    """
    return _Converter(strict=strict, in_json=in_json).value(value, type, "$")


class _Converter:
    """Converts one value, and knows where in it a part is."""

    def __init__(self, *, strict: bool, in_json: bool) -> None:
        self._strict, self._in_json = strict, in_json

    def value(self, value: Any, type_: Any, place: str) -> Any:  # noqa: ANN401, C901, PLR0911 - one way for each form of type
        """Return a part in its type."""
        origin = get_origin(type_)
        if type_ is Any or type_ is object:
            return value
        if origin is Annotated:
            inner, *limits = get_args(type_)
            found = self.value(value, inner, place)
            for limit in limits:
                _check(found, limit, place)
            return found
        if origin is Literal:
            return self._literal(value, get_args(type_), place)
        if origin is Union or origin is types.UnionType:
            return self._union(value, get_args(type_), place)
        if type_ is Raw and self._in_json:
            return Raw(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
        if origin in (list, tuple) or type_ in (list, tuple):
            return self._many(value, type_, place)
        if origin in (dict, Mapping) or type_ is dict:
            return self._map(value, type_, place)
        if isinstance(type_, type) and issubclass(type_, Struct):
            return self._struct(value, type_, place)
        if type_ is datetime:
            return _time(value, place)
        return self._scalar(value, type_, place)

    def _scalar(self, value: Any, type_: Any, place: str) -> Any:  # noqa: ANN401, PLR0911 - one for each rule
        if type_ is float and type(value) is int:
            return float(value)
        if type_ is bool and not self._strict and type(value) is int and value in {0, 1}:
            return bool(value)
        if type_ is int and type(value) is float and value.is_integer():
            return int(value)
        if type(value) is type_:
            return value
        if not self._strict and isinstance(value, str):
            words = _WORDS.get(type_, {})
            if value.lower() in words:
                return words[value.lower()]
            if type_ is int and _INTEGER.fullmatch(value):
                return int(value)
            if type_ is float and _NUMBER.fullmatch(value):
                return float(value)
        raise _wrong(_SCALARS.get(type_, str(type_)), value, place)

    def _literal(self, value: Any, allowed: tuple[Any, ...], place: str) -> Any:  # noqa: ANN401
        for each in allowed:
            if each == value and type(each) is type(value):
                return each
        if not any(type(each) is type(value) for each in allowed):
            raise _wrong(" | ".join(sorted({_SCALARS[type(each)] for each in allowed})), value, place)
        raise ValidationError(f"Invalid enum value {value!r}{_at(place)}")

    def _union(self, value: Any, options: Sequence[Any], place: str) -> Any:  # noqa: ANN401
        options = [option for option in options if option is not UnsetType]
        tagged = [option for option in options if isinstance(option, type) and issubclass(option, Struct)]
        if isinstance(value, dict) and len(tagged) > 1:
            return self._tagged(value, tagged, place)
        exact = [option for option in options if _kind(option) is type(value)]
        errors: list[ValidationError] = []
        for option in [*exact, *(option for option in options if option not in exact)]:
            try:
                return self.value(value, option, place)
            except ValidationError as error:
                errors.append(error)
        if exact:
            raise errors[0]
        raise _wrong(" | ".join(_SCALARS.get(_kind(option), "object") for option in options), value, place)

    def _tagged(self, value: dict[Any, Any], structs: list[Any], place: str) -> Struct:
        name = structs[0].__struct_config__.tag_field
        if name not in value:
            raise ValidationError(f"Object missing required field `{name}`{_at(place)}")
        for struct in structs:
            if struct.__struct_config__.tag == value[name]:
                return self._struct(value, struct, place)
        raise ValidationError(f"Invalid value {value[name]!r}{_at(f'{place}.{name}')}")

    def _struct(self, value: Any, struct: Any, place: str) -> Struct:  # noqa: ANN401
        if isinstance(value, struct):
            return value  # type: ignore[no-any-return]
        if not isinstance(value, dict):
            raise _wrong("object", value, place)
        config, given = struct.__struct_config__, {}
        for field in fields(struct):
            if field.encode_name in value:
                given[field.name] = self.value(value[field.encode_name], field.type, f"{place}.{field.encode_name}")
            elif default_of(field) is NODEFAULT:
                raise ValidationError(f"Object missing required field `{field.encode_name}`{_at(place)}")
        if config.tag and value.get(config.tag_field, config.tag) != config.tag:
            raise ValidationError(f"Invalid value {value[config.tag_field]!r}{_at(f'{place}.{config.tag_field}')}")
        unknown = value.keys() - {field.encode_name for field in fields(struct)} - {config.tag_field}
        if config.forbid_unknown_fields and unknown:
            raise ValidationError(f"Object contains unknown field `{min(unknown)}`{_at(place)}")
        return struct(**given)  # type: ignore[no-any-return]

    def _many(self, value: Any, type_: Any, place: str) -> Any:  # noqa: ANN401
        if not isinstance(value, list | tuple):
            raise _wrong("array", value, place)
        make: Callable[[Any], Any] = get_origin(type_) or type_
        inner = get_args(type_)
        if make is tuple and inner and inner[-1] is not Ellipsis:
            if len(inner) != len(value):
                raise ValidationError(f"Expected `array` of length {len(inner)}, got {len(value)}{_at(place)}")
            return tuple(
                self.value(part, each, f"{place}[{n}]") for n, (part, each) in enumerate(zip(value, inner, strict=True))
            )
        each = inner[0] if inner else Any
        return make(self.value(part, each, f"{place}[{n}]") for n, part in enumerate(value))

    def _map(self, value: Any, type_: Any, place: str) -> dict[Any, Any]:  # noqa: ANN401
        if not isinstance(value, dict):
            raise _wrong("object", value, place)
        key, each = get_args(type_) or (Any, Any)
        return {self.value(name, key, place): self.value(part, each, f"{place}[...]") for name, part in value.items()}


def _kind(type_: Any) -> Any:  # noqa: ANN401
    """Return the class of plain values that a type takes."""
    if get_origin(type_) is Annotated:
        return _kind(get_args(type_)[0])
    if get_origin(type_) is Literal:
        return type(get_args(type_)[0])
    if isinstance(type_, type) and issubclass(type_, Struct):
        return dict
    return get_origin(type_) or type_


def _time(value: Any, place: str) -> datetime:  # noqa: ANN401
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise _wrong("datetime", value, place)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValidationError(f"Invalid RFC3339 encoded datetime{_at(place)}") from None


def _check(value: Any, limit: Meta, place: str) -> None:  # noqa: ANN401
    """Raise where a value is outside its limits."""
    if limit.ge is not None and value < limit.ge:
        raise ValidationError(f"Expected `{_SCALARS[type(value)]}` >= {limit.ge}{_at(place)}")
    if limit.le is not None and value > limit.le:
        raise ValidationError(f"Expected `{_SCALARS[type(value)]}` <= {limit.le}{_at(place)}")
    if limit.min_length is not None and len(value) < limit.min_length:
        raise ValidationError(f"Expected `{_SCALARS[type(value)]}` of length >= {limit.min_length}{_at(place)}")
    if limit.max_length is not None and len(value) > limit.max_length:
        raise ValidationError(f"Expected `{_SCALARS[type(value)]}` of length <= {limit.max_length}{_at(place)}")
    if limit.tz is True and value.tzinfo is None:
        raise ValidationError(f"Expected `datetime` with a timezone component{_at(place)}")


def _wrong(expected: str, value: Any, place: str) -> ValidationError:  # noqa: ANN401
    return ValidationError(
        f"Expected `{expected}`, got `{_SCALARS.get(type(value), type(value).__name__)}`{_at(place)}"
    )


def _at(place: str) -> str:
    return "" if place == "$" else f" - at `{place}`"
