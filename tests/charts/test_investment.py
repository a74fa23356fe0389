"""Investment: the first, the highest and the last figure."""

from __future__ import annotations

from kit.charts.catalogue import chart
from kit.facts.tables import load

LATE = "2026-11-24"


def test_investment_says_its_first_highest_and_last():
    """The title names the first, the highest and the last figure with their years."""
    shown = chart("investment", LATE)
    data = load("indicators").query("indicator == 'fdi_japan_to_asean_bn_usd'")
    top = data.loc[data["value"].idxmax()]
    assert f"{top.value:.1f} in {top.year}" in shown.chart.title
    assert "1.8 billion dollars in 2002" in shown.chart.title
    assert "8.5 in 2020" in shown.chart.title
