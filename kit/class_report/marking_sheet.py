"""The table in which a teacher marks: read as spreadsheets save it, and written whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kit.csv_files import csv_lines, csv_text
from kit.errors import KitError, place
from kit.files import write_whole, writing
from kit.suggest import name_list
from kit.text import languages, text_in
from kit.text_files import AS_CSV, LARGEST, read_content

Column: TypeAlias = Literal[
    "learner", "lesson", "item", "question", "answer", "criterion", "weight", "examples", "own", "mark", "row_id"
]
COLUMNS: tuple[Column, ...] = get_args(Column)

_NEEDED: tuple[Column, ...] = ("learner", "item", "mark", "row_id")
_SEPARATORS = (",", ";", "\t")  # Excel saves CSV with the one that its country uses


@dataclass(frozen=True)
class MarksTable:
    """A table of marks as its file has it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    head : list of str
        The headings, a teacher's own among them.
    rows : list of list of str
        As many cells each as there are headings.
    separator : str
        The character between two cells.
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
        When it is not a table of marks, or cannot be read.
    """
    content = _content(path)
    if content is None:
        return None
    if not content.strip():
        raise KitError("The file is empty.", where=str(path), do="Delete it. The next report writes it anew.")
    text = csv_text(content, path)
    separator = _separator(path, text)
    head, *rows = csv_lines(text, path, separator)
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row[len(head) :]):
            do = 'Write 0.5 with a point, and put "…" around a cell that contains the separator.'
            what = f"The row has more cells than there are headings: one {separator!r} too many."
            raise KitError(what, where=place(path, row=number), do=do)
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
    if len(content) > LARGEST:
        what = f"{len(table.rows):,} rows to mark are too many for one file."
        raise KitError(what, where=str(table.path), do="Split the hand-ins into one folder for each class.")

    def check() -> None:
        if (_content(table.path) or b"") != table.content:
            raise KitError("The marks changed just now.", where=str(table.path), do="Make the report once more.")

    do = "Close the file in your spreadsheet, or choose a folder that is there and that you may write to."
    with writing("The marks", table.path, do):
        write_whole(table.path, content, check)


def _content(path: Path) -> bytes | None:
    return read_content(path) if path.exists() else None


def _separator(path: Path, text: str) -> str:
    """Return the separator of the cells: the one that makes the most headings known."""
    heads = {char: _head(text, char) for char in _SEPARATORS}
    separator = max(heads, key=lambda char: len(_columns(heads[char])))
    head, found = heads[separator], _columns(heads[separator])
    missing = [text_in()(f"marks.{name}") for name in _NEEDED if name not in found]
    if missing:
        what = f"There is no column {name_list(map(repr, missing))}."
        do = f"Put the heading back as it was. Is all in one column? Then load it by Data > From Text/CSV. {AS_CSV}"
        raise KitError(what, where=place(path, row=1), do=do)
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
