"""``datapackage.json``: mistakes in the description itself, which a teacher writes for her own tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.checks.conftest import Folder

NO_COLUMN = {"fields": "x", "reference": {"resource": "places", "fields": "place"}}


class Change(NamedTuple):
    """A change of the description of table facts, and what is said about it."""

    make: Callable[[dict[str, Any]], object]
    what: str
    where: str = "resource facts"


def schema(**changes: object) -> Callable[[dict[str, Any]], object]:
    """Return a function that changes the schema."""
    return lambda facts: facts["schema"].update(changes)


def field(number: int, **changes: object) -> Callable[[dict[str, Any]], object]:
    """Return a function that changes a column."""
    return lambda facts: facts["schema"]["fields"][number].update(changes)


CHANGES = {
    "no name": Change(lambda facts: facts.pop("name"), "has no name", "resource 1"),
    "no path": Change(lambda facts: facts.pop("path"), "has no path"),
    "a path out of the folder": Change(lambda facts: facts.update(path="../facts.csv"), "leads out of the folder"),
    "a path from the root": Change(lambda facts: facts.update(path="/facts.csv"), "leads out of the folder"),
    "an address": Change(lambda facts: facts.update(path="https://example.org/facts.csv"), "leads out of the folder"),
    "a hash that is none": Change(lambda facts: facts.update(hash=1), "not a text"),
    "no columns": Change(lambda facts: facts.pop("schema"), "columns are not described"),
    "a schema elsewhere": Change(lambda facts: facts.update(schema="https://example.org/s.json"), "not described"),
    "a type of its own": Change(field(1, type="intger"), "type 'intger'"),
    "a column twice": Change(field(1, name="kind"), "'kind' is described twice"),
    "a column without a name": Change(field(1, name=""), "has no name"),
    "no certainty": Change(lambda facts: facts["schema"]["fields"].pop(), "has no column certainty"),
    "a key of no column": Change(schema(primaryKey="id"), "names 'id'"),
    "a key of nothing": Change(schema(primaryKey=[]), "names no column"),
    "links that are no list": Change(schema(foreignKeys={"fields": "kind"}), "are not a list"),
    "a pattern that is no text": Change(field(0, constraints={"pattern": 1}), "pattern of column 'fact_id'"),
    "a field that is no map": Change(lambda facts: facts["schema"]["fields"].append("x"), "has no name"),
    "a minimum for a day": Change(field(0, type="date", constraints={"minimum": 2023}), "minimum of column"),
    "half a link": Change(schema(foreignKeys=[{"fields": "kind"}]), "not complete"),
    "a link of no column": Change(schema(foreignKeys=[NO_COLUMN]), "names 'x'"),
    "a link of two columns to one": Change(
        schema(foreignKeys=[{**NO_COLUMN, "fields": ["kind", "place"]}]), "as many columns"
    ),
    "constraints in a word": Change(field(1, constraints="required"), "are not a map"),
    "a pattern that is none": Change(field(0, constraints={"pattern": "["}), "pattern of column 'fact_id'"),
    "a minimum in words": Change(field(1, constraints={"minimum": "one"}), "minimum of column 'paragraph'"),
    "values in one text": Change(field(2, constraints={"enum": "event"}), "enum of column 'kind'"),
    "required in words": Change(field(2, constraints={"required": "yes"}), "required of column 'kind'"),
    "a pattern for a number": Change(field(1, constraints={"pattern": "^1$"}), "not valid"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_wrong_description(healthy: Folder, change: Change):
    """A mistake in the description is named with the table it is about; nothing is fetched from elsewhere."""
    healthy.describe("facts", change.make)
    first = healthy.problems()[0]
    assert change.what in first.what
    assert first.where == f"{healthy.path / 'datapackage.json'}, {change.where}"
    assert first.do


UNREADABLE = {
    "nothing": ("", "not JSON", "line 1"),
    "a comma too many": ('{"resources": [,]}', "not JSON", "line 1, character 16"),
    "a list": ("[]", "no list of resources", ""),
    "no resources": ('{"resources": []}', "no list of resources", ""),
    "a number as resource": ('{"resources": [1]}', "has to be a map", ", resource 1"),
    "brackets without end": ("[" * 100_000, "nested too deeply", ""),
    "a byte-order mark": ("\ufeff{}", "byte-order mark", ""),
}


@pytest.mark.parametrize(("content", "what", "where"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_description_that_cannot_be_read(healthy: Folder, content: str, what: str, where: str):
    """Whatever stands in datapackage.json, the first problem says what is wrong with it."""
    (healthy.path / "datapackage.json").write_text(content, encoding="utf-8")
    first = healthy.problems()[0]
    assert what in first.what
    assert first.where.startswith(str(healthy.path / "datapackage.json"))
    assert where in first.where


def test_a_name_stands_twice(healthy: Folder):
    """Two tables of one name are a problem of the second."""
    healthy.describe("forecasts", lambda forecasts: forecasts.update(name="facts"))
    assert healthy.problems()[0].what == "The name 'facts' is used twice."


def test_a_table_may_name_rows_of_its_own(healthy: Folder):
    """A link without the name of a table is one within the table."""
    link = {"fields": ["kind"], "reference": {"resource": "", "fields": ["certainty"]}}
    healthy.describe("facts", schema(foreignKeys=[link]))
    assert "There is no 'event' in table facts." in [problem.what for problem in healthy.problems()]
