"""Charts that tests draw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.charts.catalogue import chart
from kit.charts.panels import Axis
from kit.charts.view import ChartView

NASTY = "{{ 7*7 }} %{x} $x^2$ </script><!-- \"'`\\ &lt; <b> & <br>"


@pytest.fixture
def nasty() -> ChartView:
    """Return the ladder with every text replaced by one that a template, a script, markup or mathematics would read."""
    shown = chart("ladder", "2023-07-13").chart
    panel = shown.panels[0]

    def typed(axis: Axis) -> Axis:
        return replace(axis, title=NASTY, ticks=tuple((place, NASTY) for place, _ in axis.ticks))

    series = tuple(
        replace(
            one,
            name=f"{NASTY} {number}",
            runs=tuple(
                tuple(replace(point, words=NASTY, source=NASTY, label=NASTY) if point.words else point for point in run)
                for run in one.runs
            ),
        )
        for number, one in enumerate(panel.series)
    )
    panels = (replace(panel, title=NASTY, x=typed(panel.x), y=typed(panel.y), series=series, mark=(2000, NASTY)),)
    return ChartView(
        replace(shown, title=NASTY, alt=NASTY, note=NASTY, source_line=NASTY, said=(NASTY,), panels=panels)
    )
