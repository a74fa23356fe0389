"""Names of persons."""

from __future__ import annotations

import csv

import pytest

from kit.facts.localization import localized
from kit.facts.tables import rows
from kit.paths import data_folder
from kit.quiz.person_names import family_name, may_be_a_person

PERSONS = [*csv.DictReader((data_folder() / "text" / "persons.csv").read_text("utf-8").splitlines())]


def test_a_full_name_has_its_family_name():
    """The full name of a person of the story, in either order, is that of the family; other persons stay themselves."""
    names = (
        "takeo fukuda",
        "fukuda takeo",
        "fukuda, takeo",
        "yōko kamikawa",
        "上川陽子",
        "上川・陽子",
        "jose ramos-horta",
    )
    assert [*map(family_name, names)] == ["fukuda", "fukuda", "fukuda", "kamikawa", "上川", "上川", "ramos-horta"]
    assert [*map(family_name, ("yasuo fukuda", "fukuda doctrine", "fukuda"))] == [
        "yasuo fukuda",
        "fukuda doctrine",
        "fukuda",
    ]


def test_two_family_names_are_one_person_each():
    """No family name stands for two persons, so that a full name says exactly who is meant."""
    families = [person["family"] for person in PERSONS]
    assert len(set(families)) == len(families)


@pytest.mark.parametrize("person", PERSONS, ids=lambda person: person["family"])
def test_each_person_is_named_in_a_row_that_has_a_source(person: dict[str, str]):
    """The row that the table gives has the family name in English, and the full name in English or Japanese."""
    row = next(
        row for table in ("documents", "timeline", "facts") for row in rows(table) if person["named_in"] in row.values()
    )
    english = " ".join(map(str, row.values()))
    texts = ("speaker", "head_note", "title", "what_happened", "significance", "statement")
    japanese = "".join(localized(row, field, "ja") for field in texts if field in row)
    assert person["family"] in english
    assert person["family_ja"] + person["given_ja"] in japanese
    assert person["family_ja"] or person["given"] in english


@pytest.mark.parametrize(
    "name", ["South China", "East Asia", "Fukuda Doctrine", "New Zealand", "Phnom Penh", "Kuala Lumpur"]
)
def test_places_and_treaties_are_not_persons(name: str):
    """What is not a person's name has one order of its words."""
    assert not may_be_a_person(name)


def test_no_state_or_capital_of_the_data_is_a_person():
    """Each name of two words in the table of members is known not to be a person's."""
    with (data_folder() / "members.csv").open(encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    names = [row[column] for row in rows for column in ("name_en", "capital") if len(row[column].split()) == 2]
    assert names
    assert not [name for name in names if may_be_a_person(name)]
