"""Shares: every good, from the largest share down."""

from __future__ import annotations

import pytest

from kit.charts.catalogue import chart
from kit.facts.tables import load

LATE = "2026-11-24"


def test_shares_come_from_the_largest_down():
    """All sixteen goods are there, the largest share first, and the title counts those above half."""
    shown = chart("shares", LATE)
    table, data = shown.to_table(), load("indicators")
    assert len(table) == data["indicator"].str.startswith("asean_share_of_japan_imports_").sum() == 16
    assert list(table["value"]) == sorted(table["value"], reverse=True)
    assert f"in {(table['value'] > 50).sum()} of these {len(table)} goods" in shown.chart.title
    assert table.loc[table["good"] == "natural rubber", "value"].item() == pytest.approx(99.8)
