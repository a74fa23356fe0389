"""Who is filled how on which day, and whether the fills can be told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kit.errors import KitError
from kit.facts.tables import load
from kit.maps import choropleth
from kit.maps.capitals_and_seas import capitals, seas
from kit.maps.catalogue import map as kit_map
from kit.maps.colours import GROUP, NOT_YET, REST
from kit.maps.layers.flows import Flows

STORY = date(2023, 7, 13)


SEA, LAND, OUTLINE = "#e8f1f7", "#f4f2ec", "#333333"


def test_states_arrows_and_names_stand_out_from_the_sea(contrast: Callable[[str, str], float]):
    """Outlines and arrows have 3 to 1 with what is around them, names of seas 4.5 to 1."""
    assert min(contrast(OUTLINE, around) for around in (SEA, LAND, "#ffffff")) >= 3
    flows = {flow.fill for flow in kit_map("trade", 2023).scene.layer(Flows).flows}
    assert len(flows) == 2
    assert min(contrast(fill, around) for fill in flows for around in (SEA, "#ffffff")) >= 3
    assert contrast("#35566b", SEA) >= 4.5
    picture = kit_map("members").to_svg()
    assert all(colour in picture for colour in (SEA, LAND, 'stroke="#333"', "#35566b"))


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1967-08-08", 5),
        ("1973-01-01", 5),
        ("1999-04-29", 9),
        ("2023-07-13", 10),
        ("2025-10-25", 10),
        ("2025-10-26", 11),
    ],
)
def test_members_follow_the_day(day: str, count: int):
    """A state is a member from the day of joining on, and Japan never is."""
    areas = choropleth.colour_members(date.fromisoformat(day), "joined", "en").areas
    assert sum(area.member for area in areas) == count
    assert len(areas) == 12
    assert not next(area for area in areas if area.id == "JPN").member


def test_every_area_cites_its_source():
    """What a state's fill means comes with a source line, for dates and for figures."""
    sure = ("(confirmed)", "(mostly confirmed)", "(sources differ)")
    for color_by in ("joined", "rank", "population", "area_km2", "gdp_usd"):
        for area in choropleth.colour_members(STORY, color_by, "en").areas:
            assert area.source.endswith(sure), area
            assert area.said == (*area.words, area.source)


def test_the_legend_explains_every_fill():
    """Every fill on the map stands in the legend, once."""
    for color_by in ("joined", "rank", "population"):
        for day in (date(1990, 1, 1), STORY, date(2026, 1, 1)):
            colouring = choropleth.colour_members(day, color_by, "en")
            fills = [entry.fill for entry in colouring.legend]
            assert sorted(fills) == sorted({area.fill for area in colouring.areas})


@pytest.mark.parametrize(
    ("day", "rank"),
    [
        ("1977-03-22", "Not a formal dialogue partner on 22 March 1977"),
        ("1977-03-23", "Formal dialogue partner since 23 March 1977"),
        ("2023-07-13", "Strategic partner since 13 December 2005"),
        ("2023-09-06", "Comprehensive strategic partner since 6 September 2023"),
    ],
)
def test_japan_has_the_rank_of_the_day(day: str, rank: str):
    """What the map says about Japan is its rank on that day, and no later one."""
    colouring = choropleth.colour_members(date.fromisoformat(day), "joined", "en")
    assert colouring.areas[-1].words[-1] == rank
    assert ("partner" in colouring.legend[-1].text) == (day > "1977-03-22")


def test_a_group_stands_out():
    """The members of a group have one fill, all other members another, and the legend counts both."""
    colouring = choropleth.highlight_members(STORY, ["IDN", "MYS", "PHL", "SGP", "THA"], "en")
    fills = {area.id: area.fill for area in colouring.areas}
    assert {iso3 for iso3, fill in fills.items() if fill == GROUP} == {"IDN", "MYS", "PHL", "SGP", "THA"}
    assert {iso3 for iso3, fill in fills.items() if fill == REST} == {"BRN", "VNM", "LAO", "MMR", "KHM"}
    assert fills["TLS"] == NOT_YET
    assert [entry.text for entry in colouring.legend[:2]] == ["the group shown: 5", "other members: 5"]


@pytest.mark.parametrize("group", [["TLS"], ["Vietnam"], "VNM", []])
def test_a_group_has_to_be_of_members(group: list[str]):
    """A state that is no member that day, a name instead of a code, a bare text or nothing is an error with advice."""
    with pytest.raises(KitError) as error:
        choropleth.highlight_members(STORY, group, "en")
    assert "VNM" in error.value.do


def test_a_name_leads_to_its_code():
    """Names in the place of codes are understood, and their codes are given as words, not as a list of Python."""
    with pytest.raises(KitError) as error:
        choropleth.highlight_members(STORY, ["Vietnam", "Laos"], "en")
    assert error.value.do.startswith("Did you mean LAO, VNM? ")


def test_capitals_are_those_of_the_states_on_the_map():
    """Each of the twelve states has one capital, which leads to its area."""
    dots = capitals("en").dots
    assert sorted(dot.area for dot in dots) == sorted([*load("members")["iso3"], "JPN"])
    assert ("Jakarta", "Capital of Indonesia today") in [(dot.name, dot.words[0]) for dot in dots]


def test_names_come_in_the_language_of_the_map():
    """A Japanese map names states and capitals in Japanese."""
    names = {area.id: area.name for area in choropleth.colour_members(STORY, "joined", "ja").areas}
    assert names["VNM"] == "ベトナム"
    assert "東京" in [dot.name for dot in capitals("ja").dots]


def test_a_sea_has_all_its_names():
    """Where several names are used for a sea, several stand on the map, in each language."""
    assert ("South China Sea", "East Sea", "West Philippine Sea") in [sea.names for sea in seas("en").seas]
    assert [sea.names[0] for sea in seas("ja").seas] == ["東シナ海", "南シナ海"]
    assert [len(sea.names) for sea in seas("ja").seas] == [len(sea.names) for sea in seas("en").seas]
