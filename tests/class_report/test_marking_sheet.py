"""The table in which a teacher marks, as a file."""

from __future__ import annotations

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


def test_no_table_yet(path: Path):
    """Without a file there is nothing to read; an empty one is named."""
    assert read_table(path) is None
    path.write_text(" ")
    with pytest.raises(KitError, match="empty"):
        read_table(path)


@pytest.mark.parametrize(
    ("head", "row", "named"),
    [
        ([name for name in HEAD if name != HEAD[COLUMNS.index("mark")]], [], "There is no column"),
        ([*HEAD, HEAD[0]], [], "two columns"),
        (HEAD, ["x"] * (len(HEAD) + 1), "more cells"),
    ],
)
def test_what_is_not_a_table_of_marks_is_named(path: Path, head: list[str], row: list[str], named: str):
    """A column that is missing or there twice, and a row with too many cells, are named."""
    write_table(MarksTable(path, head, [row] if row else []))
    with pytest.raises(KitError, match=named):
        read_table(path)


def test_what_changed_meanwhile_is_not_overwritten(path: Path):
    """A teacher who saves marks while the report is made does not lose them."""
    write_table(MarksTable(path, HEAD, []))
    found = read_table(path)
    assert found is not None
    path.write_text("marks of just now")
    with pytest.raises(KitError, match="changed just now"):
        write_table(found)
    assert path.read_text() == "marks of just now"
