"""Members in classes by a figure: about equal classes, figures of the day, and a legend that can be read."""

from __future__ import annotations

from datetime import date

import pytest

from kit.errors import KitError
from kit.facts.tables import load
from kit.maps.colour_classes import classed_members
from kit.maps.colours import NO_FIGURE, SCALE
from kit.maps.layers.layer import Figure

STORY = date(2023, 7, 13)


def test_figures_are_of_the_day():
    """On the story's day the population shown is that of 2023, of members alone."""
    colouring = classed_members(STORY, "population", "en")
    vietnam = load("indicators").query("indicator == 'population' and iso3 == 'VNM' and year == 2023")["value"].item()
    words = {area.id: area.words[0] for area in colouring.areas}
    assert words["VNM"] == f"Population 2023 (persons): {vietnam:,.0f}"
    assert {area.id: area.figure for area in colouring.areas}["VNM"] == Figure(vietnam, "persons", 2023)
    assert words["TLS"] == "Not a member on 13 July 2023"


def test_classes_are_about_equal_and_ordered():
    """Ten members fall into five classes of two, and a larger figure never gets a lighter fill."""
    colouring = classed_members(STORY, "population", "en")
    members = [area for area in colouring.areas if area.member]
    assert sorted(area.group for area in members) == sorted("0011223344")
    size = {area.id: float(area.words[0].rsplit(": ")[1].replace(",", "")) for area in members}
    by_size = sorted(members, key=lambda area: size[area.id])
    assert [area.fill for area in by_size] == [fill for fill in SCALE for _ in range(2)]


def test_a_missing_figure_is_shown_as_such():
    """A member without a figure, or a day before all figures, is grey and says so, in the legend too."""
    for day in (STORY, date(1980, 1, 1)):
        colouring = classed_members(day, "japan_exports_to_bn_jpy", "en")
        grey = [area for area in colouring.areas if area.fill == NO_FIGURE]
        assert grey
        assert all(area.words[0].startswith("No figure: Sold by Japan") for area in grey)
        assert NO_FIGURE in [entry.fill for entry in colouring.legend]


def test_long_numbers_are_short_in_the_legend():
    """A legend says billions as a word, in the language of the map; a state says all digits."""
    assert "to" in classed_members(STORY, "gdp_usd", "en").legend[-1].text
    assert "trillion" in classed_members(STORY, "gdp_usd", "en").legend[-1].text
    assert "億" in classed_members(STORY, "population", "ja").legend[-1].text


def test_an_unknown_figure_is_an_error_with_a_list():
    """A figure that members do not have is named together with those they have."""
    with pytest.raises(KitError) as error:
        classed_members(STORY, "height", "en")
    assert "population" in error.value.do
