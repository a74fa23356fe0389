"""Trade: one stroke for each source, and sums over the same members."""

from __future__ import annotations

import pandas as pd
import pytest

from kit.charts.catalogue import chart
from kit.facts.tables import load

LATE = "2026-11-24"


def known(*indicators: str) -> pd.DataFrame:
    """Return rows of the data by figure, state and year."""
    table = load("indicators")
    return table[table["indicator"].isin(indicators)].set_index(["indicator", "iso3", "year"])


def test_seams_between_sources_are_marked():
    """Where a figure is from another source than the one before, the table says so and the chart has a line."""
    shown = chart("trade", LATE)
    dollars = shown.to_table().query("indicator == 'asean_japan_trade_bn_usd'")
    changed = dollars["source_id"].ne(dollars["source_id"].shift().fillna(dollars["source_id"].iloc[0]))
    assert list(dollars["new_source"]) == list(changed)
    assert list(dollars.loc[dollars["new_source"], "year"]) == [2022, 2023]
    assert shown.chart.panels[0].mark == (2021, "other sources from here")
    assert chart("trade", "2020-12-31").chart.panels[0].mark is None


def test_no_stroke_crosses_a_gap_or_a_seam():
    """Joined marks are of one source and of years that follow each other; gaps are named in the note."""
    shown = chart("trade", LATE)
    for series in (one for panel in shown.chart.panels for one in panel.series):
        for run in series.runs:
            years = [point.x for point in run]
            assert years == list(range(int(years[0]), int(years[0]) + len(years)))
            assert len({point.source.split(",")[0] for point in run}) == 1
    assert "2011–2013, 2015, 2017–2019, 2021" in shown.chart.note


def test_yen_are_sums_of_the_same_members():
    """A sum is that of the members named with it, the same in both directions and in every year."""
    table, data = chart("trade", LATE).to_table(), known("japan_exports_to_bn_jpy", "japan_imports_from_bn_jpy")
    sums = table[table["iso3"].str.contains(";")]
    assert set(sums["iso3"]) == {"IDN;MYS;PHL;SGP;THA;VNM"}
    assert list(sums["year"]) == [*range(2018, 2026), *range(2009, 2026)]
    for row in sums.itertuples():
        parts = [data.loc[(row.indicator, iso3, row.year), "value"] for iso3 in row.iso3.split(";")]
        assert row.value == pytest.approx(sum(parts), abs=0.05)


def test_trade_compares_one_source_only():
    """The title's two figures are the first and the last of the source with most figures."""
    data = load("indicators").query("indicator == 'asean_japan_trade_bn_usd' and source_id == 'aem-meti'")
    first, last = data.iloc[0], data.iloc[-1]
    assert (
        f"{first.value:.1f} billion dollars in {first.year}, {last.value:.1f} billion in {last.year}"
        in chart("trade", LATE).chart.title
    )
