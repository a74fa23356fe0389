"""Every damage to a table is found, once, with file, row, id, column and the mend."""

from __future__ import annotations

import csv
import json

import pytest

FACT = "fact-p01-ministers-meet"

# table, row id, column, value written; then what is said, and what there is to do
CELLS = {
    "not a whole number": ("facts", FACT, "paragraph", "one", "'one' is not a whole number.", "digits alone"),
    "not a number": ("members", "KHM", "area_km2", "181,035", "'181,035' is not a number.", "without separators"),
    "true as Excel writes it": ("members", "KHM", "founder", "TRUE", "'TRUE' is not true or false.", "small letters"),
    "no such day": ("members", "KHM", "joined", "1995-02-30", "'1995-02-30' is not a day.", "2023-07-13"),
    "a day as Excel writes it": ("members", "KHM", "joined", "30/04/1999", "'30/04/1999' is not a day.", "2023-07-13"),
    "a partial date without a month": ("facts", FACT, "date_start", "2023-13", "'2023-13' is no date.", "1973-07"),
    "a partial date in words": ("facts", FACT, "date_start", "July 2023", "'July 2023' is no date.", "1973-07"),
    "an end before its start": ("facts", FACT, "date_end", "2022", "The end 2022 is before the start", "both dates"),
    "an empty cell": ("facts", FACT, "statement", "", "The cell is empty.", "The fact in our own words."),
    "an empty attribution": ("facts", FACT, "attribution", "", "The cell is empty.", "Who says so"),
    "an unknown word": ("facts", FACT, "kind", "evnt", "'evnt' is not one of the values", "Did you mean 'event'?"),
    "a certainty that is none": ("facts", FACT, "certainty", "sure", "'sure' is not one", "reported, expected"),
    "too small": ("facts", FACT, "paragraph", "0", "'0' is less than 1.", "Paragraph of the story"),
    "too large": ("places", "Jakarta", "lat", "106", "'106' is more than 90.", "Latitude"),
    "an id of another form": ("facts", FACT, "fact_id", "ministers", "'ministers' has not the form", "fact-pNN-slug"),
    "evidence of one word": ("facts", FACT, "evidence", "Foreign", "The evidence 'Foreign' has 1 words.", "2 to 6"),
    "evidence of seven words": ("facts", FACT, "evidence", "a b c d e f g", "has 7 words.", "2 to 6 words"),
    "an unknown source": ("facts", FACT, "source_id", "kyodo-2023-07-14", "no source 'kyodo-2023-07-14'", "kyodo-2023"),
    "sources with a space": ("facts", FACT, "source_id", "kyodo-2023-07-13; mofa", "no source 'mofa'", "without spaces"),
    "an unknown place": ("timeline", "event-1967-asean-founded", "place", "Bankok", "no 'Bankok' in table places", "Bangkok"),
    "an unknown capital": ("members", "KHM", "capital", "Phnom Pen", "no 'Phnom Pen' in table", "Did you mean 'Phnom Penh'?"),
    "a forecast of no fact": ("forecasts", "forecast-tokyo-summit", "fact_id", "fact-p99-x", "in table facts", "Add it"),
    "digits with a line below": ("facts", FACT, "paragraph", "1_0", "'1_0' is not a value of this column.", "Mend"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "row_id", "column", "value", "what", "do"), CELLS.values(), ids=CELLS.keys())
def test_a_wrong_cell(healthy, table, row_id, column, value, what, do):  # noqa: PLR0913 - a row of the table above
    """A wrong cell gives one problem that names it and says how to mend it."""
    healthy.cell(table, row_id, column, value)
    healthy.renew()
    problem = healthy.only()
    assert what in problem.what
    assert f"{table}.csv, row " in problem.where
    assert problem.where.endswith(f"column {column}")
    assert do in problem.do


def test_the_row_is_the_one_that_a_spreadsheet_shows(healthy):
    """Rows are counted with the heading as row 1, and the id of the row stands beside."""
    healthy.cell("facts", FACT, "paragraph", "one")
    healthy.renew()
    assert healthy.only().where == f"{healthy.path / 'facts.csv'}, row 2, id {FACT}, column paragraph"


