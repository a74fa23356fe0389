"""The kit's tables: CSV files to typed DataFrames."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from kit.csv_files import csv_table, row_errors
from kit.dates import is_date, is_day
from kit.errors import KitError, place
from kit.paths import command, data_folder
from kit.suggest import name_list, unknown_name
from kit.text_files import read_content

Row = Mapping[str, Any]

_DTYPES = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "string",
    "partial date": "string",
}
_TRUE, _FALSE = ["true"], ["false"]
_TOO_LARGE = 2**63  # for an integer of pandas
_CELLS: dict[str, Any] = {"keep_default_na": False, "na_values": [""], "encoding": "utf-8"}


def table_names(folder: Path | None = None) -> list[str]:
    """Return the names of all tables of a data folder, the kit's own unless another is given.

    Raises
    ------
    KitError
        When the folder has no readable ``datapackage.json``.
    """
    package = (folder or data_folder()) / "datapackage.json"
    return sorted(_schemas(package, _changed(package)))


def load(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Load one table, with the types that ``data/datapackage.json`` states.

    Every table but ``sources`` ends with the columns ``source_id``, ``locator``, ``attribution`` and
    ``certainty``. Empty cells are ``<NA>``: a value that is not known is never guessed. A date of which
    only the year or month is known stays a string; where a column may hold such a date, a further column
    ``<name>_day`` holds the full dates as ``datetime64``.

    Parameters
    ----------
    name : str
        story (14 paragraphs in our own words), facts (what it says, by paragraph),
        forecasts (what it expected and what came), documents (short quotations with address and terms),
        members (states; area in square kilometres), places (latitude and longitude in degrees),
        partnerships (partners, the date of each rank), timeline (events from 1941 on),
        indicators (one figure per indicator, state and year; the unit is in each row),
        glossary (words), cautions or sources.
    folder : pathlib.Path, optional
        Another data folder, with a ``datapackage.json`` of its own.

    Returns
    -------
    pandas.DataFrame
        One row per record, nullable dtypes (string, Int64, Float64, boolean, datetime64).

    Raises
    ------
    KitError
        When there is no such table, or a cell does not fit its column.

    Source: the table's own column ``source_id`` and table ``sources``.

    Examples
    --------
    >>> load("members").shape[0]
    11
    """
    return _typed(*_state(name, folder)).copy()


def home_of(name: str, folder: Path | None) -> Path | None:
    """Return the data folder that a lesson takes a table from: its own where it has the table, else None, the kit's.

    Examples
    --------
    >>> home_of("members", None) is None
    True
    """
    return folder if folder and name in table_names(folder) else None


