"""Every row of every table can be found by its id and can say where it is from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kit.errors import KitError
from kit.facts.provenance import cite, find, row_ids, source_line, sources_of
from kit.facts.tables import load, table_names
from kit.text import strings

IDS = {
    "cautions": ["caution_id"],
    "documents": ["document_id"],
    "facts": ["fact_id"],
    "forecasts": ["forecast_id"],
    "glossary": ["word_id"],
    "indicators": ["indicator", "iso3", "year"],
    "members": ["iso3"],
    "partnerships": ["partner_id"],
    "places": ["place"],
    "sources": ["source_id"],
    "story": ["story_id"],
    "timeline": ["event_id"],
}
CITED = [name for name in table_names() if name != "sources"]


def ids_of(name: str) -> list[str]:
    """Return the ids of a table, figures as indicator/state/year."""
    return ["/".join(map(str, row)) for row in load(name)[IDS[name]].itertuples(index=False)]


def sample(name: str) -> list[str]:
    """Return all ids of a table, of the figures every fortieth: finding one takes a moment."""
    ids = ids_of(name)
    return ids[::40] if name == "indicators" else ids


def test_every_row_has_an_id_of_its_own():
    """No two rows of all tables share an id, and the ids are those of all rows."""
    ids = [row_id for name in table_names() for row_id in ids_of(name)]
    assert len(set(ids)) == len(ids)
    assert set(ids) == row_ids()


@pytest.mark.parametrize("name", table_names())
def test_find_every_row(name: str):
    """An id leads to its own row, whichever table it stands in."""
    for row_id in sample(name):
        assert "/".join(str(find(row_id)[column]) for column in IDS[name]) == row_id


@pytest.mark.parametrize("name", CITED)
def test_cite_every_row(name: str):
    """Every row says who says so, where exactly and how sure it is, given by its id or as the row itself."""
    table = load(name)
    if name == "indicators":
        table = table.iloc[::40]
    lines = [cite(row) for _, row in table.iterrows()]
    assert lines == [cite(row_id) for row_id in sample(name)]
    for line, attribution, certainty in zip(lines, table["attribution"], table["certainty"], strict=True):
        assert line.startswith(f"{attribution}, ")
        assert line.endswith(f" ({strings('en')[f'code.certainty.{certainty}']})")


@pytest.mark.parametrize("make", [lambda row: row, dict, lambda row: row.to_frame().T], ids=["row", "dict", "tuple"])
def test_cite_a_row_in_any_form(make: Any):  # noqa: ANN401 - turns a row into whatever a learner may hold
    """A row may be a Series, a mapping, or what comes out of itertuples."""
    row = make(find("event-1977-fukuda-doctrine"))
    row = next(row.itertuples()) if isinstance(row, pd.DataFrame) else row
    assert cite(row) == cite("event-1977-fukuda-doctrine")


def test_cite_a_row_without_locator():
    """A row that has no place within its source is cited without one."""
    row = {"attribution": "Kyodo News", "locator": pd.NA, "certainty": "known"}
    assert cite(row) == "Kyodo News (generally known)"


@pytest.mark.parametrize(("wrong", "meant"), [("fact-p08-ruber-forum", "fact-p08-rubber-forum"), ("BRU", "BRN")])
def test_a_wrong_id(wrong: str, meant: str):
    """A mistyped id is answered with the ids that are near."""
    with pytest.raises(KitError) as caught:
        cite(wrong)
    assert caught.value.what == f"There is no row {wrong!r}."
    assert meant in caught.value.do


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the data folder of somebody's own lesson, whose table is in a folder of its own."""
    (tmp_path / "tables").mkdir()
    fields = [{"name": name, "type": "string"} for name in ("visit_id", "source_id")]
    table = {"name": "indicators", "path": "tables/visits.csv", "schema": {"fields": fields}}
    sources = {
        "name": "sources",
        "path": "sources.csv",
        "schema": {"fields": [{"name": "source_id", "type": "string"}]},
    }
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [table, sources]}), encoding="utf-8")
    (tmp_path / "sources.csv").write_text("source_id\nown-wording\n", encoding="utf-8")
    (tmp_path / "tables" / "visits.csv").write_text("visit_id,source_id\nvisit-hanoi,own-wording\n", encoding="utf-8")
    return tmp_path


