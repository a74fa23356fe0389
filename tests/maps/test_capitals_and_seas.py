"""Capitals, and the names of seas."""

from __future__ import annotations

import pytest

from kit.facts.membership import members
from kit.maps.capitals_and_seas import capitals, seas


def test_every_member_and_japan_has_its_capital():
    """There is one capital for each member of today and for Japan, from west to east."""
    found = capitals("en").dots
    assert {dot.area for dot in found} == {*members()["iso3"], "JPN"}
    assert [dot.lon for dot in found] == sorted(dot.lon for dot in found)
    tokyo = next(dot for dot in found if dot.area == "JPN")
    assert (tokyo.name, tokyo.words) == ("Tokyo", ("Capital of Japan today",))


@pytest.mark.parametrize(("language", "name"), [("en", "Bangkok"), ("ja", "バンコク")])
def test_names_are_in_the_language_of_the_map(language: str, name: str):
    """A capital has its name in the language of the map."""
    assert name in [dot.name for dot in capitals(language).dots]


def test_a_sea_has_all_its_names():
    """A sea that has several names in use has them all, so that the map takes no side."""
    south = next(sea for sea in seas("en").seas if sea.names[0] == "South China Sea")
    assert south.names == ("South China Sea", "East Sea", "West Philippine Sea")
    assert all(sea.source for sea in seas("ja").seas)
