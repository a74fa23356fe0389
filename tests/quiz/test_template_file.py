"""Templates in an item file: read with the items, named when they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.quiz.bank import problems, read_file
from kit.quiz.kinds.single_choice.item import SingleChoice

HEAD = """\
lesson: "90"
title: Capitals
question: Where?
minutes: {teaching: 1, exercises: 1}
objectives: {aim: Name capitals.}
items: []
templates:
"""
TEMPLATE = """\
- id: q-capital
  kind: single-choice
  table: members
  where: {in_story: true}
  row_id: iso3
  key: capital
  objective: aim
  level: recall
  stem: What is the capital of {name_en}?
  hints: [Look at the map.]
  right: Yes.
  wrong: "{other_capital} belongs to {other_name_en}."
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return an item file that has a template and nothing else."""
    found = tmp_path / "items" / "90-capitals.yaml"
    found.parent.mkdir()
    found.write_text(HEAD + TEMPLATE, encoding="utf-8")
    return found


def test_a_template_gives_items(path: Path):
    """Each row that is meant gives an item; a reader who knows nothing of templates meets ordinary items."""
    lesson = read_file(path)
    assert len(lesson.items) == 10
    assert all(isinstance(item, SingleChoice) for item in lesson.items)
    assert {item.key for item in lesson.items} >= {"hanoi", "jakarta"}
    assert problems(path) == []


def test_columns_with_spaces(path: Path):
    """A heading of several words, as spreadsheets have it, is filled in like any other."""
    (path.parent / "wishes.csv").write_text("my wish,the-city\nPeace,Hanoi\nRice,Dili\n", encoding="utf-8")
    table = TEMPLATE.replace("table: members\n  where: {in_story: true}", "table: wishes\n  options: 2")
    table = table.replace("row_id: iso3\n  key: capital", "row_id: my wish\n  key: the-city")
    table = table.replace("{name_en}", "{my wish}").replace("{other_capital}", "{other_the-city}")
    path.write_text(HEAD + table.replace("{other_name_en}", "{ other_my wish }"), encoding="utf-8")
    first = read_file(path).items[0]
    assert isinstance(first, SingleChoice)
    assert first.stem == "What is the capital of Peace?"
    assert {option.feedback for option in first.options} == {"Yes.", "Dili belongs to Rice."}


@pytest.mark.parametrize(
    ("old", "new", "what", "do"),
    [
        ("{in_story: true}", "{in_story: TRUE}", "No row has 'TRUE' in column 'in_story'", "it has: true, false."),
        ("{in_story: true}", "{iso3: THA, note: x}", "No row has 'x' in column 'note'", "In these rows it is empty."),
        ("table: members", "table: wishes", "There is no table 'wishes'", "Save wishes.xlsx as CSV."),
        ("of {name_en}?", "of {name en}?", "There is no column 'name en'", "Did you mean 'name_en'"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_table(path: Path, old: str, new: str, what: str, do: str):
    """Values in capitals, a workbook in the place of CSV and a name with a space are named with what to do."""
    (path.parent / "wishes.xlsx").write_bytes(b"PK")
    path.write_text((HEAD + TEMPLATE).replace(old, new), encoding="utf-8")
    (problem,) = problems(path)
    assert what in problem.what
    assert do in problem.do


def test_the_same_items_on_every_computer(path: Path):
    """Without a seed a lesson always has the same items; a seed gives others, and the same ones again."""
    assert read_file(path).items == read_file(path).items
    assert read_file(path, "b").items == read_file(path, "b").items
    assert {item.id for item in read_file(path).items}.isdisjoint(item.id for item in read_file(path, "b").items)


@pytest.mark.parametrize("home", [".", ".."])
def test_a_table_of_ones_own(path: Path, home: str):
    """A table beside the item file, or one folder up, comes before one of the kit with the same name."""
    rows = "iso3,name_en,capital,in_story\n" + "".join(f"X{n},Land {n},City {n},true\n" for n in "ABCD")
    (path.parent / home / "members.csv").write_text(rows, encoding="utf-8-sig")
    assert sorted(item.key for item in read_file(path).items) == ["city-a", "city-b", "city-c", "city-d"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("table: members", "table: membrs", 8, "Did you mean 'members'"),
        ("table: members", "table: ../data/members", 8, "There is no table"),
        ("table: members", "table: /data/members", 8, "There is no table"),
        ("{in_story: true}", "{story: true}", 8, "no column 'story'"),
        ("{in_story: true}", "{in_story: yes}", 8, "No row has 'yes' in column"),
        ("row_id: iso3", "row_id: founder", 8, "Two rows are called"),
        ("key: capital", "key: captial", 8, "Did you mean 'capital'"),
        ("{name_en}?", "{name}?", 8, "no column 'name'"),
        ("objective: aim", "objective: aims", 14, "Did you mean 'aim'"),
        ("kind: single-choice", "kind: ordering", 9, "one of map-click, numeric, single-choice"),
        ("  level: recall\n", "", 8, "'level' is missing"),
        ("  level: recall\n", "  level: recall\n  amount: 3\n", 16, "no field 'amount'"),
        ("  level: recall\n", "  level: recall\n  count: 11\n", 8, "11 items cannot be made from 10 rows"),
        ("id: q-capital", "id: Capital", 8, "not of the form"),
        ("hints: [Look at the map.]", "hints: []", 8, "0 hints"),
        (TEMPLATE, TEMPLATE * 2, 20, "appears twice"),
        (f"templates:\n{TEMPLATE}", "", 6, "There are no items"),
    ],
)
def test_a_wrong_template_is_named(path: Path, old: str, new: str, line: int, words: str):
    """What cannot be made is named with file, line and fix, and is not read."""
    path.write_text((HEAD + TEMPLATE).replace(old, new), encoding="utf-8")
    found = problems(path)
    assert words in " ".join(map(str, found))
    assert f"{path}, line {line}" in found[0].where
    assert found[0].do
    with pytest.raises(KitError):
        read_file(path)


def test_a_table_that_cannot_be_read(path: Path):
    """A table that is not UTF-8 is named with what to do."""
    (path.parent / "members.csv").write_bytes(b"iso3,name_en\n\xff,x\n")
    (problem,) = problems(path)
    assert "not UTF-8" in problem.what
    assert "members.csv, line 2" in problem.what
    assert "UTF-8" in problem.do


@pytest.mark.parametrize(
    ("cell", "do"),
    [
        ('"2,200"', "without separators: 2200"),
        ('"2,5"', "without separators: 2.5"),
        ("45%", "number alone: 45"),
        ("1.300", "Write it like this: 1300 or 1.3."),
        ("1300 km", "number alone: 1300"),
        ("-", "Fill it in"),
        ("soon", "a number such as"),
    ],
)
def test_a_number_of_a_table_says_what_to_write(path: Path, cell: str, do: str):
    """A cell that is not plainly a number is named with its row, its column and the digits to write."""
    template = TEMPLATE.replace("single-choice", "numeric").replace("key: capital", "key: area")
    path.write_text(HEAD + template.replace('"{other_capital} belongs', '"{other_area} belongs'), encoding="utf-8")
    rows = "".join(f"X{n},Land {n},{number},true\n" for n, number in [("A", 7), ("B", cell), ("C", 9)])
    (path.parent / "members.csv").write_text(f"iso3,name_en,area,in_story\n{rows}", encoding="utf-8")
    (problem,) = problems(path)
    assert "row XB" in problem.what
    assert "'area'" in problem.what
    assert do in problem.do


def test_spaces_around_cells_and_another_case_of_the_name(path: Path):
    """Spaces after commas, and Members.CSV of another system, lose nothing."""
    rows = "iso3 , name_en, capital,\u00a0in_story\n" + "".join(f"X{n}, Land {n}, City {n}, true\n" for n in "ABCD")
    (path.parent / "Members.CSV").write_text(rows, encoding="utf-8")
    assert sorted(item.key for item in read_file(path).items) == ["city-a", "city-b", "city-c", "city-d"]


def test_a_row_without_a_name(path: Path):
    """A row of totals at the end is named with its number."""
    rows = "iso3,name_en,capital,in_story\nXA,Land,City,true\n,Total,4,true\n"
    (path.parent / "members.csv").write_text(rows, encoding="utf-8")
    (problem,) = problems(path)
    assert "row 3, column iso3" in problem.what


def test_cells_that_no_item_needs_may_be_empty(path: Path):
    """A row that `where` leaves out may have an empty cell there: it is not one of the rows that are meant."""
    rows = "iso3,name_en,capital,in_story\nXA,Land A,City A,true\nXB,Land B,City B,\n"
    rows += "".join(f"X{n},Land {n},City {n},true\n" for n in "CDE")
    (path.parent / "members.csv").write_text(rows, encoding="utf-8")
    assert sorted(item.key for item in read_file(path).items) == ["city-a", "city-c", "city-d", "city-e"]
    assert problems(path) == []
