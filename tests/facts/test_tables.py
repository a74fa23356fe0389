"""Tables load with the types that their description states, and a damaged one says where it is damaged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kit.errors import KitError
from kit.facts.tables import load, row_at, table_names

TABLES = [
    "cautions",
    "documents",
    "facts",
    "forecasts",
    "glossary",
    "members",
    "partnerships",
    "places",
    "story",
    "timeline",
]
LAST = ["source_id", "locator", "attribution", "certainty"]
DAYS = {
    "documents": ["date_day"],
    "facts": ["date_start_day", "date_end_day"],
    "forecasts": ["outcome_date_day"],
    "members": ["joined_day"],
    "partnerships": ["dialogue_since_day", "strategic_since_day", "comprehensive_since_day"],
    "sources": ["accessed_day"],
    "timeline": ["date_day"],
}
NUMBERS = {
    ("facts", "paragraph"): "Int64",
    ("forecasts", "paragraph"): "Int64",
    ("story", "paragraph"): "Int64",
    ("story", "photo"): "boolean",
    ("timeline", "paragraph"): "Int64",
    ("indicators", "year"): "Int64",
    ("indicators", "value"): "Float64",
    ("members", "area_km2"): "Float64",
    ("places", "lat"): "Float64",
    ("places", "lon"): "Float64",
    ("places", "capital"): "boolean",
    ("members", "founder"): "boolean",
    ("members", "in_story"): "boolean",
    ("partnerships", "in_story"): "boolean",
}


def test_the_tables_there_are():
    """A folder's tables are those its description gives columns for, in alphabetical order."""
    assert table_names() == sorted([*TABLES, "indicators", "sources"])


@pytest.mark.parametrize("name", table_names())
def test_types(name: str):
    """Every column has its nullable type; only the days of dates are dates."""
    table = load(name)
    for column, dtype in table.dtypes.items():
        if column in DAYS.get(name, []):
            assert pd.api.types.is_datetime64_dtype(dtype), column
        else:
            assert dtype == NUMBERS.get((name, str(column)), "string"), column
    assert {column for column in table.columns if column.endswith("_day")} == set(DAYS.get(name, []))


@pytest.mark.parametrize("name", [name for name in table_names() if name != "sources"])
def test_the_last_columns(name: str):
    """Every table but sources ends with where a row is from, before the days, and leaves none of it empty."""
    table = load(name)
    written = [column for column in table.columns if not column.endswith("_day")]
    assert written[-4:] == LAST
    assert not table[LAST].isna().any(axis=None)


def test_a_day_is_there_only_when_the_whole_date_is_known():
    """A date with a day becomes a day; a year or a month does not, and no day is made up for it."""
    events = load("timeline")
    is_full = events["date"].str.len() == len("2023-07-13")
    assert 0 < is_full.sum() < len(events)
    assert events["date_day"].notna().tolist() == is_full.tolist()
    assert (events["date_day"].dt.strftime("%Y-%m-%d")[is_full] == events["date"][is_full]).all()


def test_an_unknown_table():
    """A wrong name is answered with the nearest one and with all there are."""
    with pytest.raises(KitError) as caught:
        load("member")
    assert caught.value.what == "There is no table 'member'."
    assert "Did you mean 'members'?" in caught.value.do
    assert all(name in caught.value.do for name in table_names())


@pytest.mark.parametrize("name", ["", "xyzzy", "../facts", "boundaries", 7, None])
def test_what_is_no_table(name: Any):  # noqa: ANN401 - whatever a learner may type
    """Whatever is no table is answered with the names of all tables, guessed at or not."""
    with pytest.raises(KitError) as caught:
        load(name)
    assert all(known in caught.value.do for known in table_names())


def _write_into_array(table: pd.DataFrame) -> None:
    for name in ("name_en", "area_km2", "founder", "joined_day"):
        array: Any = table[name].array
        array[0] = array[1]


