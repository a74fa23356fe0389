"""Visitors: arrivals from all members together, and from each."""

from __future__ import annotations

import pytest

from kit.charts.catalogue import chart
from kit.errors import KitError
from kit.facts.membership import members
from kit.facts.tables import load

STORY, LATE = "2023-07-13", "2026-11-24"


def value(indicator: str, iso3: str, year: int) -> float:
    """Return one figure of the data."""
    table = load("indicators").set_index(["indicator", "iso3", "year"])["value"]
    return float(table[indicator, iso3, year])


def test_visitors_are_added_up_over_the_same_members():
    """The line adds up the ten members that are counted in every year; who is not in it is named."""
    shown = chart("visitors", LATE)
    ten = members(STORY)["iso3"]
    sums = shown.to_table().query("iso3.str.contains(';')").set_index("year")["value"]
    assert list(sums.index) == list(range(2001, 2025))
    for year in (2001, 2011, 2024):
        assert sums[year] == sum(value("visitors_to_japan", iso3, year) for iso3 in ten)
    assert "Timor-Leste" in shown.chart.note
    assert "arrivals, not people" in shown.chart.note


def test_the_share_of_visitors_is_that_of_all_members():
    """The title says how many of 100 visitors came from the members of the day."""
    total = sum(value("visitors_to_japan", iso3, 2024) for iso3 in members(LATE)["iso3"])
    share = 100 * total / value("visitors_to_japan", "WLD", 2024)
    assert f"about {share:.0f} of every 100" in chart("visitors", LATE).chart.title


def test_a_day_before_the_figures_is_an_error_with_advice():
    """A day before all figures is refused with the first year that can be shown."""
    with pytest.raises(KitError) as error:
        chart("visitors", "1999-01-01")
    assert "2001" in error.value.do
