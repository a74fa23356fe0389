"""Students: the first and the last figure of each state."""

from __future__ import annotations

import pytest

from kit.charts.catalogue import chart
from kit.errors import KitError

LATE = "2026-11-24"


def test_each_state_has_its_first_and_last_figure():
    """A state with several figures has a mark for the first and the last; one with a single figure has one."""
    shown = chart("students", LATE)
    first, last = ([point.label for point in series.points] for series in shown.chart.panels[0].series[1:])
    assert first == ["38.9 (2015)", "2.8 (2015)", "3.6 (2015)", "3.5 (2015)"]
    assert last == ["40.3 (2024)", "16.6 (2024)", "6.6 (2023)"]


def test_a_day_before_the_figures_is_an_error_with_advice():
    """A day before all figures is refused with the first year that can be shown."""
    with pytest.raises(KitError) as error:
        chart("students", "2015-12-31")
    assert "2023" in error.value.do
