"""Trust: two polls that are kept apart."""

from __future__ import annotations

import pytest

from kit.charts.catalogue import chart
from kit.errors import KitError

LATE = "2026-11-24"


def test_the_two_polls_are_never_in_one_panel():
    """Experts and the public have panels of their own, and the note says that the questions differ."""
    shown = chart("trust", LATE).chart
    for panel in shown.panels:
        sources = {point.source.split(",")[0] for series in panel.series for point in series.points}
        assert len(sources) == 1
    assert "different questions" in shown.note


def test_a_day_before_the_figures_is_an_error_with_advice():
    """A day before all figures is refused with the first year that can be shown."""
    with pytest.raises(KitError) as error:
        chart("trust", "2000-01-01")
    assert "2014" in error.value.do
