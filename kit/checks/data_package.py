"""``datapackage.json``: which tables and files there are, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from kit.checks.file_cache import FileCache
from kit.checks.problem import Problem, shown
from kit.dates import is_day
from kit.errors import KitError
from kit.suggest import did_you_mean, name_list

NAME = "datapackage.json"
LAST_COLUMNS = ("source_id", "locator", "attribution", "certainty")
TYPES = ("string", "integer", "number", "boolean", "date")


def _is_pattern(value: object, _: str) -> bool:
    try:
        return bool(isinstance(value, str) and re.compile(value))
    except re.error:
        return False


def _is_limit(value: object, type_: str) -> bool:
    """Return whether cells of a type can be compared with a value."""
    if type_ == "date":
        return isinstance(value, str) and is_day(value)
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_CONSTRAINTS: dict[str, Callable[[Any, str], bool]] = {
    "required": lambda value, _: isinstance(value, bool),
    "unique": lambda value, _: isinstance(value, bool),
    "pattern": _is_pattern,
    "enum": lambda value, _: isinstance(value, list) and bool(value),
    "minimum": _is_limit,
    "maximum": _is_limit,
    "minLength": lambda value, _: type(value) is int,
    "maxLength": lambda value, _: type(value) is int,
}


class Resource(NamedTuple):
    """One file of the package; `schema` is None for a file that is not a table."""

    name: str
    path: Path
    schema: dict[str, Any] | None
    hash: str
    bytes: int | None


def resources(folder: Path, files: FileCache) -> tuple[list[Resource], list[Problem]]:
    """Return the files that are described well enough to be checked, and what is wrong with the others."""
    where = folder / NAME
    try:
        content = files.json(where)
    except KitError as error:
        return [], [Problem.of(error)]
    raw = content.get("resources") if isinstance(content, dict) else None
    if not isinstance(raw, list) or not raw:
        do = 'Begin with {"name": "my-lesson", "resources": [ … ]}, as in the kit\'s own datapackage.json.'
        return [], [Problem("There is no list of resources.", str(where), do)]
    found: list[Resource] = []
    problems: list[Problem] = []
    for number, entry in enumerate(raw, start=1):
        mistakes = list(_in_resource(entry, [resource.name for resource in found]))
        label = entry["name"] if isinstance(entry, dict) and isinstance(entry.get("name"), str) else number
        problems += [Problem(what, f"{where}, resource {label}", do) for what, do in mistakes]
        if not mistakes:
            schema = entry.get("schema")
            found.append(
                Resource(entry["name"], folder / entry["path"], schema, entry.get("hash", ""), entry.get("bytes"))
            )
    return found, problems


def key_of(schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the columns that together name a row: the primary key, else the first column."""
    return _names(schema.get("primaryKey")) or (schema["fields"][0]["name"],)


def links_of(schema: dict[str, Any]) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Return the columns that name rows of a table, that table, and its columns."""
    return [
        (_names(link["fields"]), link["reference"].get("resource", ""), _names(link["reference"]["fields"]))
        for link in schema.get("foreignKeys", [])
    ]


def _names(value: object) -> tuple[str, ...]:
    """Return one name or a list of names as a tuple; the standard allows both."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) and all(isinstance(name, str) for name in value) else ()


def _in_resource(entry: object, earlier: list[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(entry, dict):
        yield f"A resource is {shown(entry)}, but has to be a map.", 'Write {"name": …, "path": …, "schema": …}.'
        return
    name, path = entry.get("name"), entry.get("path")
    if not isinstance(name, str) or not name:
        yield "The resource has no name.", 'Add "name": "my-table".'
    elif name in earlier:
        yield f"The name {name!r} is used twice.", "Give each resource its own name."
    if not isinstance(path, str) or not path:
        yield "The resource has no path.", 'Add "path": "my-table.csv".'
    elif not _is_inside(path):
        yield (
            f"The path {shown(path)} leads out of the folder.",
            "Put the file into the folder and write its name alone; nothing is fetched from elsewhere.",
        )
    if not isinstance(entry.get("hash", ""), str) or not isinstance(entry.get("bytes", 0), int):
        yield "The hash is not a text, or the number of bytes is not a number.", "Take both out, and renew the hashes."
    if (isinstance(path, str) and PurePosixPath(path).suffix.lower() == ".csv") or "schema" in entry:
        yield from _in_schema(name, entry.get("schema"))


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return ":" not in path and not path.startswith(("/", "\\", "~")) and ".." not in parts


def _in_schema(name: object, schema: object) -> Iterator[tuple[str, str]]:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list) or not fields:
        yield "The columns are not described.", 'Add "schema": {"fields": [{"name": …, "type": …}, …]}.'
        return
    mistakes = [mistake for field in fields for mistake in _in_field(field)]
    yield from mistakes
    if mistakes:
        return
    columns = [field["name"] for field in fields]
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        yield f"The column {column!r} is described twice.", "Keep one of the two."
    missing = [column for column in LAST_COLUMNS if column not in columns]
    if name != "sources" and missing:
        yield (
            f"The table has no column {name_list(missing)}.",
            "Add it to the schema and to the file: every row says where it is from, who says so and how sure it is.",
        )
    yield from _in_keys(schema, columns)


def _in_field(field: object) -> Iterator[tuple[str, str]]:
    if not isinstance(field, dict) or not isinstance(field.get("name"), str) or not field["name"]:
        yield "A column has no name.", 'Write {"name": …, "type": …} for each.'
    elif field.get("type") not in TYPES:
        word = str(field.get("type", ""))
        yield (
            f"The column {field['name']!r} has the type {shown(word)}.",
            f"Use one of: {name_list(TYPES)}.{did_you_mean(word, TYPES)}",
        )
    elif not isinstance(field.get("constraints", {}), dict):
        yield f"The constraints of column {field['name']!r} are not a map.", 'Write "constraints": {"required": true}.'
    else:
        for name, value in field.get("constraints", {}).items():
            if name in _CONSTRAINTS and not _CONSTRAINTS[name](value, field["type"]):
                what = f"The {name} of column {field['name']!r} cannot be {shown(value)}."
                yield what, "Write a value of the kind that the standard gives, as in the kit's own datapackage.json."


def _in_keys(schema: dict[str, Any], columns: list[str]) -> Iterator[tuple[str, str]]:
    if "primaryKey" in schema:
        yield from _are_columns("primaryKey", _names(schema["primaryKey"]), columns)
    links = schema.get("foreignKeys", [])
    if not isinstance(links, list):
        yield "The foreignKeys are not a list.", 'Write "foreignKeys": [ … ].'
        return
    for link in links:
        reference = link.get("reference") if isinstance(link, dict) else None
        if not isinstance(reference, dict) or not isinstance(reference.get("resource", ""), str):
            yield "A foreignKey is not complete.", 'Write {"fields": […], "reference": {"resource": …, "fields": […]}}.'
            continue
        yield from _are_columns("foreignKeys", _names(link.get("fields")), columns)
        if len(_names(link.get("fields"))) != len(_names(reference.get("fields"))):
            yield (
                "A foreignKey does not have as many columns on both sides.",
                "Name one column of the other table for each.",
            )


def _are_columns(word: str, names: tuple[str, ...], columns: list[str]) -> Iterator[tuple[str, str]]:
    if not names:
        yield f"The {word} names no column.", "Write the name of a column, or take it out."
    for name in names:
        if name not in columns:
            yield (
                f"The {word} names {name!r}, which is not a column.",
                f"Use one of: {name_list(columns)}.{did_you_mean(name, columns)}",
            )
