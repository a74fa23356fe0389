"""Map click: one country or several."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("key", "response", "earned", "verdict"),
    [
        ("VNM", "VNM", 1, "right"),
        ("VNM", "LAO", 0, "wrong"),
        ("VNM", ["VNM"], 1, "right"),
        ("VNM", ["VNM", "LAO"], 0, "unreadable"),
        ("VNM", "JPN", 0, "unreadable"),
        ("VNM", [], 0, "unreadable"),
        (["VNM", "LAO"], ["VNM", "LAO"], 1, "right"),
        (["VNM", "LAO"], ["LAO", "VNM"], 1, "right"),
        (["VNM", "LAO"], ["LAO"], 0.5, "partly"),
        (["VNM", "LAO"], "LAO", 0.5, "partly"),
        (["VNM", "LAO"], ["VNM", "LAO", "THA"], 0.5, "partly"),
        (["VNM", "LAO"], ["VNM", "THA"], 0, "wrong"),
        (["VNM", "LAO"], [], 0, "unreadable"),
    ],
)
def test_map_click(make: Make, key: object, response: object, earned: float, verdict: str):
    """One country is right or wrong; several are scored as in multiple choice."""
    result = score(make("map-click", key=key), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


def test_only_of_several_countries_one_may_be_missing(make: Make):
    """A wrong single country is not said to be missing another one."""
    assert [note.text for note in score(make("map-click"), "LAO").notes] == ["About LAO"]
    several = score(make("map-click", key=["VNM", "LAO"]), ["LAO"]).notes
    assert [note.text for note in several] == ["About LAO", "1 right answer is still missing."]
