"""The data folder as a whole: as its description says, byte for byte, and whole in both languages."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest
from frictionless import validate

from kit.checks.folder import check_folder
from kit.facts.provenance import row_ids
from kit.facts.tables import load, table_names
from kit.paths import data_folder
from kit.text import _read

RESOURCES: list[dict[str, Any]] = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))[
    "resources"
]
COLUMNS = [(table["name"], field) for table in RESOURCES for field in table.get("schema", {}).get("fields", [])]


def test_nothing_is_wrong():
    """The kit's own check finds nothing in the kit's own data."""
    assert [str(problem) for problem in check_folder(data_folder())] == []


def test_the_description_is_valid():
    """Another program than the kit finds every table as the Data Package describes it."""
    report = validate(str(data_folder() / "datapackage.json"))
    errors = [error.message for error in [*report.errors, *(error for task in report.tasks for error in task.errors)]]
    assert (report.valid, errors) == (True, [])


def test_every_file_is_described():
    """Each table and the outlines stand in the description, and it names no other file."""
    files = {path.name for path in data_folder().iterdir() if path.suffix in {".csv", ".geojson"}}
    assert {resource["path"] for resource in RESOURCES} == files


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["name"])
def test_every_file_is_the_one_described(resource: dict[str, Any]):
    """Each file has the size and the hash that the description states."""
    content = (data_folder() / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.mark.parametrize("table", table_names())
def test_tables_are_plain(table: str):
    """Each table is UTF-8 without a byte-order mark, with plain line ends and no space at the end of a line."""
    content = (data_folder() / f"{table}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert re.findall(r".*[ \t]$", content.decode(), re.MULTILINE) == []


@pytest.mark.parametrize(("table", "field"), COLUMNS, ids=[f"{name}.{field['name']}" for name, field in COLUMNS])
def test_every_column_is_described(table: str, field: dict[str, Any]):
    """Each column says in a sentence what it holds; a column of measures says in which unit."""
    assert field["description"].endswith(".")
    measures = field["type"] == "number" and "unit" not in load(table).columns
    assert ("unit" in field) == measures


@pytest.mark.parametrize("table", table_names())
def test_cells_are_clean(table: str):
    """No cell begins or ends with a space, and no list has an empty part."""
    for column in load(table).select_dtypes("string"):
        cells = load(table)[column].dropna()
        assert cells[cells != cells.str.strip()].tolist() == []
        assert cells[cells.str.contains(r"  |^;|;$|;;", regex=True)].tolist() == []


def test_the_readme_knows_every_table():
    """The page on the data names each table with its number of rows, its columns and an id that exists."""
    page = (data_folder() / "README.md").read_text(encoding="utf-8")
    last = {"source_id", "locator", "attribution", "certainty"}
    described = {}
    for name, rows, row_id, columns in re.findall(
        r"^\| `(\w+)` \((\d+)\) \|[^|]*\| `([^`]+)`([^\n]*) \|$", page, re.MULTILINE
    ):
        described[name] = (int(rows), set(re.findall(r"`(\w+)`", columns)))
        assert row_id in row_ids(), name
    written = {name: [field["name"] for table, field in COLUMNS if table == name] for name in table_names()}
    own = {name: set(written[name]) - (last if name != "sources" else set()) for name in written}
    assert described == {name: (len(load(name)), own[name]) for name in table_names()}


def test_every_string_of_the_screens_is_in_japanese():
    """Each key of English has a Japanese text, made for the English of today."""
    assert {key.partition("[")[0] for key in _read("ja")} == {key.partition("[")[0] for key in _read("en")}
