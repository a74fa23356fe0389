"""What went wrong in a response, piece by piece."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS

Make = Callable[..., Item]
CASES: list[tuple[str, object, list[tuple[str, str]]]] = [
    ("single-choice", "b", []),
    ("single-choice", "c", [("Text c", "About c")]),
    ("multiple-choice", ["c", "b", "a"], []),
    ("multiple-choice", ["a", "d", "e"], [("Text d", "About d"), ("Text e", "About e")]),
    ("multiple-choice", ["a", "b"], [("Not chosen: Text c", "1 right answer is still missing.")]),
    ("true-false", {"truth": False, "reason": "b"}, []),
    ("true-false", {"truth": False, "reason": "c"}, [("Text c", "About c")]),
    ("true-false", {"truth": True, "reason": "b"}, [("True", "No.")]),
    ("numeric", 1973, []),
    ("numeric", "1967 years", [("1967", "That was ASEAN's founding.")]),
    ("numeric", 5, [("5", "No.")]),
    ("short-text", "hanoi", []),
    ("short-text", " Saigon ", [("Saigon", "That is in the south.")]),
    ("short-text", "Hue", [("Hue", "No.")]),
    ("ordering", ["a", "b", "c", "d"], []),
    ("ordering", ["b", "c", "d", "a"], [("Text a", "About a")]),
    ("matching", {"VNM": "hanoi", "THA": "bangkok", "LAO": "vientiane"}, []),
    ("matching", {"VNM": "hanoi", "THA": "manila"}, [("Text THA → manila", "About THA")]),
    ("grouping", {"a": "y", "b": "x", "c": "x", "d": "y"}, [("Text a → y", "About a"), ("Text c → x", "About c")]),
    ("fill-in", {"year": "1967", "city": "Bangkok"}, []),
    ("fill-in", {"year": "1976", "city": "Bangkok"}, [("1976", "About the year.")]),
    ("map-click", "VNM", []),
    ("map-click", "LAO", [("Text LAO", "About LAO")]),
    ("open", {"text": "So.", "marks": {"who": 0, "why": 0}}, []),
    ("open", {"text": "So."}, []),
]


@pytest.mark.parametrize(("kind", "response", "found"), CASES)
def test_each_wrong_piece_has_its_feedback(make: Make, kind: str, response: object, found: list[tuple[str, str]]):
    """Each piece that is wrong is named as the learner saw it, with its own feedback; what is right is not."""
    assert [tuple(one) for one in make(kind).misconceptions(response)] == found


def test_every_kind_is_tried(with_own_tests: set[str]):
    """The cases above leave out no kind of item but those with tests of their own."""
    assert {kind for kind, _, _ in CASES} == set(KINDS) - with_own_tests


@pytest.mark.parametrize("response", [None, 7, "?", [], {}, [["a"]], {"a": None}, "x" * 10_000, [[[[]]]], 1e308])
def test_what_fits_no_item_is_no_misconception(make: Make, kind: str, response: object):
    """A response that is strange to the item never fails; it is a wrong number or word, or nothing."""
    assert len(make(kind).misconceptions(response)) <= 1


def test_several_countries(make: Make):
    """Of several countries each wrong one is named, else each missing one."""
    item = make("map-click", key=["VNM", "LAO"])
    assert [one.given for one in item.misconceptions(["VNM", "THA"])] == ["Text THA"]
    assert [one.given for one in item.misconceptions(["VNM"])] == ["Not chosen: Text LAO"]


def test_other_languages(make: Make):
    """What was given is named in the language that is asked for."""
    item = make("true-false")
    assert item.misconceptions({"truth": True, "reason": "a"}, "ja")[0].given == "正しい"
