"""Files as they are found: anything that is no readable text is said so, and nothing is guessed."""

from __future__ import annotations

import csv
import errno
import io
import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kit.checks.problem import place
from kit.errors import KitError

_LARGEST = 20_000_000  # bytes
_MARK = b"\xef\xbb\xbf"  # what Excel writes before UTF-8
_IN_EXCEL = 'In Excel, save it as "CSV UTF-8 (comma delimited)".'


class Row(NamedTuple):
    """One row of a table: its number, the heading being row 1, and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table as it stands in its file, every cell a text.

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
    lines: tuple[list[str], ...]

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


def content_of(path: Path) -> bytes:
    """Return what is in a file.

    Raises
    ------
    KitError
        When it is no ordinary file, is too large or cannot be read.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise KitError("This is a folder, not a file.", where=str(path), do="Put the file in its place.")
        if not stat.S_ISREG(found.st_mode):
            raise KitError("This is no ordinary file.", where=str(path), do="Put an ordinary file in its place.")
        if found.st_size > _LARGEST:
            what = f"The file has {found.st_size / 1e6:.0f} MB; files of up to {_LARGEST / 1e6:.0f} MB are checked."
            raise KitError(what, where=str(path), do="Divide it, or leave out what lessons do not use.")
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError) -> KitError:
    """Say why the system does not give a file or folder."""
    if error.errno == errno.ELOOP:
        what, do = "The link leads back to itself.", "Put the file itself in the place of the link."
    elif isinstance(error, FileNotFoundError):
        what, do = "There is no such file.", "Look at its name, or put it back."
    else:
        what, do = f"It cannot be read: {error.strerror or error}.", "Look at its permissions."
    return KitError(what, where=str(path), do=do)


def text_of(path: Path, *, mark_allowed: bool = False) -> str:
    """Return the text of a file.

    Raises
    ------
    KitError
        When it cannot be read, or is not UTF-8, or begins with a mark where other programs would stumble over it.
    """
    content = content_of(path)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KitError("The file is UTF-16, not UTF-8.", where=str(path), do=f"Save it again as UTF-8. {_IN_EXCEL}")
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise KitError(
            "The file holds a NUL character, which no text has.",
            where=place(path, line=line),
            do="Save it again from the program it was made with, as text in UTF-8.",
        )
    if content.startswith(_MARK) and not mark_allowed:
        raise KitError(
            "The file begins with an invisible byte-order mark.",
            where=str(path),
            do='Save it again as "UTF-8", not as "UTF-8 with BOM".',
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        do = f"Save it again with the encoding UTF-8. {_IN_EXCEL}"
        raise KitError("The file is not UTF-8.", where=place(path, line=line), do=do) from None


def json_of(path: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    """Return the content of a JSON file.

    Raises
    ------
    KitError
        When it cannot be read or is not JSON.
    """
    text = text_of(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{place(path, line=error.lineno)}, sign {error.colno}"
        do = "Look for a missing comma, quotation mark or bracket there or just before."
        raise KitError(f"This is not JSON: {error.msg}.", where=where, do=do) from None
    except RecursionError:
        raise KitError(
            "The file is nested too deeply.", where=str(path), do="Take out brackets that do not belong."
        ) from None


def lines_of(path: Path) -> tuple[list[str], ...]:
    """Return the heading and the rows of a CSV file.

    Raises
    ------
    KitError
        When it cannot be read, is empty, or has no commas between its cells.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST))  # the file itself has a limit
    reader = csv.reader(io.StringIO(text_of(path, mark_allowed=True), newline=""), strict=True)
    try:
        lines = tuple(reader)
    except csv.Error as error:
        raise _not_csv(path, reader.line_num, str(error)) from None
    if not lines or not any(lines[0]):
        raise KitError("The table is empty.", where=str(path), do="Put its heading and its rows back.")
    if len(lines[0]) == 1:
        for sign, name in ((";", "semicolons"), ("\t", "tabs")):
            if sign in lines[0][0]:
                what = f"The cells are separated by {name}, not by commas."
                raise KitError(what, where=place(path, row=1), do=f"Save it again with commas. {_IN_EXCEL}")
    return lines


def _not_csv(path: Path, line: int, said: str) -> KitError:
    if "end of data" in said:
        what, do = "A quotation mark is opened and never closed.", 'Close it, or write "" for a " within a cell.'
    elif "expected after" in said:
        what, do = "A quotation mark stands in the middle of a cell.", 'Put "…" around the cell and write "" within it.'
    else:
        what, do = f"The table cannot be read: {said}.", "Look at this line in a text editor."
    return KitError(what, where=place(path, line=line), do=do)