# file, text in it, what is written instead; then what is said, where, and what there is to do
HEADINGS = {
    "a column renamed": ("facts.csv", "paragraph,kind", "paragraf,kind", "no column 'paragraf'", "Did you mean 'paragraph'"),
    "a column twice": ("facts.csv", "paragraph,kind", "kind,kind", "'kind' stands twice", "Keep one"),
    "columns in another order": ("facts.csv", "paragraph,kind", "kind,paragraph", "another order", "fact_id, paragraph"),
    "a column without a name": ("facts.csv", "paragraph,kind", "paragraph,", "has no name", "empty column"),
    "semicolons, as Excel writes them": ("sources.csv", "source_id,title,publisher,published,url,accessed,licence,attribution", "source_id;title;publisher;published;url;accessed;licence;attribution", "separated by semicolons", "CSV UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "what", "do"), HEADINGS.values(), ids=HEADINGS.keys())
def test_a_wrong_heading(healthy, name, old, new, what, do):  # noqa: PLR0913 - a row of the table above
    """A wrong heading is named, and the cells below it are not: they cannot be told apart."""
    healthy.replace(name, old, new)
    first, *others = [problem for problem in healthy.problems() if name in problem.where]
    assert what in first.what
    assert first.where == f"{healthy.path / name}, row 1"
    assert do in first.do
    assert all(problem.where == first.where for problem in others)


def test_a_column_is_missing(healthy):
    """A column that is not in the file is named."""
    file = healthy.path / "sources.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        lines = [line[:-1] for line in csv.reader(stream)]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    problem = healthy.problems()[0]
    assert problem.what == "The column attribution is missing."
    assert problem.where == f"{file}, row 1"


def test_items_wait_for_tables(healthy):
    """While a table cannot be read, it is said that the items are not compared with it, and none is blamed."""
    healthy.replace("members.csv", "iso3,iso2", "iso3;iso2")
    problems = healthy.problems()
    assert "compared with the data yet" in problems[-1].what
    assert not [problem for problem in problems if "90-damage.yaml" in problem.where]


ROWS = {
    "too many cells": (f"\n{FACT},1,event,", f"\n{FACT},1,event,x,", "The row has 15 cells, the table 14 columns.", "hold a comma"),
    "too few cells": (f"\n{FACT},1,", f"\n{FACT},", "The row has 13 cells, the table 14 columns.", "has its comma"),
    "an empty row": (f"\n{FACT}", f"\n,,,,,,,,,,,,,\n{FACT}", "The row is empty.", "Take the row out."),
    "an empty line": (f"\n{FACT}", f"\n\n{FACT}", "The row is empty.", "Take the row out."),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "do"), ROWS.values(), ids=ROWS.keys())
def test_a_wrong_row(healthy, old, new, what, do):
    """A row with a wrong number of cells is named once, not once for each cell."""
    healthy.replace("facts.csv", old, new)
    healthy.renew()
    first = healthy.problems()[0]
    assert first.what == what
    assert first.where.startswith(f"{healthy.path / 'facts.csv'}, row 2")
    assert do in first.do
    in_row = [problem for problem in healthy.problems() if "facts.csv" in problem.where]
    assert len(in_row) == 1


def test_an_id_stands_twice_in_a_table(healthy):
    """The second of two rows with one id is named, and the first is pointed to."""
    healthy.cell("facts", "fact-p01-closer-ties-hoped", "fact_id", FACT)
    healthy.renew()
    problem = healthy.only()
    assert "same id as another" in problem.what
    assert "position 2" in problem.what
    assert f"row 3, id {FACT}" in problem.where


def test_an_id_stands_in_two_tables(healthy):
    """A row id of one table is no row id of another."""
    healthy.replace("sources.csv", "\nown-wording,", "\nVNM,")
    healthy.replace("glossary.csv", "own-wording", "kyodo-2023-07-13")
    healthy.replace("datapackage.json", '"^[a-z0-9-]+$"', '"^[A-Za-z0-9-]+$"')
    healthy.renew()
    shared = [problem for problem in healthy.problems() if "also that of a row of table members" in problem.what]
    assert len(shared) == 1
    assert "sources.csv" in shared[0].where
    assert "id VNM" in shared[0].where
    assert "members.csv" in shared[0].do


def test_a_figure_without_a_state(healthy):
    """A row whose id has several columns is named by all of them, and by its number when one is empty."""
    healthy.replace(
        "indicators.csv", "\nasean_exports_to_japan_bn_usd,ASEAN,2003", "\nasean_exports_to_japan_bn_usd,,2003"
    )
    healthy.renew()
    problem = healthy.only()
    assert problem.what == "The cell is empty."
    assert problem.where == f"{healthy.path / 'indicators.csv'}, row 2, column iso3"


def test_more_problems_than_can_be_listed(healthy):
    """A table with more than a thousand wrong cells says that there are still more."""
    indicators = healthy.path / "indicators.csv"
    heading, row = indicators.read_text(encoding="utf-8").splitlines()[:2]
    rows = [row.replace(",2003,50.3,", f",{year},many,") for year in range(1000, 2100)]
    indicators.write_text("\n".join([heading, *rows]), encoding="utf-8")
    healthy.renew()
    assert any("still more problems" in problem.what for problem in healthy.problems())


# ---- the description ----


def edit(folder, change):
    """Change the description of the tables."""
    path = folder.path / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    change(described["resources"][0])
    path.write_text(json.dumps(described), encoding="utf-8")


DESCRIPTIONS = {
    "no name": (lambda facts: facts.pop("name"), "has no name", "resource 1"),
    "no path": (lambda facts: facts.pop("path"), "has no path", "resource facts"),
    "a path out of the folder": (lambda facts: facts.update(path="../facts.csv"), "leads out of the folder", "facts"),
    "an address": (lambda facts: facts.update(path="https://example.org/facts.csv"), "leads out of the folder", "facts"),
    "no columns": (lambda facts: facts.pop("schema"), "columns are not described", "resource facts"),
    "a schema elsewhere": (lambda facts: facts.update(schema="https://example.org/s.json"), "not described", "facts"),
    "a type of its own": (lambda facts: facts["schema"]["fields"][1].update(type="intger"), "type 'intger'", "facts"),
    "a column twice": (lambda facts: facts["schema"]["fields"][1].update(name="kind"), "'kind' is described twice", "facts"),
    "a column without a name": (lambda facts: facts["schema"]["fields"][1].pop("name"), "has no name", "facts"),
    "no certainty": (lambda facts: facts["schema"]["fields"].pop(), "has no column certainty", "resource facts"),
    "a key of no column": (lambda facts: facts["schema"].update(primaryKey="id"), "names 'id'", "resource facts"),
    "half a link": (lambda facts: facts["schema"].update(foreignKeys=[{"fields": "kind"}]), "not complete", "facts"),
    "a link of no column": (lambda facts: facts["schema"].update(foreignKeys=[{"fields": "x", "reference": {"resource": "places", "fields": "place"}}]), "names 'x'", "facts"),
    "a pattern that is none": (lambda facts: facts["schema"]["fields"][0]["constraints"].update(pattern="["), "pattern of column 'fact_id'", "facts"),
    "a minimum in words": (lambda facts: facts["schema"]["fields"][1]["constraints"].update(minimum="one"), "minimum of column 'paragraph'", "facts"),
    "values in one text": (lambda facts: facts["schema"]["fields"][2]["constraints"].update(enum="event"), "enum of column 'kind'", "facts"),
    "required in words": (lambda facts: facts["schema"]["fields"][2]["constraints"].update(required="yes"), "required of column", "facts"),
    "a pattern for a number": (lambda facts: facts["schema"]["fields"][1]["constraints"].update(pattern="^1$"), "not valid", "facts"),
    "no map": (lambda facts: facts["schema"]["fields"][1].update(constraints="required"), "are no map", "facts"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "what", "where"), DESCRIPTIONS.values(), ids=DESCRIPTIONS.keys())
def test_a_wrong_description(healthy, change, what, where):
    """A mistake in datapackage.json is named with the table it is about; nothing is fetched from elsewhere."""
    edit(healthy, change)
    first = healthy.problems()[0]
    assert what in first.what
    assert first.where.startswith(f"{healthy.path / 'datapackage.json'}, resource ")
    assert where in first.where
    assert first.do


@pytest.mark.parametrize(
    ("content", "what", "where"),
    [
        ("", "not JSON", "line 1"),
        ('{"resources": [,]}', "not JSON", "line 1, sign 16"),
        ("[]", "no list of resources", "datapackage.json"),
        ('{"resources": []}', "no list of resources", "datapackage.json"),
        ('{"resources": [1]}', "has to be a map", "resource 1"),
        ("[" * 100_000, "nested too deeply", "datapackage.json"),
        ("\ufeff{}", "byte-order mark", "datapackage.json"),
    ],
)
def test_a_description_that_cannot_be_read(healthy, content, what, where):
    """Whatever stands in datapackage.json, the first problem says what is wrong with it."""
    (healthy.path / "datapackage.json").write_text(content, encoding="utf-8")
    first = healthy.problems()[0]
    assert what in first.what
    assert where in first.where


def test_columns_linked_to_themselves(healthy):
    """A table may name rows of its own."""
    link = {"fields": ["kind"], "reference": {"resource": "", "fields": ["certainty"]}}
    edit(healthy, lambda facts: facts["schema"].update(foreignKeys=[link]))
    assert "There is no 'event' in table facts." in [problem.what for problem in healthy.problems()]