def load_filled(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Load one table like `load`, for what cannot be shown without a row.

    Raises
    ------
    KitError
        When there is no such table, a cell does not fit its column, or it has no rows.

    Examples
    --------
    >>> load_filled("members").shape[0]
    11
    """
    table = load(name, folder)
    if table.empty:
        path = _state(name, folder)[1]
        raise KitError("The table has a heading and no rows.", where=str(path), do="Write the rows.")
    return table


def row_at(name: str, position: int, folder: Path | None = None) -> pd.Series[Any]:
    """Return one row of a table by its position, from 0: much faster than `load`, which copies the whole table.

    Raises
    ------
    KitError
        When there is no such table, or a cell does not fit its column.

    Examples
    --------
    >>> row_at("members", 0)["iso3"]
    'BRN'
    """
    return _typed(*_state(name, folder)).iloc[position].copy()


def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of one of the kit's own tables as mappings: much faster than a table, for code with many steps.

    An empty cell is None. Callers share the rows and do not change them.

    Raises
    ------
    KitError
        When there is no such table, or a cell does not fit its column.

    Examples
    --------
    >>> len(rows("members"))
    11
    """
    return _rows(*_state(name, None))


def _state(name: str, folder: Path | None) -> tuple[str, Path, int, Path, int]:
    """Return a table's name, its file and its description, both with the time of their last change."""
    package = (folder or data_folder()) / "datapackage.json"
    schemas = _schemas(package, _changed(package))
    if name not in schemas:
        raise unknown_name("ask.table", name, schemas, package.parent)
    path = package.parent / schemas[name]["path"]
    return name, path, _changed(path), package, _changed(package)


@cache
def _rows(*state: Any) -> tuple[Row, ...]:  # noqa: ANN401 - as `_state` gives it
    records = _typed(*state).to_dict("records")
    return tuple({str(column): None if cell is pd.NA else cell for column, cell in row.items()} for row in records)


def translatable_fields(name: str, folder: Path | None = None) -> list[str]:
    """Return the columns of a table whose cells are sentences and names in English, to be translated.

    Examples
    --------
    >>> translatable_fields("timeline")
    ['title', 'what_happened', 'place', 'significance']
    """
    return [field["name"] for field in _fields(name, folder) if field.get("translatable")]


def id_field(name: str) -> str:
    """Return the first column of one of the kit's own tables, which has the ids; the table is not read.

    Examples
    --------
    >>> id_field("timeline")
    'event_id'
    """
    return str(_fields(name, None)[0]["name"])


def _fields(name: str, folder: Path | None) -> list[dict[str, Any]]:
    package = (folder or data_folder()) / "datapackage.json"
    fields: list[dict[str, Any]] = _schemas(package, _changed(package))[name]["schema"]["fields"]
    return fields


def changes(folder: Path | None = None) -> tuple[int, ...]:
    """Return when each table of a data folder was last changed, so that whoever keeps its rows reads them again."""
    package = (folder or data_folder()) / "datapackage.json"
    return tuple(_changed(package.parent / table["path"]) for table in _schemas(package, _changed(package)).values())


def _changed(path: Path) -> int:
    """Return when a file was last changed, in nanoseconds; 0 when there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@cache
def _typed(name: str, path: Path, _: int, package: Path, package_changed: int) -> pd.DataFrame:
    """Read a table once for each state of its files; callers get copies, for pandas lets them write into arrays."""
    fields = _schemas(package, package_changed)[name]["schema"]["fields"]
    return typed_table(name, path, read_content(path), fields)


def typed_table(name: str, path: Path, content: bytes, fields: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a table with the types of its fields.

    Parameters
    ----------
    name : str
        What errors call it.
    path : pathlib.Path
        Its file, to be named in errors.
    content : bytes
        What is in the file.
    fields : list of dict
        The columns, as ``datapackage.json`` describes them.

    Returns
    -------
    pandas.DataFrame
        See `load`.

    Raises
    ------
    KitError
        When a column is missing, or a cell does not fit its column.
    """
    kinds = {field["name"]: "partial date" if field.get("partial_date") else field.get("type", "") for field in fields}
    for column, kind in kinds.items():
        if kind not in _DTYPES:
            types = name_list(name for name in _DTYPES if name != "partial date")
            do = f"In datapackage.json, use one of: {types}."
            raise KitError(f"The column {column!r} has the type {kind!r}.", where=str(path), do=do)
    table = _read(path, content, kinds)
    missing = [column for column in kinds if column not in table.columns]
    if missing:
        csv_table(content, path)  # a workbook, or a table with semicolons, is called that
        raise KitError(
            f"The table {name!r} has no column {', '.join(missing)}.",
            where=str(path),
            do="Put the column back, or compare the first line with datapackage.json.",
        )
    for column, kind in kinds.items():
        if kind.endswith("date"):
            if not all(_fits(cell, kind) for cell in table[column]):
                raise _misfit(path, content, kinds)
            table[f"{column}_day"] = pd.to_datetime(table[column], format="%Y-%m-%d", errors="coerce")
    return table


def _read(path: Path, content: bytes, kinds: dict[str, str]) -> pd.DataFrame:
    """Read CSV; a cell that does not fit its type is named by row and column."""
    dtypes = {column: _DTYPES[kind] for column, kind in kinds.items()}
    try:
        table: pd.DataFrame = pd.read_csv(
            io.BytesIO(content), dtype=dtypes, true_values=_TRUE, false_values=_FALSE, **_CELLS
        )
    except (ValueError, TypeError, OverflowError) as error:
        raise _misfit(path, content, kinds, error) from None
    if not isinstance(table.index, pd.RangeIndex):  # of rows that have more cells pandas makes the first one a name
        raise _misfit(path, content, kinds)
    return table


def _misfit(path: Path, content: bytes, kinds: dict[str, str], error: Exception | None = None) -> KitError:
    """Look for the first cell that does not fit: only once reading has failed, so it costs nothing before."""
    do = f"Correct the cell; `{command('check')}` lists everything that is wrong."
    heading, *lines = csv_table(content, path)
    for column, kind in kinds.items():
        place_in_row = heading.index(column) if column in heading else -1
        for row, cells in enumerate(lines, start=2):
            cell = cells[place_in_row] if 0 <= place_in_row < len(cells) else ""
            if cell and not _fits(cell, kind):
                where = place(path, row=row, column=column)
                return KitError(f"{cell!r} is not a value of this column.", where=where, do=do)
    wrong = KitError(f"The table cannot be read: {error}", where=str(path), do=do)
    return next(row_errors((heading, *lines), path), wrong)


def _fits(cell: object, kind: str) -> bool:
    if cell is pd.NA or kind == "string":
        return True
    if kind == "boolean":
        return cell in _TRUE + _FALSE
    if kind.endswith("date"):
        return is_day(str(cell)) if kind == "date" else is_date(str(cell))
    number = pd.to_numeric(str(cell), errors="coerce")
    return bool(pd.notna(number) and (kind == "number" or (float(number).is_integer() and abs(number) < _TOO_LARGE)))


@cache
def _schemas(package: Path, _: int) -> dict[str, dict[str, Any]]:
    """Return the description of each table, by name."""
    try:
        resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
        tables = {resource["name"]: resource for resource in resources if "fields" in resource.get("schema", {})}
        for table in tables.values():  # else an error of Python says later what is missing
            Path(table["path"]), [field["name"] for field in table["schema"]["fields"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KitError(
            f"The description of the tables cannot be read: {error}",
            where=str(package),
            do="Put the file back, or install the kit again.",
        ) from None
    return tables
