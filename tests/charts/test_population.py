"""Population: the members of a day, and those of each year."""

from __future__ import annotations

import pandas as pd
import pytest

from kit.charts.catalogue import chart
from kit.facts.membership import members
from kit.facts.tables import load

STORY = "2023-07-13"
LATE = "2026-11-24"


def known(*indicators: str) -> pd.DataFrame:
    """Return rows of the data by figure, state and year."""
    table = load("indicators")
    return table[table["indicator"].isin(indicators)].set_index(["indicator", "iso3", "year"])


@pytest.mark.parametrize(("day", "count"), [(STORY, 10), (LATE, 11)])
def test_people_are_added_up_for_named_members(day: str, count: int):
    """The solid line adds up the members of the day, the dashed one those that had joined by the year."""
    shown, data, joined = chart("population", day), known("population")["value"], members(day)
    assert len(joined) == count
    assert f"the {count} members of" in shown.chart.title
    table = shown.to_table().pivot_table(index="year", columns="line", values="value", sort=False)
    for year in (1967, 1984, 1994, 1995, 2023):
        same, then, japan = table.loc[year]
        assert same == sum(data["population", iso3, year] for iso3 in joined["iso3"])
        early = joined[joined["joined_day"].dt.year <= year]["iso3"]
        assert then == sum(data["population", iso3, year] for iso3 in early)
        assert japan == data["population", "JPN", year]


def test_before_the_founding_there_is_japan_alone():
    """In the first year with figures ASEAN was not there for seven months: its lines are at zero."""
    shown = chart("population", "1967-08-07")
    assert "0 members of" in shown.chart.title
    assert shown.to_svg().startswith("<svg")
