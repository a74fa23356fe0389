"""CSV as spreadsheets save it: what would be read wrongly is said in words, with row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kit.amounts import counted
from kit.errors import KitError, place
from kit.text_files import AS_CSV, LARGEST, to_text

Lines = tuple[list[str], ...]

_OTHER_FILES = {
    b"PK\x03\x04": "a workbook",
    b"\xd0\xcf\x11\xe0": "a workbook",
    b"%PDF": "a PDF",
    b"<": "a web page",
    b"{": "JSON or another format",
    b"[": "JSON or another format",
}
_SEPARATORS = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    "；": "wide semicolons",
    "，": "wide commas",
}
_SPREADSHEET_ERROR = re.compile(r"#[A-Z0-9ÄÖÜÉ/_ ]+[!?]|(?i:#N/A)|#NV|###+|Err:\d{3}")
_FORMULA = re.compile(r"=\s*(?:[A-Z]+\(|\$?[A-Z]{1,3}\$?\d|[\d.]+[-+*/]).*")
_SHORTENED = re.compile(r"-?\d(?:[.,]\d+)?E\+\d\d")


def shipped_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of the kit's own by column, every cell a text; tests keep it in order."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def csv_text(content: bytes, path: Path) -> str:
    """Return the text of a CSV file; a byte-order mark is left out.

    Raises
    ------
    KitError
        When it is a workbook or another file, or not text in UTF-8.
    """
    for begin, looks_like in _OTHER_FILES.items():
        if content.startswith(begin):
            raise KitError(f"This is {looks_like} and not CSV.", where=str(path), do=f"Save it as CSV. {AS_CSV}")
    return to_text(content, path, mark_allowed=True)


def csv_lines(text: str, path: Path, separator: str = ",") -> Lines:
    """Return the cells of each line, with as many as there are.

    Raises
    ------
    KitError
        When a quotation mark is in the wrong place.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))  # the file itself has a limit
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return tuple(reader)
    except csv.Error as error:
        said, what = str(error), f"The table cannot be read: {error}."
        do = "Look at this line in a text editor, also at each quotation mark within it."
        if "end of data" in said:
            what = "The table cannot be read: a quotation mark is opened and never closed."
            do = 'Close it, or write "" for a quotation mark within it.'
        elif "expected after" in said:
            what = "The table cannot be read: a quotation mark is in the middle of a cell."
            do = 'Put "…" around the cell and write "" within it.'
        raise KitError(what, where=place(path, line=reader.line_num), do=do) from None


def csv_table(content: bytes, path: Path) -> Lines:
    """Return the heading and the rows of a table whose cells are separated by commas.

    Raises
    ------
    KitError
        When it is not CSV, is empty, or has something else than commas between its cells.
    """
    text = csv_text(content, path)
    for separator, between in _SEPARATORS.items():
        for number, line in enumerate(text.split("\n", 2)[: 1 + text.startswith("sep=")], start=1):
            if line.removeprefix("sep=").count(separator) > line.count(","):
                what = f"The cells are separated by {between}, not by commas."
                raise KitError(what, where=place(path, row=number), do=f"Save it again with commas. {AS_CSV}")
    lines = csv_lines(text, path)
    if not any(map(any, lines)):
        raise KitError("The table is empty.", where=str(path), do="Put its heading and its rows back.")
    if not any(cell.strip() for cell in lines[0]):
        do = "Take empty lines before the heading out."
        raise KitError("The first line is empty, not a heading.", where=place(path, row=1), do=do)
    return lines


def row_errors(lines: Lines, path: Path) -> Iterator[KitError]:
    """Yield what is wrong with a table that no description speaks of: in its heading, else in its rows."""
    heading = lines[0]
    titles, *below = ([cell for cell in line if cell.strip()] for line in lines[:3])
    is_title = len(titles) == 1 < max(map(len, below), default=0)
    if is_title and (len(heading) != 2 or titles == ["sep="]):  # noqa: PLR2004 - of two columns, one has no name
        do = "Let the table begin with the names of its columns."
        yield KitError(f"The first line, {titles[0]!r}, is not a heading.", where=place(path, row=1), do=do)
        return
    if len(lines) == 1:
        yield KitError("The table has a heading and no rows.", where=str(path), do="Write the rows.")
    for name in dict.fromkeys(heading):
        if not name.strip():
            do = "Write its name, or take the empty column out."
            yield KitError("A column has no name.", where=place(path, row=1), do=do)
        elif heading.count(name) > 1:
            do = "Keep one of the two, or give one another name."
            yield KitError(f"The column {name!r} appears twice.", where=place(path, row=1), do=do)
    for number, row in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in row):
            yield KitError("The row is empty.", where=place(path, row=number), do="Take the row out.")
        elif len(row) != len(heading):
            what = f"The row has {counted(len(row), 'cells')}, the table {counted(len(heading), 'columns')}."
            do = 'Put "…" around texts that contain a comma, and write a comma for each empty cell.'
            yield KitError(what, where=place(path, row=number), do=do)
    yield from spreadsheet_errors(lines, path)


def spreadsheet_errors(lines: Lines, path: Path) -> Iterator[KitError]:
    """Yield each cell in which a spreadsheet has left an error instead of a value."""
    for number, row in enumerate(lines[1:], start=2):
        for column, cell in zip(lines[0], row, strict=False):
            typed, where = cell.strip(), place(path, row=number, column=column)
            if _SPREADSHEET_ERROR.fullmatch(typed):
                do = "Correct the formula in the spreadsheet, and save the table again."
                yield KitError(f"The cell contains the error {typed} of a spreadsheet.", where=where, do=do)
            elif _FORMULA.fullmatch(typed):
                do = "Save the table again with values in the place of formulas."
                yield KitError(f"The cell contains the formula {typed}, not its value.", where=where, do=do)
            elif _SHORTENED.fullmatch(typed):
                do = "Give the column the format of a number in the spreadsheet, and save the table again."
                yield KitError(f"A spreadsheet has shortened the number to {typed}.", where=where, do=do)
