"""Workers: who is counted, and who has no figure."""

from __future__ import annotations

import pytest

from kit.charts.catalogue import chart
from kit.errors import KitError

LATE = "2026-11-24"


def test_workers_without_a_figure_are_named():
    """Members for which no figure was found are named, and not shown as zero."""
    shown = chart("workers", LATE).chart
    bars = [name for _, name in shown.panels[0].y.ticks]
    assert bars == ["Vietnam", "Philippines", "Indonesia", "Myanmar", "Thailand"]
    assert "No figure was found for Malaysia, Singapore, Brunei, Laos, Cambodia, and Timor-Leste" in shown.note


def test_a_day_before_the_figures_is_an_error_with_advice():
    """A day before all figures is refused with the first year that can be shown."""
    with pytest.raises(KitError) as error:
        chart("workers", "2000-01-01")
    assert "2022" in error.value.do