def test_ids_of_a_folder_of_ones_own_are_near_too(own: Path):
    """A mistyped id of an own row is answered with that row; a table may have the name of one of the kit's."""
    with pytest.raises(KitError) as caught:
        find("visit-hanoy", own)
    assert "visit-hanoi" in caught.value.do


def test_a_table_that_is_edited_is_looked_through_again(own: Path):
    """Also one in a folder below: an id never leads to the row that has its place now."""
    assert find("visit-hanoi", own)["source_id"] == "own-wording"
    table = own / "tables" / "visits.csv"
    table.write_text("visit_id,source_id\nvisit-dili,mofa\nvisit-hanoi,own-wording\n", encoding="utf-8")
    os.utime(table, ns=(1, 1))
    assert find("visit-hanoi", own)["source_id"] == "own-wording"


def test_a_source_of_both_folders_is_listed_once(own: Path):
    """The folder of one's own comes first; a folder may also go without sources of its own."""
    assert list(sources_of(["visit-hanoi", "BRN"], own)["source_id"]).count("own-wording") == 1
    described = json.loads((own / "datapackage.json").read_text(encoding="utf-8"))
    (own / "datapackage.json").write_text(json.dumps({"resources": described["resources"][:1]}), encoding="utf-8")
    assert list(sources_of(["visit-hanoi"], own)["source_id"]) == ["own-wording"]


def test_a_row_that_is_not_there_has_no_source(own: Path):
    """After an exam of a teacher's own, learners have its items but not all the rows behind them."""
    assert list(sources_of(["visit-hanoi", "fact-of-nobody"], own)["source_id"]) == ["own-wording"]


def test_a_table_without_a_column_of_sources_has_none(own: Path):
    """A lesson may rest on a table of its own that says nothing of sources."""
    described = json.loads((own / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"][0]["schema"]["fields"].pop()
    (own / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (own / "tables" / "visits.csv").write_text("visit_id\nvisit-hanoi\n", encoding="utf-8")
    assert list(sources_of(["visit-hanoi", "BRN"], own)["source_id"]) == list(sources_of(["BRN"])["source_id"])


def test_learners_read_who_a_source_is():
    """An item may rest on a source itself; learners then read a name, and never an id."""
    assert source_line("own-wording") == "The Heart to Heart kit"
    assert source_line("own-wording", language="ja") == "Heart to Heart教材"


def test_an_id_near_to_none():
    """Where no id is near, it is said where ids stand."""
    with pytest.raises(KitError) as caught:
        find("@@@@")
    assert "first column" in caught.value.do


def test_a_row_without_its_source():
    """A row that was cut down to other columns cannot be cited, and what is missing is named."""
    row = load("members").loc[0, ["name_en", "joined"]]
    with pytest.raises(KitError) as caught:
        cite(row)
    assert caught.value.what == "This row does not say: attribution, certainty."


def test_a_source_is_no_row_to_cite():
    """Table sources says itself where it is from: it has no certainty."""
    with pytest.raises(KitError, match="does not say: certainty"):
        cite("kyodo-2023-07-13")


@pytest.mark.parametrize("row", [1973, None, ["fact-p08-rubber-forum"], {"a set"}])
def test_what_is_no_row(row: Any):  # noqa: ANN401 - whatever a learner may pass
    """Whatever is no row is refused."""
    with pytest.raises(KitError) as caught:
        cite(row)
    assert caught.value.what == f"{row!r} is not a row of a table."


def test_callers_cannot_change_a_row_for_others():
    """What one caller does to a row, the next one does not see."""
    mine = find("BRN")
    mine["name_en"] = "X"
    assert find("BRN")["name_en"] == "Brunei"
