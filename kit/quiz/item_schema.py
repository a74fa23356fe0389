"""The JSON Schema of an item file, with which editors complete and check what an author types."""

from __future__ import annotations

import json
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from kit.files import write_whole
from kit.paths import data_folder
from kit.quiz.kinds.registry import KINDS
from kit.quiz.lesson_file import LessonFile
from kit.quiz.rules import Rules
from kit.quiz.template import Template

Node = dict[str, Any]

_HINTED = {  # a guess may go without hints
    "if": {"properties": {"use": {"const": "predict"}}, "required": ["use"]},
    "else": {"properties": {"hints": {"minItems": 1}}},
}
NAME = "items.schema.json"


def schema() -> Node:
    """Return the JSON Schema (draft 2020-12) of an item file, made from the classes of the items.

    A text may be written without quotes where it looks like a number or a truth value, so the schema takes these too.
    """
    made = msgspec.json.schema(LessonFile)
    for kind in KINDS.values():
        fields = made["$defs"][kind.__name__]["properties"]
        fields["id"]["pattern"] = r"^q-[a-z0-9]+(-[a-z0-9]+)*-[0-9]{2,}$"
        fields["facts"]["minItems"] = 1
        fields["hints"] |= {"maxItems": 2}
        made["$defs"][kind.__name__] |= _HINTED
    structs: list[type[msgspec.Struct]] = [LessonFile, Rules, Template, *KINDS.values()]
    for struct in structs:
        for field in msgspec.structs.fields(struct):
            if get_origin(field.type) is Literal:  # msgspec sorts the words; ours go from the usual to the rare
                made["$defs"][struct.__name__]["properties"][field.name]["enum"] = list(get_args(field.type))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Item file", **_eased(made)}


@cache
def field_names() -> frozenset[str]:
    """Return the names of all fields that a file may have."""
    parts = schema()["$defs"].values()
    return frozenset(name for part in parts for name in part.get("properties", ()))


def _eased(node: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Let unquoted numbers and truth values pass as texts; leave out null, which is a text too, and indents."""
    if isinstance(node, list):
        return [_eased(part) for part in node]
    if not isinstance(node, dict):
        return node
    eased = {name: _eased(part) for name, part in node.items() if (name, part) != ("default", None)}
    if {"type": "null"} in node.get("anyOf", []):
        (kept,) = [part for part in eased.pop("anyOf") if part != {"type": "null"}]
        eased |= kept
    if node.get("type") == "string" and "pattern" not in node:
        eased["type"] = ["string", "number", "boolean"]
    if isinstance(node.get("description"), str):
        eased["description"] = cleandoc(node["description"]).split("\n\n")[0]
    return eased


def schema_file() -> Path:
    """Return the schema as it ships, next to the items; `test_item_schema.py` sees that it is this one."""
    return data_folder() / "items" / NAME


if __name__ == "__main__":
    write_whole(schema_file(), f"{json.dumps(schema(), indent=1)}\n".encode())
