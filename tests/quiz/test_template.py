"""Items made from a table."""

from __future__ import annotations

import json
from random import Random

import msgspec
import pytest

from kit.errors import KitError
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.score import score
from kit.quiz.template import Template

ROWS = [
    {"iso3": code, "name": name, "capital": capital, "joined": joined}
    for code, name, capital, joined in [
        ("IDN", "Indonesia", "Jakarta", 1967),
        ("THA", "Thailand", "Bangkok", 1967),
        ("BRN", "Brunei", "Bandar Seri Begawan", 1984),
        ("VNM", "Vietnam", "Hanoi", 1995.0),
        ("LAO", "Laos", "Vientiane", 1997),
        ("KHM", "Cambodia", "Phnom Penh", 1999),
        ("TLS", "Timor-Leste", "Dili", 2025),
    ]
]
TEXTS = {
    "table": "members",
    "row_id": "iso3",
    "objective": "members",
    "level": "recall",
    "stem": {"en": "In which year did {name} join?", "ja": "{name} は？"},
    "hints": ("Think of {name}.",),
    "right": "Yes, {name} joined in {joined}.",
    "wrong": "In {other_joined} it was {other_name}, not {name}.",
}
JOINED = Template(id="q-joined", kind="single-choice", key="joined", **TEXTS)
YEAR = Template(id="q-year", kind="numeric", key="joined", otherwise="Look at the map.", unit="year", **TEXTS)
CLICK = Template(
    id="q-click",
    kind="map-click",
    key="iso3",
    label="name",
    **{**TEXTS, "stem": "Find the land of {capital}.", "wrong": "No."},
)


def test_a_choice_from_rows():
    """Each row gives an item whose key is its own cell, with feedback that says whose answer was taken."""
    items = JOINED.items(ROWS, "3b")
    assert len(items) == len(ROWS)
    assert all(isinstance(item, SingleChoice) and len(item.options) == 4 for item in items)
    vietnam = items[3]
    assert (vietnam.public()["stem"], vietnam.key, vietnam.facts) == (
        "In which year did Vietnam join?",
        "1995",
        ("VNM",),
    )
    assert score(vietnam, "1995").notes[0].text == "Yes, Vietnam joined in 1995."
    owner = {"1984": "BRN", "1997": "LAO", "1999": "KHM", "2025": "TLS"}
    for option in vietnam.options:
        if option.id in owner:
            assert option.facts == (owner[option.id],)
            assert option.feedback.startswith(f"In {option.id} it was ")


def test_distractors_are_near():
    """Among numbers the distractors are near the answer, and no answer comes twice."""
    two = msgspec.structs.replace(JOINED, options=2)
    for seed in "abcdefgh":
        assert len({option.id for option in JOINED.items(ROWS, seed)[2].options}) == 4
        laos = two.items(ROWS, seed)[4]
        assert {option.id for option in laos.options} <= {"1995", "1997", "1999"}


def test_a_seed_gives_the_same_items():
    """The same seed gives the same items; another seed gives other items and ids; the order of rows does not matter."""
    assert JOINED.items(ROWS, "3b") == JOINED.items(ROWS, "3b")
    assert {item.id for item in JOINED.items(ROWS, "3b")}.isdisjoint(item.id for item in JOINED.items(ROWS, "3c"))
    mixed = Random(1).sample(ROWS, len(ROWS))  # noqa: S311 - no secret
    assert {item.id: item for item in JOINED.items(mixed, "3b")} == {item.id: item for item in JOINED.items(ROWS, "3b")}


def test_some_of_the_rows():
    """The seed chooses the rows when fewer items are asked for, and different seeds choose differently."""
    three = msgspec.structs.replace(JOINED, count=3)
    assert len(three.items(ROWS, "3b")) == 3
    assert len({three.items(ROWS, seed)[0].facts for seed in "abcdefgh"}) > 1
    for count in (0, -1, 8):
        with pytest.raises(KitError, match=f"{count} items cannot be made from 7 rows"):
            msgspec.structs.replace(JOINED, count=count).items(ROWS, "3b")


