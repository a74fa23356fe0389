"""The kit's own rules for rows, beyond what a table description can say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from kit.checks.data_package import links_of
from kit.checks.problem import Problem, shown
from kit.checks.table import Row, Table
from kit.dates import span
from kit.errors import KitError
from kit.quiz.mistake import Mistake
from kit.suggest import did_you_mean, name_list

Tables = Mapping[str, Table]

_FEWEST_WORDS, _MOST_WORDS = 2, 6
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_SPACELESS}]{{1,3}}|[^\s{_SPACELESS}]+")  # a word has about three letters in Thai and Japanese
_SAID = ("quoted", "reported", "draft", "characterisation")  # how sure it is that somebody said so
_FOUND = ("confirmed", "known", "mixed", "disputed")  # what was looked up
_CERTAINTIES = {"facts": _SAID, "forecasts": _SAID}


class Link(NamedTuple):
    """Columns that name rows of another table, and the rows that there are."""

    columns: tuple[str, ...]
    table: str
    known: set[str]


def check_rows(tables: Tables, others: Tables) -> Iterator[Problem]:
    """Yield what is wrong with the rows of `tables`, which may refer to rows of `others` as well."""
    sources = _values(tables.get("sources"), ("source_id",)) | _values(others.get("sources"), ("source_id",))
    for table in tables.values():
        links = _links(table, {**others, **tables})
        for row in table.rows():
            mistakes = chain(
                _sources(row, sources, table),
                _linked(row, links),
                _dates(row, table),
                _evidence(row),
                _certainty(row, table),
            )
            for (column,), what, do in mistakes:
                yield Problem(what, table.where(row, str(column)), do)
    yield from _shared_ids(tables)


def _values(table: Table | None, columns: tuple[str, ...]) -> set[str]:
    """Return the values of one or more columns, joined as in a row id."""
    rows = table.rows() if table else []
    return {"/".join(row.cells.get(column, "") for column in columns) for row in rows}


def _links(table: Table, tables: Tables) -> list[Link]:
    """Return the links of a table to those that can be read; the others are named as unreadable elsewhere."""
    found = []
    for columns, name, there in links_of(table.schema):
        target = tables.get(name or table.name)
        if target:
            found.append(Link(columns, target.name, _values(target, there)))
    return found


def _sources(row: Row, known: set[str], table: Table) -> Iterator[Mistake]:
    cell = row.cells.get("source_id", "")
    if table.name == "sources" or not cell:
        return
    for name in cell.split(";"):
        if name not in known:
            do = f"Add it to sources.csv, or separate several by semicolons without spaces.{did_you_mean(name, known)}"
            yield Mistake(("source_id",), f"There is no source {shown(name)}.", do)


def _linked(row: Row, links: list[Link]) -> Iterator[Mistake]:
    for link in links:
        cells = [row.cells.get(column, "") for column in link.columns]
        value = "/".join(cells)
        if any(cells) and value not in link.known:
            do = f"Add it to table {link.table}, or correct the name.{did_you_mean(value, link.known)}"
            yield Mistake((name_list(link.columns),), f"There is no {shown(value)} in table {link.table}.", do)


def _dates(row: Row, table: Table) -> Iterator[Mistake]:
    """Look at dates of which only the year or month may be known, and whether an end comes after its start."""
    spans = {}
    for field in table.schema["fields"]:
        column = field["name"]
        if field.get("partial_date") and row.cells.get(column):
            try:
                spans[column] = span(row.cells[column])
            except KitError as error:
                yield Mistake((column,), f"{shown(row.cells[column])} is not a date.", error.do)
    for column, (_, last) in spans.items():
        start = column.removesuffix("_end") + "_start"
        if column.endswith("_end") and start in spans and last < spans[start][0]:
            what = f"The end {row.cells[column]} is before the start {row.cells[start]}."
            yield Mistake((column,), what, "Look both dates up.")


def _evidence(row: Row) -> Iterator[Mistake]:
    cell = row.cells.get("evidence", "")
    count = len(_WORD.findall(cell))
    if cell.strip() and not _FEWEST_WORDS <= count <= _MOST_WORDS:
        what = f"The number of words in the evidence {shown(cell)} is {count}."
        yield Mistake(("evidence",), what, f"Quote {_FEWEST_WORDS} to {_MOST_WORDS} words of the paragraph, no more.")


def _certainty(row: Row, table: Table) -> Iterator[Mistake]:
    """Say what Frictionless does not: it knows only the values that a description lists."""
    cell = row.cells.get("certainty", "")
    allowed = _CERTAINTIES.get(table.name, _FOUND if "evidence" not in row.cells else _SAID)
    fields = {field["name"]: field for field in table.schema["fields"]}
    listed_there = fields.get("certainty", {}).get("constraints", {}).get("enum", [cell])
    if cell and cell in listed_there and cell not in allowed:
        do = f"Use one of: {name_list(allowed)}.{did_you_mean(cell, allowed)}"
        yield Mistake(("certainty",), f"{shown(cell)} is not a certainty.", do)


def _shared_ids(tables: Tables) -> Iterator[Problem]:
    """Yield each row whose id is that of a row of another table."""
    first: dict[str, tuple[Table, Row]] = {}
    for table in tables.values():
        for row in table.rows():
            name = table.row_id(row.cells)
            home, earlier = first.setdefault(name, (table, row))
            if name and home is not table:
                what = f"The id {name!r} is also that of a row of table {home.name}."
                do = f"Give one of the two rows another id; the other one is in {home.where(earlier)}."
                yield Problem(what, table.where(row, name_list(table.key)), do)
