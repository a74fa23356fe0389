"""Tables against ``datapackage.json`` and the kit's own rules for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kit.checks.data_package import LAST_COLUMNS, NAME, Resource, key_of, resources
from kit.checks.file_cache import FileCache
from kit.checks.hashes import check_hashes
from kit.checks.problem import Problem
from kit.checks.row_rules import Tables, check_rows
from kit.checks.table import Table
from kit.checks.table_errors import heading_problems, problems_in_words
from kit.csv_files import spreadsheet_errors
from kit.errors import KitError
from kit.extras import teacher_part

_KNOWN_TO_LOAD = ("required", "unique", "pattern", "enum", "minimum", "maximum", "minLength", "maxLength")


class Package(NamedTuple):
    """A folder's tables whose rows can be told apart, its files, and why the others cannot be read."""

    folder: Path
    tables: dict[str, Table]
    files: list[Resource]
    problems: list[Problem]


def read_package(folder: Path, files: FileCache) -> Package:
    """Read what ``datapackage.json`` describes."""
    found, problems = resources(folder, files)
    package = Package(folder, {}, [], problems)
    for resource in found:
        try:
            if resource.schema is not None:
                table = Table(
                    resource.name,
                    resource.path,
                    resource.schema,
                    key_of(resource.schema),
                    files.table(resource.path),
                )
                in_heading = heading_problems(table)
                problems += in_heading
                if in_heading:
                    continue
                package.tables[table.name] = table
            package.files.append(resource)
        except KitError as error:
            problems.append(Problem.of(error))
    return package


def check_package(package: Package, others: Tables, files: FileCache) -> list[Problem]:
    """Return what is wrong with the tables of a folder, and which files are not as described.

    Parameters
    ----------
    package : Package
        From `read_package`.
    others : mapping of str to Table
        Tables that these may refer to as well.
    files : FileCache
        What was read so far.
    """
    found = list(package.problems)
    for table in package.tables.values():
        found += [Problem.of(error) for error in spreadsheet_errors(table.lines, table.path)]
        found += _against_description(table)
    found += check_rows(package.tables, others)
    for table in package.tables.values():
        if not any(problem.where.startswith(str(table.path)) for problem in found):
            found += _not_loaded(table, files)
    return found + list(check_hashes(package.folder, package.files, files))


def _against_description(table: Table) -> Iterator[Problem]:
    """Let Frictionless compare a table with its description."""
    with teacher_part("A check of tables"):
        from frictionless import FrictionlessException

    if len(table.lines) == 1:
        yield Problem("The table has a heading and no rows.", str(table.path), "Write the rows, or take the table out.")
        return
    try:
        errors, warnings = _compared(tuple(map(tuple, table.lines)), json.dumps(_schema(table)))
    except FrictionlessException as error:
        for reason in error.reasons or [error.error]:
            where = f"{table.path.parent / NAME}, resource {table.name}"
            yield Problem(f"The description of the table is not valid: {reason.note}.", where, "Correct the schema.")
        return
    yield from problems_in_words(errors, table)
    for warning in warnings:
        what = "There are still more problems in this table."
        yield Problem(f"{what} ({warning})", str(table.path), "Correct these first and check again.")


@lru_cache(maxsize=128)  # where folders are checked one after another, most of their tables are the same
def _compared(lines: tuple[tuple[str, ...], ...], schema: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return what Frictionless says of rows and a description as JSON: errors, and warnings."""
    from frictionless import Resource as Data

    data = {"name": "table", "type": "table", "data": list(map(list, lines)), "schema": json.loads(schema)}
    tasks = Data.from_descriptor(data).validate().tasks
    errors = [error.to_descriptor() for task in tasks for error in task.errors]
    return errors, [note for task in tasks for note in task.warnings]


def _schema(table: Table) -> dict[str, Any]:
    """Return the description as `kit.load` understands it, without what the kit's own rules say better."""
    fields = [_field(field, table) for field in table.schema["fields"]]
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}


def _field(field: dict[str, Any], table: Table) -> dict[str, Any]:
    limits = {name: value for name, value in field.get("constraints", {}).items() if name in _KNOWN_TO_LOAD}
    if table.name != "sources" and field["name"] in LAST_COLUMNS:
        limits["required"] = True
    if field.get("partial_date") or field["name"] == "evidence":
        limits.pop("pattern", None)
    if table.key == (field["name"],):
        limits.pop("unique", None)
    plain = {"name": field["name"], "type": field["type"], "constraints": limits}
    return plain | ({"trueValues": ["true"], "falseValues": ["false"]} if field["type"] == "boolean" else {})


def _not_loaded(table: Table, files: FileCache) -> list[Problem]:
    """Return why `kit.load` cannot load a table that is otherwise as described."""
    from kit.facts.tables import typed_table

    try:
        typed_table(table.name, table.path, files.content(table.path), table.schema["fields"])
    except KitError as error:
        return [Problem.of(error)]
    return []
