"""Figures with unit, year and source, up to a day."""

from __future__ import annotations

from datetime import date

import pytest

from kit.errors import KitError
from kit.facts.figures import FIGURE_COLUMNS, figure_row, figures, member_figures
from kit.facts.membership import members
from kit.facts.provenance import cite
from kit.facts.tables import load

TRADE = "asean_japan_trade_bn_usd"


def test_nothing_later_than_the_day_is_given():
    """Figures of a day are those of its year and before, in the order of state and year."""
    found = figures(["population", TRADE], date(2010, 6, 1))
    assert max(row["year"] for row in found) == 2010
    keys = [(row["indicator"], row["iso3"], row["year"]) for row in found]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("indicators", "as_of", "advice"),
    [([TRADE], date(1999, 1, 1), "Choose a day in 2003 or later."), (["gold"], date(2020, 1, 1), "kit.load('ind")],
)
def test_where_there_is_none_the_first_day_is_named(indicators: list[str], as_of: date, advice: str):
    """Before the first figure the error names its year; a figure that is not there at all is named."""
    with pytest.raises(KitError, match="There is no figure yet") as error:
        figures(indicators, as_of)
    assert advice in error.value.do
    assert error.value.where == indicators[0]


def test_a_row_of_a_table_says_its_source():
    """A figure as a row has the columns of the table, and the last one is who says so."""
    row = figures([TRADE], date(2003, 12, 31))[0]
    cells = dict(zip([name for name, _ in FIGURE_COLUMNS], figure_row(row, "ja"), strict=True))
    assert cells["source"] == cite(row, language="ja") != cite(row)
    assert (cells["indicator"], cells["unit"]) == (TRADE, row["unit"])


def test_figures_of_members_are_found_by_year_and_state():
    """Each row of the table that is about a member is there, under its indicator, year and state; no other is."""
    found = [
        (indicator, year, iso3)
        for indicator, years in member_figures().items()
        for year, states in years.items()
        for iso3 in states
    ]
    table = load("indicators")
    table = table[table["iso3"].isin(members()["iso3"])]
    assert sorted(found) == sorted(table[["indicator", "year", "iso3"]].itertuples(index=False, name=None))
