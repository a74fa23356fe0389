"""Classes of typed fields: `Struct` and what describes its fields."""

from __future__ import annotations

import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, NamedTuple, dataclass_transform


class UnsetType:
    """The type of `UNSET`."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET = UnsetType()
NODEFAULT = UnsetType()


@dataclass(frozen=True)
class Meta:
    """Limits of a value."""

    ge: float | None = None
    le: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    tz: bool | None = None


class _Default(NamedTuple):
    """What `field` was given."""

    default: Any
    default_factory: Any
    name: str | None


class Field(NamedTuple):
    """One field of a struct; `encode_name` is what files call it."""

    name: str
    encode_name: str
    type: Any
    default: Any
    default_factory: Any


def field(*, default: Any = NODEFAULT, default_factory: Any = NODEFAULT, name: str | None = None) -> Any:  # noqa: ANN401 - as msgspec has it
    """Say what a field has where it is not given, and how files call it."""
    return _Default(default, default_factory, name)


class Config(NamedTuple):
    """What a class statement says of its struct."""

    tag: str | None = None
    tag_field: str | None = None
    frozen: bool = False
    forbid_unknown_fields: bool = False
    omit_defaults: bool = False
    gc: bool = True


@dataclass_transform(field_specifiers=(field,))
class StructMeta(type):
    """Collects the fields of a class, those of its bases first."""

    __struct_fields__: tuple[str, ...]
    __struct_config__: Config
    defaults: dict[str, _Default]
    keyword_only: frozenset[str]

    def __new__(
        mcs,
        name: str,
        bases: tuple[type, ...],
        body: dict[str, Any],
        *,
        kw_only: bool = False,
        dict: bool = False,  # noqa: A002, ARG004 - as msgspec has it; every object here has one
        **options: Any,  # noqa: ANN401 - checked by Config
    ) -> StructMeta:
        """Make a struct."""
        base = next((base for base in bases if isinstance(base, StructMeta)), None)
        defaults = {} if base is None else base.defaults.copy()
        own: list[str] = []
        keyword_only = set() if base is None else set(base.keyword_only)
        for key, type_ in body.get("__annotations__", {}).items():
            if not str(type_).startswith(("ClassVar", "typing.ClassVar")):
                given = body.pop(key, NODEFAULT)
                own.append(key)
                defaults[key] = given if isinstance(given, _Default) else _Default(given, NODEFAULT, None)
                keyword_only = keyword_only | {key} if kw_only else keyword_only - {key}
        body["__slots__"] = own if base else ["__dict__", "__weakref__"]  # a field hides a property of a base class
        made = super().__new__(mcs, name, bases, body)
        made.defaults, made.keyword_only = defaults, frozenset(keyword_only)
        made.__struct_fields__ = tuple(sorted(defaults, key=keyword_only.__contains__))
        known = Config() if base is None else base.__struct_config__
        made.__struct_config__ = known._replace(**options)
        names = tuple(key for key in made.__struct_fields__ if key not in keyword_only)
        setattr(made, "__match_args__", names)  # noqa: B010 - type checkers know no such name
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any], **_options: Any) -> None:  # noqa: ANN401
        super().__init__(name, bases, body)


@cache
def fields(struct: type) -> tuple[Field, ...]:
    """Return the fields of a struct with their types."""
    assert isinstance(struct, StructMeta)  # noqa: S101 - for the types
    types = typing.get_type_hints(struct, include_extras=True)
    return tuple(
        Field(key, given.name or key, types[key], given.default, given.default_factory)
        for key in struct.__struct_fields__
        for given in [struct.defaults[key]]
    )


def default_of(given: _Default | Field) -> Any:  # noqa: ANN401 - any value
    """Return what a field has where it is not given; `NODEFAULT` when it must be given."""
    if given.default_factory is not NODEFAULT:
        make: Callable[[], Any] = given.default_factory
        return make()
    return given.default.copy() if isinstance(given.default, list | dict | set) else given.default


class Struct(metaclass=StructMeta):
    """An object of typed fields; compared by their values."""

    __struct_fields__: ClassVar[tuple[str, ...]]
    __struct_config__: ClassVar[Config]

    def __init__(self, *places: Any, **values: Any) -> None:  # noqa: ANN401
        cls = type(self)
        names = cls.__struct_fields__
        first = [name for name in names if name not in cls.keyword_only]
        if len(places) > len(first):
            raise TypeError("Extra positional arguments provided")
        given = dict(zip(first, places, strict=False)) | values
        if unknown := given.keys() - set(names):
            raise TypeError(f"Unexpected keyword argument '{min(unknown)}'")
        for name in names:
            value = given[name] if name in given else default_of(cls.defaults[name])
            if value is NODEFAULT:
                raise TypeError(f"Missing required argument '{name}'")
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        if self.__struct_config__.frozen:
            raise AttributeError(f"immutable type: '{type(self).__name__}'")
        object.__setattr__(self, name, value)

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Struct) and type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{name}={value!r}" for name, value in zip(self.__struct_fields__, self._values(), strict=True)
        )
        return f"{type(self).__name__}({shown})"
