"""The table in which a teacher marks, as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kit.class_report.marking_sheet import COLUMNS, MarksTable, read_table, write_table
from kit.errors import KitError
from kit.text import text_in

HEAD = [text_in("en")(f"marks.{name}") for name in COLUMNS]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the table of a test belongs."""
    return tmp_path / "marks.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_comes_back_as_it_was_written(path: Path, separator: str):
    """Cells with separators, quotation marks and lines come back, whatever separates the cells."""
    rows = [["jun", 'says "a;b", c\tand\nmore', *[""] * (len(HEAD) - 2)]]
    write_table(MarksTable(path, HEAD, rows, separator))
    found = read_table(path)
    assert found is not None
    assert (found.head, found.rows, found.separator) == (HEAD, rows, separator)


def test_columns_are_known_in_every_language(path: Path):
    """Headings in Japanese name the same columns, in the order in which they are; a place names row and column."""
    head = [text_in("ja")(f"marks.{name}") for name in reversed(COLUMNS)]
    write_table(MarksTable(path, [*head, "my notes"], []))
    found = read_table(path)
    assert found is not None
    assert found.columns == {name: len(COLUMNS) - 1 - at for at, name in enumerate(COLUMNS)}
    assert found.place(3, "mark") == f"{path}, row 3, column {text_in('ja')('marks.mark')}"


def test_headings_are_known_however_they_are_typed(path: Path):
    """Spaces and capitals change no heading, and empty cells behind the last one are none too many."""
    head = [f" {name.upper()} " for name in HEAD]
    write_table(MarksTable(path, head, [["jun"], ["kim", *[""] * len(HEAD), " "]]))
    found = read_table(path)
    assert found is not None
    assert found.columns == {name: at for at, name in enumerate(COLUMNS)}
    assert found.rows == [[name, *[""] * (len(HEAD) - 1)] for name in ("jun", "kim")]


def test_marks_are_written_over_those_that_were_read(path: Path):
    """What nobody changed meanwhile is replaced; half a surrogate pair becomes a question mark."""
    write_table(MarksTable(path, HEAD, []))
    found = read_table(path)
    assert found is not None
    write_table(replace(found, rows=[["jun \ud83d", *[""] * (len(HEAD) - 1)]]))
    again = read_table(path)
    assert again is not None
    assert [row[0] for row in again.rows] == ["jun ?"]


def test_more_rows_than_a_file_takes_are_not_written(path: Path, monkeypatch: pytest.MonkeyPatch):
    """A table that could not be read again is refused, and the one that is there stays."""
    monkeypatch.setattr("kit.class_report.marking_sheet.LARGEST", 1000)
    with pytest.raises(KitError, match="40 rows to mark are too many") as raised:
        write_table(MarksTable(path, HEAD, [["jun"] * len(HEAD)] * 40))
    assert raised.value.where == str(path)
    assert not path.exists()


def test_no_table_yet(path: Path):
    """Without a file there is nothing to read; an empty one is named."""
    assert read_table(path) is None
    path.write_text(" ")
    with pytest.raises(KitError, match="empty"):
        read_table(path)


@pytest.mark.parametrize(
    ("head", "row", "named", "at"),
    [
        ([name for name in HEAD if name != HEAD[COLUMNS.index("mark")]], [], "There is no column", 1),
        ([*HEAD, HEAD[0]], [], "two columns", 1),
        (HEAD, ["x"] * (len(HEAD) + 1), "more cells", 2),
    ],
)
def test_what_is_not_a_table_of_marks_is_named(path: Path, head: list[str], row: list[str], named: str, at: int):
    """A column that is missing or there twice, and a row with too many cells, are named."""
    write_table(MarksTable(path, head, [row] if row else []))
    with pytest.raises(KitError, match=named) as raised:
        read_table(path)
    assert raised.value.where == f"{path}, row {at}"
    assert raised.value.do


def test_what_changed_meanwhile_is_not_overwritten(path: Path):
    """A teacher who saves marks while the report is made does not lose them."""
    write_table(MarksTable(path, HEAD, []))
    found = read_table(path)
    assert found is not None
    path.write_text("marks of just now")
    with pytest.raises(KitError, match="changed just now"):
        write_table(found)
    assert path.read_text() == "marks of just now"
