"""Whether the fills of states can be told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from kit.facts.tables import load
from kit.maps.colours import BY_RANK, JAPAN, NO_FIGURE, NOT_YET, REST, SCALE, WAVES


@pytest.mark.parametrize("classes", [SCALE, tuple(WAVES.values()), (*BY_RANK, REST)])
def test_fills_can_be_told_apart_with_every_colour_vision(
    classes: tuple[str, ...], least_apart: Callable[[Iterable[str]], float]
):
    """Any two fills that can stand on one map are at least 10 apart in CIE L*a*b* (2 is just noticeable)."""
    assert least_apart({*classes, NOT_YET, NO_FIGURE, JAPAN}) >= 10


def test_every_year_of_joining_has_its_fill():
    """A year in which a state joined has a colour of its own."""
    assert {day.year for day in load("members")["joined_day"]} == set(WAVES)
    assert len(set(WAVES.values())) == len(WAVES)
