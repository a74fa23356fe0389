"""Keys computed from the data: a key that says where it comes from can never drift from there."""

from __future__ import annotations

from collections.abc import Iterator

from kit.checks.row_rules import Tables
from kit.checks.table import Table
from kit.dates import span
from kit.errors import KitError
from kit.quiz.data_key import Cell
from kit.quiz.item import Item
from kit.quiz.mistake import Mistake
from kit.quiz.parts import KeyFrom
from kit.suggest import did_you_mean, name_list
from kit.text import date_in, languages

_MEMBERS = "members"


def key_mistakes(item: Item, tables: Tables) -> Iterator[Mistake]:
    """Yield how the key of an item differs from the data that it is said to come from."""
    source = item.key_from
    if source is None:
        return
    table = tables.get(source.table)
    if table is None:
        what = f"There is no table {source.table!r}."
        yield Mistake(
            ("key_from",), what, f"Use one of: {name_list(sorted(tables))}.{did_you_mean(source.table, tables)}"
        )
        return
    unknown = [name for name in (*source.where, source.column) if name not in table.columns]
    for name in unknown:
        what = f"Table {table.name} has no column {name!r}."
        yield Mistake(
            ("key_from",), what, f"Use one of: {name_list(table.columns)}.{did_you_mean(name, table.columns)}"
        )
    if unknown:
        return
    cells = _cells(table, source, item.as_of)
    if not cells:
        where = name_list(f"{column} {value}" for column, value in source.where.items())
        yield Mistake(("key_from",), f"No row of table {table.name} has {where}.", "Check the value, and as_of.")
    elif not all(cell.value for cell in cells):
        empty = name_list(cell.row_id for cell in cells if not cell.value)
        what = f"The cell in column {source.column} of {empty} is empty."
        yield Mistake(("key_from",), what, "Fill it in, or ask otherwise.")
    else:
        yield from item.compare_key(cells)


def _cells(table: Table, source: KeyFrom, as_of: str | None) -> list[Cell]:
    """Return the cells that the key comes from; only states that were members by the day the item speaks of."""
    return [
        _cell(table.row_id(cells), cells[source.column])
        for _, cells in table.rows()
        if all(cells[column] == value for column, value in source.where.items())
        and not (as_of and table.name == _MEMBERS and cells.get("joined", "") > as_of)
    ]


def _cell(row_id: str, value: str) -> Cell:
    """Return a cell in the forms in which a learner may read it."""
    year = _year(value)
    if year is None or "-" not in value:
        return Cell(row_id, value, (value,), year)
    first, last = span(value)
    written = [date_in(first, language) for language in languages()] if first == last else []
    return Cell(row_id, value, (value, str(year), *written), year)


def _year(value: str) -> int | None:
    """Return the year of a date, None when it is not a date."""
    try:
        return span(value)[0].year
    except KitError:
        return None
