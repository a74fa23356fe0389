"""Items of every kind: the samples, and small ones where tests write responses out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS, AnyItem

SHARED = {
    "id": "q-test-01",
    "objective": "test",
    "level": "recall",
    "stem": "Which?",
    "facts": ["fact-one"],
    "hints": ["Look again."],
}
FEEDBACK = {"right": "Yes.", "wrong": "No."}


def options(*names: str) -> list[dict[str, Any]]:
    """Return options whose texts and feedback carry their ids."""
    return [{"id": name, "text": f"Text {name}", "feedback": f"About {name}"} for name in names]


# The tests of these kinds write out responses; any other kind is tried with its sample.
SMALL: dict[str, dict[str, Any]] = {
    "single-choice": {"options": options("a", "b", "c"), "key": "b"},
    "multiple-choice": {"options": options("a", "b", "c", "d", "e"), "key": ["a", "b", "c"]},
    "numeric": {
        "key": 1973,
        "unit": "year",
        "feedback": FEEDBACK,
        "expected_errors": [{"value": 1967, "feedback": "That was ASEAN's founding.", "facts": ["fact-two"]}],
    },
    "ordering": {"options": options("c", "a", "d", "b"), "key": ["a", "b", "c", "d"], "feedback": FEEDBACK},
    "map-click": {"options": options("VNM", "THA", "LAO"), "key": "VNM"},
    "true-false": {"truth": False, "options": options("a", "b", "c"), "key": "b", "feedback": FEEDBACK},
    "short-text": {
        "key": ["Hanoi", "ハノイ"],
        "feedback": FEEDBACK,
        "expected_errors": [{"value": "Saigon", "feedback": "That is in the south.", "facts": ["fact-two"]}],
    },
    "matching": {
        "prompts": options("VNM", "THA", "LAO"),
        "options": [{"id": name, "text": name} for name in ("hanoi", "bangkok", "vientiane", "manila")],
        "key": {"VNM": "hanoi", "THA": "bangkok", "LAO": "vientiane"},
        "feedback": FEEDBACK,
    },
    "grouping": {
        "options": options("a", "b", "c", "d"),
        "groups": [{"id": name, "text": name} for name in ("x", "y")],
        "key": {"a": "x", "b": "x", "c": "y", "d": "y"},
        "feedback": FEEDBACK,
    },
    "fill-in": {
        "text": "Founded in {year} in {city}.",
        "gaps": [
            {"id": "year", "key": ["1967"], "feedback": "About the year."},
            {"id": "city", "key": ["Bangkok", "バンコク"], "feedback": "About the city."},
        ],
        "feedback": FEEDBACK,
    },
    "open": {
        "sample": "About a good answer.",
        "rubric": [{"id": "who", "text": "Says who."}, {"id": "why", "text": "Says why.", "weight": 3}],
    },
}


@pytest.fixture(scope="session")
def make(sample_fields: dict[str, dict[str, Any]]) -> Callable[..., Item]:
    """Return a function that makes an item of a kind, with fields changed or added."""

    def item(kind: str, **changes: object) -> Item:
        fields = SMALL.get(kind) or sample_fields[kind]
        return msgspec.convert({**fields, **SHARED, "kind": kind, **changes}, AnyItem)

    return item


@pytest.fixture(scope="session")
def with_own_tests() -> set[str]:
    """Return the kinds whose responses are written out in no table here, but in the tests of their own folder."""
    return set(KINDS) - SMALL.keys()


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """Give every kind in turn."""
    return str(request.param)


@pytest.fixture(
    params=[None, True, False, "", "zzz", [], {}, [[]], [None], {"a": 1}, -1, 0.5, "b ", "B", float("nan"), 10**400],
    ids=lambda value: str(value)[:9],
)
def no_answer(request: pytest.FixtureRequest) -> object:
    """Give JSON values that answer no item with options a, b and c."""
    return request.param
