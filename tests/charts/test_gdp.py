"""Output then and now, in two kinds of dollars."""

from __future__ import annotations

import pandas as pd

from kit.charts.catalogue import chart
from kit.facts.tables import load

LATE = "2026-11-24"


def known(*indicators: str) -> pd.DataFrame:
    """Return rows of the data by figure, state and year."""
    table = load("indicators")
    return table[table["indicator"].isin(indicators)].set_index(["indicator", "iso3", "year"])


def test_output_grows_as_the_data_says():
    """The labels and the title are quotients of the data, for Japan and the five founders."""
    shown, data = chart("gdp", LATE), known("gdp_usd", "gdp_per_head_usd_2015")["value"]
    assert sorted(set(shown.to_table()["iso3"])) == ["IDN", "JPN", "MYS", "PHL", "SGP", "THA"]
    for panel, indicator in zip(shown.chart.panels, ("gdp_usd", "gdp_per_head_usd_2015"), strict=True):
        labels = {point.y: point.label for point in panel.series[0].points if point.label}
        codes = list(dict.fromkeys(shown.to_table()["iso3"]))
        grown = [data[indicator, code, 2023] / data[indicator, code, 1973] for code in codes]
        assert labels == {place: f"× {times:.1f}" for place, times in enumerate(grown)}
    assert "Singapore, 1973 to 2023: output × 136 in dollars of the day, but × 7.1 per person" in shown.chart.title


def test_output_has_both_kinds_of_dollars_side_by_side():
    """The two panels stand side by side, with the same states in the same order, and the note names the trap."""
    shown = chart("gdp", LATE)
    assert shown.chart.across
    assert shown.chart.panels[0].y.ticks == shown.chart.panels[1].y.ticks
    assert "Price rises" in shown.chart.note