def test_numbers_from_rows():
    """A numeric item expects the answers of near rows as errors."""
    item = YEAR.items(ROWS, "3b")[3]
    assert isinstance(item, Numeric)
    assert score(item, "1995年").verdict == "right"
    assert len(item.expected_errors) == 3
    error = item.expected_errors[0]
    assert "it was" in score(item, error.value).notes[0].text
    assert score(item, 1900).notes[0].text == "Look at the map."


def test_a_map_from_rows():
    """A map item offers all rows, and what the browser gets of it does not depend on the row it asks for."""
    items = CLICK.items(ROWS, "3b")
    assert all(isinstance(item, MapClick) and len(item.options) == len(ROWS) for item in items)
    assert score(items[3], "VNM").verdict == "right"
    assert {json.dumps(item.public()["options"]) for item in items} == {json.dumps(items[0].public()["options"])}
    assert not any(row["iso3"].casefold() in item.id for row in ROWS for item in items)


def test_cells_are_text():
    """What a cell contains is shown as it is: no template in it is filled in, no attribute is read."""
    rows = [{**row, "name": "{joined} {{ 7*7 }} {name.__class__} <script>"} for row in ROWS]
    stem = JOINED.items(rows, "3b")[0].public()["stem"]
    assert stem == "In which year did {joined} {{ 7*7 }} {name.__class__} <script> join?"


@pytest.mark.parametrize(
    ("template", "rows", "words"),
    [
        ({"key": "join"}, ROWS, "Did you mean 'joined'"),
        ({"stem": "When did {nam} join?"}, ROWS, "Did you mean 'name'"),
        ({"row_id": "joined"}, ROWS, "Two rows are called '1967'"),
        ({}, ROWS[:3], "too few different answers"),
        ({}, [*ROWS, {**ROWS[0], "iso3": "XXX", "joined": None}], "row XXX"),
        ({}, [*ROWS, {**ROWS[0], "iso3": "XXX", "joined": float("nan")}], "is empty"),
        ({"kind": "numeric", "key": "name", "otherwise": "x"}, ROWS, "not a plain number"),
        ({"kind": "numeric"}, ROWS, "wrong is empty"),
        ({"kind": "map-click"}, ROWS, "not a country code"),
        ({"hints": ()}, ROWS, "0 hints"),
    ],
)
def test_what_cannot_be_made(template: dict[str, object], rows: list[dict[str, object]], words: str):
    """A template that does not fit its rows gives an error that names template, row and fix."""
    with pytest.raises(KitError) as raised:
        msgspec.structs.replace(JOINED, **template).items(rows, "3b")
    assert words in str(raised.value)
    assert "template q-joined" in raised.value.where
    assert raised.value.do


def test_one_number_written_in_two_ways():
    """2 and 2.0 are one answer: neither is a wrong option, or an expected error, where the other is right."""
    rows = [{**row, "joined": number} for row, number in zip(ROWS, ("2", "2.0", "3", "4.50"), strict=False)]
    for item in msgspec.structs.replace(JOINED, options=3).items(rows, "3b"):
        assert isinstance(item, SingleChoice)
        assert len({float(str(option.text)) for option in item.options}) == 3
    for number in YEAR.items(rows, "3b"):
        assert isinstance(number, Numeric)
        assert len({number.key, *(error.value for error in number.expected_errors)}) == 3


def test_answers_that_differ_by_a_sign_alone():
    """Numbers with one slug, such as 5 and -5, are two options with ids of their own, the same ones each time."""
    rows = [{**row, "joined": number} for row, number in zip(ROWS, (5, -5, 7, 8), strict=False)]
    items = JOINED.items(rows, "3b")
    assert len(items) == 4
    assert all(len(set(item.option_ids())) == 4 for item in items)
    assert len({item.key for item in items}) == 4
    assert JOINED.items(rows, "3b") == items
