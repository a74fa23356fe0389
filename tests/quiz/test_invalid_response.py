"""What does not have the form of a response, whatever it is."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from kit.quiz.invalid_response import InvalidResponse, as_json, chosen_ids, placed_ids, typed_text
from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS
from kit.quiz.parts import in_language
from kit.quiz.score import score
from kit.text import strings


@pytest.mark.parametrize("response", [None, 3, True, [], {}, "", " . ", "x" * 501])
def test_a_text_has_a_letter_or_a_digit(response: object):
    """Only a short text with something to read in it is taken as typed."""
    assert typed_text(response) is None


def test_ids_are_known():
    """A list of ids is taken when all of them are known, a map when its things and places are."""
    assert chosen_ids(["a", "b"], ("a", "b", "c")) == ["a", "b"]
    assert chosen_ids(["a", "x"], ("a", "b", "c")) is chosen_ids([["a"]], ("a",)) is chosen_ids("a", ("a",)) is None
    assert placed_ids({"a": "x"}, ("a", "b"), ("x",)) == {"a": "x"}
    assert placed_ids({"a": "b"}, ("a", "b"), ("x",)) is placed_ids({"a": ["x"]}, ("a",), ("x",)) is None


@pytest.mark.parametrize("response", [None, 7.5j, "", [], {}, [[]], {"text": None}, {"truth": 1}])
def test_a_response_is_parsed_from_the_public_side_alone(make: Callable[..., Item], kind: str, response: object):
    """Without its key an item says of a response the same as with it, with a reason that both languages explain."""
    item = make(kind)
    parsed = item.parse(response)
    assert isinstance(parsed, InvalidResponse)
    assert KINDS[kind].parse_public(item.public(), response) == parsed
    assert all(f"quiz.unreadable.{parsed.reason}" in strings(language) for language in ("en", "ja"))


@pytest.mark.parametrize(
    "typed", ["281 persons", "about 41 people", "41 kilograms", "1967 or 1973", "many", "12.3.2023"]
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_refusal_names_the_form_and_the_unit(typed: str, language: str, make: Callable[..., Item]):
    """What has not the form that is wanted is no attempt, and the learner reads the form and the unit."""
    item = make("numeric")
    result = score(item, typed, language)
    assert result.verdict == "unreadable"
    assert in_language(item.unit, language) in result.notes[0].text
    assert {"en": "one number", "ja": "数字を一つだけ"}[language] in result.notes[0].text


def test_numbers_of_tables_are_numbers():
    """What pandas works out is taken as a number, or as a list, as it would be typed."""
    column = pd.Series([1967, 1995])
    given = {"max": column.max(), "all": column, "first": ("a", column[0]), 5: None, "other": object()}
    assert as_json(given) == {"max": 1995, "all": [1967, 1995], "first": ["a", 1967], "5": None, "other": None}
    assert type(as_json(column.max())) is int