CHANGES: dict[str, Callable[[pd.DataFrame], object]] = {
    "a cell": lambda table: table.__setitem__("name_en", "X"),
    "a column": lambda table: table.insert(0, "new", 1),
    "a row": lambda table: table.drop(index=0, inplace=True),  # noqa: PD002 - what a learner may do
    "the headings": lambda table: setattr(table, "columns", range(20)),
    "the arrays below": _write_into_array,
    "the texts below": lambda table: table["name_en"].to_numpy().__setitem__(0, "X"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_callers_cannot_change_a_table_for_others(change: Callable[[pd.DataFrame], object]):
    """Whatever one caller does to a table, the next one gets it as it stands in the file."""
    before = load("members").to_csv()
    mine = load("members")
    change(mine)
    assert mine.to_csv() != before
    assert load("members").to_csv() == before


def test_an_edited_table_is_read_again(visits: Callable[..., Path]):
    """A teacher who edits a table sees the change without starting anew."""
    folder = visits()
    assert load("visits", folder).loc[2, "guests"] == 3
    table = folder / "visits.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1977,3", "1977,4"), encoding="utf-8")
    os.utime(table, ns=(1, 1))  # another time for sure, however coarse the clock of the disk
    assert load("visits", folder).loc[2, "guests"] == 4


def test_empty_cells_are_not_guessed(visits: Callable[..., Path]):
    """An empty cell is no value in a column of any type."""
    assert load("visits", visits()).iloc[1].drop("visit_id").isna().all()


@pytest.mark.parametrize("word", ["NA", "N/A", "nan", "None", "null", "-"])
def test_words_are_not_taken_for_nothing(visits: Callable[..., Path], word: str):
    """Only an empty cell is empty: a word such as NA, which is also the code of Namibia, stays a word."""
    folder = visits(row_3=f"{word},,,,,")
    assert load("visits", folder).loc[1, "visit_id"] == word


def test_a_table_may_have_a_heading_alone(visits: Callable[..., Path]):
    """A teacher who begins a table has its columns, and no rows yet."""
    table = visits() / "visits.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    begun = load("visits", table.parent)
    assert (len(begun), "since_day" in begun) == (0, True)


DAMAGES = {
    "a day that is none": ("visit-dili,2025-02-29,,,,", "'2025-02-29'", "day"),
    "a date without its day": ("visit-dili,2025-10,,,,", "'2025-10'", "day"),
    "a date as elsewhere": ("visit-dili,26.10.2025,,,,", "'26.10.2025'", "day"),
    "a day of a week": ("visit-dili,2025-W43-7,,,,", "'2025-W43-7'", "day"),
    "a day of one digit": ("visit-dili,2025-10-6,,,,", "'2025-10-6'", "day"),
    "a month that is none": ("visit-dili,,1975-13,,,", "'1975-13'", "since"),
    "a year of two digits": ("visit-dili,,75,,,", "'75'", "since"),
    "a year in words": ("visit-dili,,about 1975,,,", "'about 1975'", "since"),
    "half a guest": ("visit-dili,,,1.5,,", "'1.5'", "guests"),
    "guests without end": ("visit-dili,,,1e400,,", "'1e400'", "guests"),
    "more guests than pandas counts": ("visit-dili,,,99999999999999999999999,,", "'99999999999999999999999'", "guests"),
    "a number in words": ("visit-dili,,,three,,", "'three'", "guests"),
    "a number with its unit": ("visit-dili,,,,3 km,", "'3 km'", "km"),
    "yes": ("visit-dili,,,,,yes", "'yes'", "by_sea"),
}


