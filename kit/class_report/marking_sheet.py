"""The table in which a teacher marks: read as spreadsheets save it, and written whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kit.errors import KitError
from kit.files import write_whole, writing
from kit.text import languages, text_in

Column: TypeAlias = Literal[
    "learner", "lesson", "item", "question", "answer", "criterion", "weight", "own", "mark", "row_id"
]
COLUMNS: tuple[Column, ...] = get_args(Column)

_NEEDED: tuple[Column, ...] = ("learner", "item", "mark", "row_id")
_LARGEST = 20_000_000  # bytes; a class of 40 with five open items takes one million
_SEPARATORS = (",", ";", "\t")  # Excel saves CSV with the one that its country uses
_AS_CSV = 'In Excel choose "CSV UTF-8 (comma delimited)", in LibreOffice "Text CSV" with the character set UTF-8.'


@dataclass(frozen=True)
class MarksTable:
    """A table of marks as it stands in its file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    head : list of str
        The headings, a teacher's own among them.
    rows : list of list of str
        As many cells each as there are headings.
    separator : str
        What stands between two cells.
    content : bytes
        What was read; empty when there is no file yet.
    """

    path: Path
    head: list[str]
    rows: list[list[str]]
    separator: str = ","
    content: bytes = b""

    def place(self, row: int, column: Column | None = None) -> str:
        """Return a place in words; the heading is row 1, as in a spreadsheet."""
        return f"{self.path}, row {row}" + (f", column {self.head[self.columns[column]]}" if column else "")

    @property
    def columns(self) -> dict[Column, int]:
        """Where the columns of the kit stand."""
        return _columns(self.head)


def read_table(path: Path) -> MarksTable | None:
    """Return the table in a file; nothing when there is no such file.

    Raises
    ------
    KitError
        When it is no table of marks, or cannot be read.
    """
    content = _content(path)
    if content is None:
        return None
    text = _text(path, content)
    separator = _separator(path, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        head, *rows = list(reader)
    except csv.Error as error:
        do = 'Close the quotation mark that is open there, or write "" for a " within a cell.'
        raise KitError(f"The table cannot be read: {error}.", where=f"{path}, line {reader.line_num}", do=do) from None
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row[len(head) :]):
            do = 'Write 0.5 with a point, and put "…" around a cell that has the sign in it.'
            what = f"The row has more cells than there are headings: one {separator!r} too many."
            raise KitError(what, where=f"{path}, row {number}", do=do)
    return MarksTable(path, head, [[*row, *[""] * len(head)][: len(head)] for row in rows], separator, content)


def write_table(table: MarksTable) -> None:
    """Write a table in the place of the one that was read, in one step.

    Raises
    ------
    KitError
        When it cannot be written, or the file was changed after it was read; the file then stays as it is.
    """
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=table.separator).writerows([table.head, *table.rows])
    content = file.getvalue().encode("utf-8-sig", errors="replace")  # with a mark that Excel looks for
    if len(content) > _LARGEST:
        what = f"{len(table.rows):,} rows to mark are too many for one file."
        raise KitError(what, where=str(table.path), do="Split the hand-ins into one folder for each class.")

    def check() -> None:
        if (_content(table.path) or b"") != table.content:
            raise KitError("The marks changed just now.", where=str(table.path), do="Make the report once more.")

    do = "Close the file in your spreadsheet, or choose a folder that is there and that you may write to."
    with writing("The marks", table.path, do):
        write_whole(table.path, content, check)


def _content(path: Path) -> bytes | None:
    try:
        size = path.stat().st_size
        if path.is_file() and size <= _LARGEST:
            return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        do = "Close it in other programs, and look at its permissions."
        raise KitError(f"The marks cannot be read: {error.strerror or error}.", where=str(path), do=do) from None
    if not path.is_file():
        raise KitError("This is no file.", where=str(path), do="Name a file for the marks, such as marks.csv.")
    what = f"The file is too large for marks ({size / 1e6:,.0f} MB)."
    raise KitError(what, where=str(path), do="Look whether it is the right file. Keep pictures out of it.")


def _text(path: Path, content: bytes) -> str:
    if not content.strip():
        raise KitError("The file is empty.", where=str(path), do="Delete it. The next report writes it anew.")
    if content.startswith(b"PK\x03\x04"):
        raise KitError("This is a workbook and not CSV.", where=str(path), do=f"Save it as CSV. {_AS_CSV}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"{path}, line {content[: error.start].count(10) + 1}"
        raise KitError("The file is not UTF-8.", where=where, do=f"Open it and save it again. {_AS_CSV}") from None
    if "\0" in text:
        raise KitError("The file is no text.", where=str(path), do=f"Open it and save it again. {_AS_CSV}")
    return text


def _separator(path: Path, text: str) -> str:
    """Return what stands between cells: what makes the most headings known."""
    heads = {sign: _head(text, sign) for sign in _SEPARATORS}
    separator = max(heads, key=lambda sign: len(_columns(heads[sign])))
    head, found = heads[separator], _columns(heads[separator])
    missing = [text_in()(f"marks.{name}") for name in _NEEDED if name not in found]
    if missing:
        what = f"There is no column {' and no column '.join(map(repr, missing))}."
        do = f"Put the heading back as it was. Is all in one column? Then load it by Data > From Text/CSV. {_AS_CSV}"
        raise KitError(what, where=f"{path}, row 1", do=do)
    known = _names()
    for name in found:
        twice = [cell for cell in head if known.get(_folded(cell)) == name]
        if len(twice) > 1:
            do = "Keep the right one, and give the other a heading of your own."
            raise KitError(f"There are two columns {twice[1]!r}.", where=f"{path}, row 1", do=do)
    return separator


def _head(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _columns(head: Sequence[str]) -> dict[Column, int]:
    known = _names()
    found = {known[_folded(cell)]: at for at, cell in enumerate(head) if _folded(cell) in known}
    return {name: found[name] for name in COLUMNS if name in found}


def _names() -> dict[str, Column]:
    """Return the columns by their headings, in every language of the kit."""
    return {_folded(text_in(language)(f"marks.{name}")): name for language in languages() for name in COLUMNS}


def _folded(cell: str) -> str:
    return cell.strip().casefold()
