"""Every kind of item there is: each has a folder of its own here, and is found by it."""

from __future__ import annotations

from functools import reduce
from importlib import import_module
from operator import or_
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import msgspec

from kit.quiz import kinds
from kit.quiz.item import Item


def _class_in(folder: str) -> type[Item]:
    """Return the class of a kind, the one item that is defined in its folder."""
    module = import_module(f"{kinds.__name__}.{folder}.item")
    (kind,) = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Item) and kind.__module__ == module.__name__
    ]
    return kind


_CLASSES = [_class_in(module.name) for module in iter_modules(kinds.__path__) if module.ispkg]

KINDS: dict[str, type[Item]] = {str(kind.__struct_config__.tag): kind for kind in _CLASSES}

if TYPE_CHECKING:
    AnyItem = Item
else:
    AnyItem = reduce(or_, _CLASSES)


def folder_of(kind: str) -> str:
    """Return the folder of a kind, relative to the folder ``kit``, as `kit.assets` takes it."""
    return "/".join(KINDS[kind].__module__.split(".")[1:-1])


def has_number_as_key(kind: object) -> bool:
    """Return whether items of a kind have a number as key."""
    fields = msgspec.structs.fields(KINDS[kind]) if isinstance(kind, str) and kind in KINDS else ()
    return any(field.name == "key" and field.type is float for field in fields)