@pytest.mark.parametrize(("row", "cell", "column"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_cell(visits: Callable[..., Path], row: str, cell: str, column: str):
    """A cell that does not fit its column is named by row and column; the heading is row 1."""
    folder = visits(row_3=row)
    with pytest.raises(KitError) as caught:
        load("visits", folder)
    assert caught.value.what == f"{cell} is not a value of this column."
    assert caught.value.where == f"{folder / 'visits.csv'}, row 3, column {column}"
    assert "kit check" in caught.value.do


def test_a_damaged_cell_below_an_empty_line(visits: Callable[..., Path]):
    """Rows are counted as a spreadsheet counts them, empty ones too."""
    folder = visits(row_3="", row_4="visit-manila,,,x,,")
    with pytest.raises(KitError) as caught:
        load("visits", folder)
    assert caught.value.where.endswith("row 4, column guests")


def test_a_column_is_missing(visits: Callable[..., Path]):
    """A column that was renamed or taken out is named."""
    folder = visits(heading="visit_id,day,since,people,km,by_sea")
    with pytest.raises(KitError) as caught:
        load("visits", folder)
    assert caught.value.what == "The table 'visits' has no column guests."


def test_a_row_with_too_many_cells(visits: Callable[..., Path]):
    """A comma too many is an error, and its row is named; also where each row has one, as spreadsheets write it."""
    folder = visits(row_3="visit-dili,,,,,,,,")
    with pytest.raises(KitError, match="The row has 9 cells, the table 6 columns") as caught:
        load("visits", folder)
    assert caught.value.where.endswith("visits.csv, row 3")
    heading, *rows = (visits() / "visits.csv").read_text(encoding="utf-8").splitlines()
    (folder / "visits.csv").write_text("\n".join([heading, *(f"{row}," for row in rows), ""]), encoding="utf-8")
    with pytest.raises(KitError, match="The row has 7 cells") as caught:
        load("visits", folder)
    assert caught.value.where.endswith("visits.csv, row 2")


def test_another_kind_of_file(visits: Callable[..., Path]):
    """A workbook, or a table with semicolons, is called that, not a table without its columns."""
    folder = visits(heading="visit_id;day;since;guests;km;by_sea")
    with pytest.raises(KitError, match="separated by semicolons"):
        load("visits", folder)
    (folder / "visits.csv").write_bytes(b"PK\x03\x04")
    with pytest.raises(KitError, match="This is a workbook"):
        load("visits", folder)


@pytest.mark.parametrize("kind", [{"type": "year"}, {}])
def test_a_type_that_the_kit_does_not_know(visits: Callable[..., Path], kind: dict[str, str]):
    """A column that is described in another way is named, with the types there are."""
    folder = visits()
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"][0]["schema"]["fields"][3] = {"name": "guests", **kind}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(KitError, match="'guests' has the type") as caught:
        load("visits", folder)
    assert "string, integer, number, boolean, date." in caught.value.do


def test_no_table_in_its_place(visits: Callable[..., Path]):
    """A table that was taken away is missing, not empty."""
    folder = visits()
    (folder / "visits.csv").unlink()
    with pytest.raises(KitError) as caught:
        load("visits", folder)
    assert caught.value.what == "There is no such file."
    assert caught.value.where == str(folder / "visits.csv")


def test_another_encoding(visits: Callable[..., Path]):
    """A table saved by an old spreadsheet is not read as if it were in UTF-8."""
    folder = visits()
    (folder / "visits.csv").write_bytes("visit_id,day\nvisit-hanoi-é,1995-07-28\n".encode("latin-1"))
    with pytest.raises(KitError) as caught:
        load("visits", folder)
    assert caught.value.what == "The file is not UTF-8."


OTHERS = [
    '{"resources": [{"schema": {"fields": []}}]}',
    '{"resources": [{"name": "visits", "schema": {"fields": []}}]}',
    '{"resources": [{"name": "visits", "path": null, "schema": {"fields": []}}]}',
    '{"resources": [{"name": "visits", "path": "visits.csv", "schema": {"fields": [{"type": "string"}]}}]}',
    '{"resources": [{"name": "visits", "path": "visits.csv", "schema": {"fields": ["visit_id"]}}]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"resources": 1}', *OTHERS])
def test_no_description_of_the_tables(tmp_path: Path, content: str):
    """A folder whose description says nothing of tables is refused, with the file to mend."""
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(KitError) as caught:
        table_names(tmp_path)
    assert caught.value.where == str(tmp_path / "datapackage.json")


def test_a_row_by_its_position_is_the_callers_own():
    """It is the row of the table, and a change of it does not reach the next caller."""
    row = row_at("members", 2)
    assert row.equals(load("members").iloc[2])
    row["iso3"] = "XXX"
    assert row_at("members", 2)["iso3"] != "XXX"
