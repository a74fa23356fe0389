"""CSV as spreadsheets save it: what would be read wrongly is said in words, with row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kit.errors import KitError, place
from kit.text_files import AS_CSV, LARGEST, to_text

Lines = tuple[list[str], ...]

_WORKBOOK = b"PK\x03\x04"
_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_SPREADSHEET_ERROR = re.compile(r"#(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC)!|#NAME\?|#N/A", re.IGNORECASE)


def csv_text(content: bytes, path: Path) -> str:
    """Return the text of a CSV file; a byte-order mark is left out.

    Raises
    ------
    KitError
        When it is a workbook, or not text in UTF-8.
    """
    if content.startswith(_WORKBOOK):
        raise KitError("This is a workbook and not CSV.", where=str(path), do=f"Save it as CSV. {AS_CSV}")
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
        said = str(error)
        if "end of data" in said:
            said, do = "a quotation mark is opened and never closed", 'Close it, or write "" for a quotation mark'
        elif "expected after" in said:
            said, do = "a quotation mark is in the middle of a cell", 'Put "…" around the cell and write ""'
        else:
            do = "Look at this line in a text editor, also at each quotation mark"
        where = place(path, line=reader.line_num)
        raise KitError(f"The table cannot be read: {said}.", where=where, do=f"{do} within it.") from None


def csv_table(content: bytes, path: Path) -> Lines:
    """Return the heading and the rows of a table whose cells are separated by commas.

    Raises
    ------
    KitError
        When it is not CSV, is empty, or has something else than commas between its cells.
    """
    lines = csv_lines(csv_text(content, path), path)
    if not lines or not any(lines[0]):
        raise KitError("The table is empty.", where=str(path), do="Put its heading and its rows back.")
    if len(lines[0]) == 1:
        for separator, name in _SEPARATORS.items():
            if separator in lines[0][0]:
                what = f"The cells are separated by {name}, not by commas."
                raise KitError(what, where=place(path, row=1), do=f"Save it again with commas. {AS_CSV}")
    return lines


def row_errors(lines: Lines, path: Path) -> Iterator[KitError]:
    """Yield what is wrong with a table that no description speaks of: in its heading, else in its rows."""
    heading = lines[0]
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
            what = f"The row has {len(row)} cells, the table {len(heading)} columns."
            do = 'Put "…" around texts that contain a comma, and write a comma for each empty cell.'
            yield KitError(what, where=place(path, row=number), do=do)
    yield from spreadsheet_errors(lines, path)


def spreadsheet_errors(lines: Lines, path: Path) -> Iterator[KitError]:
    """Yield each cell in which a spreadsheet has left an error instead of a value."""
    for number, row in enumerate(lines[1:], start=2):
        for column, cell in zip(lines[0], row, strict=False):
            if _SPREADSHEET_ERROR.fullmatch(cell.strip()):
                where = place(path, row=number, column=column)
                do = "Correct the formula in the spreadsheet, and save the table again."
                yield KitError(f"The cell contains the error {cell.strip()} of a spreadsheet.", where=where, do=do)
