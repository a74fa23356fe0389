"""A table as its file has it: every cell a text, each row with its number."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kit.csv_files import Lines
from kit.errors import place


class Row(NamedTuple):
    """One row of a table: its number, the heading being row 1, and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table as its file has it, every cell a text.

    Parameters
    ----------
    name : str
        As ``datapackage.json`` calls it.
    path : Path
        The file.
    schema : dict
        The columns as ``datapackage.json`` describes them.
    key : tuple of str
        The columns that together name a row.
    lines : tuple of list of str
        The heading and the rows, with as many cells as each has.
    """

    name: str
    path: Path
    schema: dict[str, Any]
    key: tuple[str, ...]
    lines: Lines

    @property
    def columns(self) -> list[str]:
        """The names of the columns, as the description has them."""
        return [field["name"] for field in self.schema["fields"]]

    def rows(self) -> list[Row]:
        """Return the rows that have as many cells as the heading."""
        heading = self.lines[0]
        return [
            Row(number, dict(zip(heading, cells, strict=True)))
            for number, cells in enumerate(self.lines[1:], start=2)
            if len(cells) == len(heading)
        ]

    def row_id(self, cells: dict[str, str]) -> str:
        """Return the id of a row, empty when a part of it is."""
        parts = [cells.get(column, "") for column in self.key]
        return "/".join(parts) if all(parts) else ""

    def where(self, row: Row, column: str = "") -> str:
        """Return the place of a cell in words."""
        return place(self.path, row=row.number, name=self.row_id(row.cells), column=column)
