"""Every damage to a table is found, once, with file, row, id, column and the mend."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.checks.conftest import Folder

FACT = "fact-p01-ministers-meet"
SOURCE_HEADING = "source_id,title,publisher,published,url,accessed,licence,attribution"


class Cell(NamedTuple):
    """A value that is wrong in its cell, what is said and what there is to do."""

    table: str
    row_id: str
    column: str
    value: str
    what: str
    do: str


class Swap(NamedTuple):
    """A text in a file and what stands there instead, what is said and what there is to do."""

    name: str
    old: str
    new: str
    what: str
    do: str


CELLS = {
    "not a whole number": Cell(
        "facts", FACT, "paragraph", "one", "The value 'one' is not a whole number.", "digits alone"
    ),
    "not a number": Cell(
        "members", "KHM", "area_km2", "181,035", "The value '181,035' is not a number.", "without separators"
    ),
    "true as Excel writes it": Cell(
        "members", "KHM", "founder", "TRUE", "The value 'TRUE' is not true or false.", "small"
    ),
    "no such day": Cell("members", "KHM", "joined", "1995-02-30", "The value '1995-02-30' is not a day.", "2023-07-13"),
    "a day as Excel writes it": Cell(
        "members", "KHM", "joined", "30/4/1999", "The value '30/4/1999' is not a day.", "2023-07-13"
    ),
    "no such month": Cell("facts", FACT, "date_start", "2023-13", "'2023-13' is not a date.", "1973-07"),
    "a month in words": Cell("facts", FACT, "date_start", "July 2023", "'July 2023' is not a date.", "1973-07"),
    "an end before its start": Cell(
        "facts", FACT, "date_end", "2022", "The end 2022 is before the start", "both dates"
    ),
    "an empty cell": Cell("facts", FACT, "statement", "", "The cell is empty.", "The fact in our own words."),
    "an empty attribution": Cell("facts", FACT, "attribution", "", "The cell is empty.", "Who says so"),
    "an unknown word": Cell("facts", FACT, "kind", "evnt", "'evnt' is not one of the values", "Did you mean 'event'?"),
    "a certainty that is none": Cell("facts", FACT, "certainty", "sure", "'sure' is not one", "quoted, reported"),
    "too small": Cell("facts", FACT, "paragraph", "0", "The value '0' is less than 1.", "Paragraph of the story"),
    "too large": Cell("places", "Jakarta", "lat", "106", "The value '106' is more than 90.", "Latitude"),
    "an id of another form": Cell(
        "facts", FACT, "fact_id", "ministers", "'ministers' does not have the form", "fact-pNN-slug"
    ),
    "evidence of one word": Cell("facts", FACT, "evidence", "Foreign", "'Foreign' is 1.", "2 to 6"),
    "evidence of seven words": Cell("facts", FACT, "evidence", "a b c d e f g", "is 7.", "2 to 6 words"),
    "an unknown source": Cell("facts", FACT, "source_id", "kyodo-2023", "no source 'kyodo-2023'", "kyodo-2023-07-13"),
    "sources with a space": Cell("facts", FACT, "source_id", "cldr; mofa", "no source 'mofa'", "without spaces"),
    "an unknown place": Cell(
        "timeline", "event-1967-asean-founded", "place", "Bankok", "no 'Bankok' in table places", "'Bangkok'"
    ),
    "an unknown capital": Cell("members", "KHM", "capital", "Phnom Pen", "no 'Phnom Pen' in table", "'Phnom Penh'?"),
    "a forecast of no fact": Cell(
        "forecasts", "forecast-tokyo-summit", "fact_id", "fact-p99-x", "no 'fact-p99-x' in table facts", "Add it"
    ),
    "digits that load does not read": Cell("facts", FACT, "paragraph", "1_0", "'1_0' is not a value", "Correct"),
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS.keys())
def test_a_wrong_cell(healthy: Folder, cell: Cell):
    """A wrong cell gives one problem that names it and says how to mend it."""
    healthy.cell(cell.table, cell.row_id, cell.column, cell.value)
    healthy.renew()
    problem = healthy.only()
    assert cell.what in problem.what
    assert f"{cell.table}.csv, row " in problem.where
    assert problem.where.endswith(f"column {cell.column}")
    assert cell.do in problem.do


def test_the_row_is_the_one_that_a_spreadsheet_shows(healthy: Folder):
    """Rows are counted with the heading as row 1, and the id of the row stands beside."""
    healthy.cell("facts", FACT, "paragraph", "one")
    healthy.renew()
    assert healthy.only().where == f"{healthy.path / 'facts.csv'}, row 2, id {FACT}, column paragraph"


def test_a_certainty_is_checked_without_a_list_in_the_description(healthy: Folder):
    """A description that lists no values does not open the column certainty to others."""
    healthy.describe("facts", lambda facts: facts["schema"]["fields"][-1]["constraints"].pop("enum"))
    healthy.cell("facts", FACT, "certainty", "confirmed")
    healthy.renew()
    problem = healthy.only()
    assert problem.what == "'confirmed' is not a certainty."
    assert "quoted, reported, draft, characterisation" in problem.do


HEADINGS = {
    "a column renamed": Swap("facts.csv", "paragraph", "paragraf", "no column 'paragraf'", "Did you mean 'paragraph'"),
    "a column twice": Swap("facts.csv", "paragraph,kind", "kind,kind", "'kind' appears twice", "Keep one"),
    "another order": Swap("facts.csv", "paragraph,kind", "kind,paragraph", "another order", "fact_id, paragraph"),
    "a column without a name": Swap("facts.csv", "paragraph,kind", "paragraph,", "has no name", "empty column"),
    "semicolons from Excel": Swap(
        "sources.csv", SOURCE_HEADING, SOURCE_HEADING.replace(",", ";"), "separated by semicolons", "CSV UTF-8"
    ),
    "tabs": Swap("sources.csv", SOURCE_HEADING, SOURCE_HEADING.replace(",", "\t"), "separated by tabs", "CSV UTF-8"),
}


@pytest.mark.parametrize("swap", HEADINGS.values(), ids=HEADINGS.keys())
def test_a_wrong_heading(healthy: Folder, swap: Swap):
    """A wrong heading is named, and the cells below it are not: they cannot be told apart."""
    healthy.replace(swap.name, swap.old, swap.new)
    first, *others = [problem for problem in healthy.problems() if swap.name in problem.where]
    assert swap.what in first.what
    assert first.where == f"{healthy.path / swap.name}, row 1"
    assert swap.do in first.do
    assert all(problem.where == first.where for problem in others)


def test_a_column_is_missing(healthy: Folder):
    """A column that is not in the file is named."""
    file = healthy.path / "sources.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        lines = [line[:-1] for line in csv.reader(stream)]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    problem = healthy.problems()[0]
    assert problem.what == "The column attribution is missing."
    assert problem.where == f"{file}, row 1"


def test_items_wait_for_tables(healthy: Folder):
    """While a table cannot be read, it is said that the items are not compared with it, and none is blamed."""
    healthy.replace("members.csv", "iso3,iso2", "iso3;iso2")
    problems = healthy.problems()
    assert "compared with the data yet" in problems[-1].what
    assert not [problem for problem in problems if "90-damage.yaml" in problem.where]


ROWS = {
    "too many cells": Swap(
        "facts.csv", f"\n{FACT},1,", f"\n{FACT},1,x,", "The row has 16 cells, the table 15 columns.", "hold a comma"
    ),
    "too few cells": Swap(
        "facts.csv", f"\n{FACT},1,", f"\n{FACT},", "The row has 14 cells, the table 15 columns.", "has its comma"
    ),
    "an empty row": Swap("facts.csv", f"\n{FACT}", f"\n{',' * 14}\n{FACT}", "The row is empty.", "Take the row out."),
    "an empty line": Swap("facts.csv", f"\n{FACT}", f"\n\n{FACT}", "The row is empty.", "Take the row out."),
}


@pytest.mark.parametrize("swap", ROWS.values(), ids=ROWS.keys())
def test_a_wrong_row(healthy: Folder, swap: Swap):
    """A row with a wrong number of cells is named once, not once for each cell."""
    healthy.replace(swap.name, swap.old, swap.new)
    healthy.renew()
    (problem,) = [problem for problem in healthy.problems() if "facts.csv" in problem.where]
    assert problem.what == swap.what
    assert problem.where.startswith(f"{healthy.path / 'facts.csv'}, row 2")
    assert swap.do in problem.do


def test_a_quotation_mark_is_never_closed(healthy: Folder):
    """A quotation mark that swallows the rest of a table is named with the last line."""
    with (healthy.path / "facts.csv").open("a", encoding="utf-8") as file:
        file.write('fact-p14-new,"14,status')
    (problem,) = [problem for problem in healthy.problems() if "facts.csv" in problem.where]
    assert problem.what == "The table cannot be read: a quotation mark is opened and never closed."
    assert ", line 7" in problem.where
    assert "Close it" in problem.do


def test_a_quotation_mark_in_the_middle(healthy: Folder):
    """A quotation mark after which a cell goes on is named with its line."""
    healthy.replace("facts.csv", f"\n{FACT},", f'\n"{FACT}"x,')
    (problem,) = [problem for problem in healthy.problems() if "facts.csv" in problem.where]
    assert problem.what == "The table cannot be read: a quotation mark is in the middle of a cell."
    assert problem.where.endswith("facts.csv, line 2")
    assert 'Put "…" around' in problem.do


def test_an_id_stands_twice_in_a_table(healthy: Folder):
    """The second of two rows with one id is named, and the first is pointed to."""
    healthy.cell("facts", "fact-p01-closer-ties-hoped", "fact_id", FACT)
    healthy.renew()
    problem = healthy.only()
    assert problem.what == "The row has the id of row 2."
    assert f"row 3, id {FACT}" in problem.where


def test_an_id_stands_in_two_tables(healthy: Folder):
    """A row id of one table is no row id of another."""
    healthy.describe("sources", lambda sources: sources["schema"]["fields"][0]["constraints"].pop("pattern"))
    with (healthy.path / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("VNM,A title,A publisher,,,,,Somebody\n")
    healthy.renew()
    problem = healthy.only()
    assert problem.what == "The id 'VNM' is also that of a row of table members."
    assert "sources.csv, row " in problem.where
    assert problem.where.endswith("id VNM, column source_id")
    assert "members.csv, row " in problem.do


def test_a_figure_without_a_state(healthy: Folder):
    """A row whose id has several columns is named by its number when one of them is empty."""
    healthy.replace("indicators.csv", "_bn_usd,ASEAN,2003", "_bn_usd,,2003")
    healthy.renew()
    problem = healthy.only()
    assert problem.what == "The cell is empty."
    assert problem.where == f"{healthy.path / 'indicators.csv'}, row 3, column iso3"


def test_a_table_of_which_only_the_heading_is_left(healthy: Folder):
    """A table without rows is a problem, not an empty success."""
    (healthy.path / "cautions.csv").write_text(
        "caution_id,topic,caution,advice,paragraphs,source_id,locator,attribution,certainty\n", encoding="utf-8"
    )
    healthy.renew()
    assert healthy.problems()[0].what == "The table has a heading and no rows."


def test_more_problems_than_can_be_listed(healthy: Folder):
    """A table with more than a thousand wrong cells says that there are still more."""
    indicators = healthy.path / "indicators.csv"
    heading, row = indicators.read_text(encoding="utf-8").splitlines()[:2]
    rows = [row.replace(",2003,50.3,", f",{year},many,") for year in range(1000, 2100)]
    indicators.write_text("\n".join([heading, *rows]), encoding="utf-8")
    healthy.renew()
    assert any("still more problems" in problem.what for problem in healthy.problems())
