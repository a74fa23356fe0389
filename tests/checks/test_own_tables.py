"""A template with a table of one's own passes the check, and the table gets the same errors as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kit.quiz.bank import read_file

if TYPE_CHECKING:
    from tests.checks.conftest import Folder

ROWS = "wish,city\nPeace,Hanoi\nTrade,Manila\nRice,Bangkok\nSea,Dili\n"
TEMPLATE = """
templates:
- id: q-wish
  kind: single-choice
  table: wishes
  row_id: wish
  key: city
  objective: words
  level: recall
  stem: Who wishes for {wish}?
  hints: [Look at the map.]
  right: Yes.
  wrong: No.
"""


@pytest.fixture
def own(teachers: Folder) -> Folder:
    """Give a teacher's folder with a template and its table beside the items."""
    with teachers.items.open("a", encoding="utf-8") as file:
        file.write(TEMPLATE)
    (teachers.path / "items" / "wishes.csv").write_text(ROWS, encoding="utf-8")
    return teachers


def test_a_table_beside_the_items_is_well(own: Folder):
    """The table needs no description: its rows are what the items rest on."""
    assert [str(problem) for problem in own.problems()] == []
    assert len(read_file(own.items).items) == 13


def test_a_table_in_the_folder_is_well(own: Folder):
    """So does a table one folder up, where tables of a package are."""
    (own.path / "items" / "wishes.csv").rename(own.path / "wishes.csv")
    assert [str(problem) for problem in own.problems()] == []


def test_a_column_may_be_called_as_a_language_is(own: Folder):
    """A column id that chooses rows is no text in Indonesian that lacks English."""
    rows = "".join(f"{line},{'id' if line.startswith('wish') else 'a'}\n" for line in ROWS.splitlines())
    (own.path / "items" / "wishes.csv").write_text(rows, encoding="utf-8")
    own.replace("items/90-damage.yaml", "  table: wishes\n", "  table: wishes\n  where: {id: a}\n")
    assert [str(problem) for problem in own.problems()] == []


def test_a_table_that_no_template_uses_is_named(own: Folder):
    """A table beside it that nothing uses would not be checked, and that is said."""
    (own.path / "items" / "other.csv").write_text(ROWS, encoding="utf-8")
    assert own.only().where == str(own.path / "items" / "other.csv")


DAMAGES = {
    "semicolons": (ROWS.replace(",", ";").encode(), "separated by semicolons", "row 1"),
    "tabs": (ROWS.replace(",", "\t").encode(), "separated by tabs", "row 1"),
    "Shift JIS": (ROWS.replace("Hanoi", "ハノイ").encode("cp932"), "not UTF-8", "line 2"),
    "an unquoted comma": (ROWS.replace("Peace", "Peace, all").encode(), "The row has 3 cells", "row 2"),
    "a lost reference": (ROWS.replace("Manila", "#REF!").encode(), "#REF! of a spreadsheet", "row 3, column city"),
    "an empty row": (ROWS.replace("Rice", ",\nRice").encode(), "The row is empty", "row 4"),
    "two columns of one name": (ROWS.replace("wish,city", "wish,city,city").encode(), "appears twice", "row 1"),
    "a workbook": (b"PK\x03\x04", "a workbook", ""),
}


@pytest.mark.parametrize(("content", "what", "where"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_table_is_named(own: Folder, content: bytes, what: str, where: str):
    """The template is named with its line, and the table with the place in it."""
    table = own.path / "items" / "wishes.csv"
    table.write_bytes(content)
    problem = own.only()
    assert what in problem.what
    assert f"{table}{where and f', {where}'}" in problem.what
    assert "template q-wish" in problem.where
    assert problem.do


def test_a_mark_of_excel_is_welcome(own: Folder):
    """The byte-order mark that Excel writes changes nothing."""
    (own.path / "items" / "wishes.csv").write_bytes(b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode())
    assert [str(problem) for problem in own.problems()] == []


def test_an_error_of_a_spreadsheet_in_a_table_of_a_package(healthy: Folder):
    """In a described table too, a cell with an error of a spreadsheet is named."""
    healthy.cell("facts", "fact-p01-ministers-meet", "statement", "#REF!")
    healthy.renew()
    assert "#REF! of a spreadsheet" in healthy.only().what
