"""Trade as arrows: whose figures, how wide, which way, and who has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from kit.errors import KitError
from kit.facts.tables import load
from kit.maps.catalogue import map as kit_map
from kit.maps.colours import NO_FIGURE, NOT_YET
from kit.maps.layers.flows import Flows

WAYS = {"japan_exports_to_bn_jpy": "JPN-{}", "japan_imports_from_bn_jpy": "{}-JPN"}
YEARS = [2009, 2017, 2018, 2023, 2025]


def figures(year: int) -> dict[str, float]:
    """Return the figures of a year by the id of their arrow."""
    table = load("indicators").query(f"year == {year} and iso3 != 'WLD'")
    return {
        WAYS[row.indicator].format(row.iso3): row.value for row in table.itertuples() if row.indicator in WAYS
    }  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_each_figure_is_one_arrow(year: int):
    """Every figure of the year is an arrow of its own direction, with value, unit and year in the table."""
    table = kit_map("trade", year).to_table().query("what == 'flow'").set_index("id")
    assert table["value"].to_dict() == figures(year)
    assert set(table["unit"]) == {"billion yen"}
    assert set(table["year"]) == {year}
    assert table["source"].str.contains("Japan Customs").all()


@pytest.mark.parametrize("year", YEARS)
def test_nothing_is_guessed(year: int):
    """A member without any figure is grey and has no arrow, and who lacks which figure is named below the map."""
    scene = kit_map("trade", year).scene
    known = figures(year)
    for area in scene.areas:
        has = [way.format(area.id) in known for way in WAYS.values()]
        if area.member:
            assert (area.fill == NO_FIGURE) == (not any(has))
            for there, remark in zip(has, scene.remarks[1:], strict=True):
                assert there == (area.name not in remark)
        elif area.id != "JPN":
            assert area.fill == NOT_YET
    assert {area.name for area in scene.areas if area.fill == NO_FIGURE} >= {"Cambodia", "Laos", "Myanmar"}


def test_width_is_to_scale_in_every_year():
    """Widths are to figures as the arrow of the scale is to its own, in any year."""
    for year in YEARS:
        scene = kit_map("trade", year).scene
        assert scene.layer(Flows).scale.name == "2,000 billion yen"
        for flow in scene.layer(Flows).flows:
            assert flow.figure is not None
            assert flow.width / flow.figure.value == pytest.approx(scene.layer(Flows).scale.width / 2000)


def test_an_arrow_points_where_it_says():
    """What Japan sold ends at the member's capital, what it bought begins there; the fill tells which is which."""
    scene = kit_map("trade", 2023).scene
    ends = {dot.area: (dot.lat, dot.lon) for dot in scene.dots}
    for flow in scene.layer(Flows).flows:
        one, other = flow.id.split("-")
        assert (flow.end if one == "JPN" else flow.start) == ends[other if one == "JPN" else one]
    fills = {flow.id.startswith("JPN"): flow.fill for flow in scene.layer(Flows).flows}
    assert len({flow.fill for flow in scene.layer(Flows).flows}) == 2
    assert [entry.fill for entry in scene.legend[:2]] == [fills[True], fills[False]]


def test_the_last_year_is_shown_unless_told():
    """Without a year it is the last one that has figures."""
    last = load("indicators").query("indicator == 'japan_exports_to_bn_jpy'")["year"].max()
    assert str(last) in kit_map("trade").scene.title
    assert kit_map("trade", float(last)).scene == kit_map("trade").scene


@pytest.mark.parametrize("wrong", [{"year": 1973}, {"year": 2008}, {"year": "2023"}, {"language": "xx"}])
def test_a_year_without_figures_is_an_error(wrong: dict[str, object]):
    """A year for which there is no figure, or that is no number, is an error that says which years there are."""
    with pytest.raises(KitError) as error:
        kit_map("trade", **wrong)
    assert error.value.do


def test_fills_can_be_told_apart(least_apart: Callable[[Iterable[str]], float]):
    """The fills of land and arrows can be told apart with every colour vision."""
    scene = kit_map("trade", 2023).scene
    fills = {*(area.fill for area in scene.areas), *(flow.fill for flow in scene.layer(Flows).flows)}
    assert least_apart(fills) >= 10
