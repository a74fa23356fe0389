"""The part of msgspec that the kit uses, in plain Python, for the course in the browser alone.

msgspec is compiled, and no package index has it for the Python of Pyodide 0.27. `kit site` gives this package to the
browser under the name ``msgspec``; nothing else uses it. A test compares it with msgspec itself on the whole bank.
"""

from kit.site.plain_msgspec import json, structs
from kit.site.plain_msgspec.convert import DecodeError, ValidationError, convert
from kit.site.plain_msgspec.encode import Raw, to_builtins
from kit.site.plain_msgspec.struct import UNSET, Meta, Struct, UnsetType, field

__all__ = [
    "UNSET",
    "DecodeError",
    "Meta",
    "Raw",
    "Struct",
    "UnsetType",
    "ValidationError",
    "convert",
    "field",
    "json",
    "structs",
    "to_builtins",
]
