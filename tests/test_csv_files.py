"""CSV as spreadsheets save it: each way in which it is read wrongly is named, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.csv_files import csv_lines, csv_table, row_errors, shipped_rows
from kit.errors import KitError

PATH = Path("wishes.csv")

UNREADABLE = {
    "semicolons": (b"id;wish\na;b\n", "separated by semicolons", ", row 1"),
    "tabs": (b"id\twish\na\tb\n", "separated by tabs", ", row 1"),
    "vertical bars": (b"id|wish\na|b\n", "separated by vertical bars", ", row 1"),
    "semicolons with a comma": (b"id;wish, or aim;x\na;b;c\n", "separated by semicolons", ", row 1"),
    "semicolons below a line for Excel": (b"sep=,\nid;wish\na;b\n", "separated by semicolons", ", row 2"),
    "semicolons in a line for Excel": (b"sep=;\nid,wish\na,b\n", "separated by semicolons", ", row 1"),
    "spaces first": (b" , \nid,wish\na,b\n", "The first line is empty", ", row 1"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "This is a workbook", ""),
    "a page": (b"<html><table>", "This is a web page", ""),
    "an empty line first": (b"\nid,wish\na,b\n", "The first line is empty", ", row 1"),
    "a workbook": (b"PK\x03\x04...", "a workbook", ""),
    "Shift JIS": ("id,願い\n".encode("cp932"), "not UTF-8", ", line 1"),
    "UTF-16": ("id,wish\n".encode("utf-16"), "UTF-16", ", line 1"),
    "a NUL": (b"id,wish\n\0,b\n", "NUL", ", line 2"),
    "nothing": (b"", "The table is empty", ""),
    "an open quote": (b'id,wish\na,"b\n', "never closed", ", line 2"),
    "a quote in the middle": (b'id,wish\na,"b"c\n', "in the middle of a cell", ", line 2"),
}


@pytest.mark.parametrize(("content", "what", "where"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_table_that_is_read_wrongly(content: bytes, what: str, where: str):
    """What is not CSV with commas in UTF-8 is an error that says how to save it."""
    with pytest.raises(KitError) as raised:
        csv_table(content, PATH)
    assert what in raised.value.what
    assert raised.value.where == f"{PATH}{where}"
    assert raised.value.do


def test_a_long_text_is_one_cell():
    """A cell may be longer than Python takes by itself, and a separator of one's own is no comma."""
    text = "x" * 200_000
    assert csv_lines(f"id;wish\na,b;{text}\n", PATH, ";") == (["id", "wish"], ["a,b", text])


def test_a_mark_that_excel_writes_is_left_out():
    """The byte-order mark of Excel does not become part of the first heading."""
    assert csv_table("\ufeffid,wish\r\na,b\r\n".encode(), PATH) == (["id", "wish"], ["a", "b"])


ROWS = {
    "a column twice": ("id,id\na,b\n", "The column 'id' appears twice.", ", row 1"),
    "a column without a name": ("id,\na,b\n", "A column has no name.", ", row 1"),
    "a column of spaces": ("id,  \na,b\n", "A column has no name.", ", row 1"),
    "a row of spaces": ("id,wish\n , \na,b\n", "The row is empty.", ", row 2"),
    "an error between spaces": ("id,wish\na, #REF! \n", "the error #REF! of", ", row 2, column wish"),
    "an empty row": ("id,wish\n,\na,b\n", "The row is empty.", ", row 2"),
    "an unquoted comma": ("id,wish\na,b, c\n", "The row has 3 cells, the table 2 columns.", ", row 2"),
    "a reference that is lost": ("id,wish\na,b\nc,#REF!\n", "the error #REF! of a spreadsheet", ", row 3, column wish"),
    "a title above": ("Wishes,,\nid,wish,x\na,b,c\n", "The first line, 'Wishes', is not a heading", ", row 1"),
    "a title alone": ("Wishes\nid,wish\na,b\n", "The first line, 'Wishes', is not a heading", ", row 1"),
    "a line for Excel": ("sep=,\nid,wish\na,b\n", "is not a heading", ", row 1"),
    "a heading alone": ("id,wish\n", "a heading and no rows", ""),
    "a column too narrow": ("id,wish\na,######\n", "the error ######", ", row 2, column wish"),
    "a formula": ("id,wish\na,=SUM(A1:A3)\n", "the formula =SUM(A1:A3)", ", row 2, column wish"),
    "a number cut short": ("id,wish\na,1.3E+12\n", "shortened the number to 1.3E+12", ", row 2, column wish"),
    "a division by zero": ("id,wish\na,#DIV/0!\n", "the error #DIV/0!", ", row 2, column wish"),
    "a value that is not available": ("id,wish\na,#N/A\n", "the error #N/A", ", row 2, column wish"),
}


@pytest.mark.parametrize(("text", "what", "where"), ROWS.values(), ids=ROWS.keys())
def test_a_wrong_row_is_named(text: str, what: str, where: str):
    """What is wrong with heading and rows is one error each, with row and column."""
    (error,) = row_errors(csv_lines(text, PATH), PATH)
    assert what in error.what
    assert error.where == f"{PATH}{where}"
    assert error.do


def test_the_rows_of_a_table_of_the_kits_own(tmp_path: Path):
    """Each is a map by column; a cell may have two lines, and one that is empty is an empty text."""
    path = tmp_path / "words.csv"
    path.write_bytes('word,reading\n諸国,しょこく\n"a\r\nb",\n'.encode())
    assert shipped_rows(path) == [{"word": "諸国", "reading": "しょこく"}, {"word": "a\r\nb", "reading": ""}]


def test_a_healthy_table_has_no_errors():
    """Cells that only look strange are left alone."""
    text = 'id,wish\na,"Peace, above all"\nb,#1 in Asia\nc,\nd,"a; b; c"\ne,= so\nf,1e-05\n'
    assert list(row_errors(csv_lines(text, PATH), PATH)) == []
