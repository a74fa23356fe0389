"""What a chart is made of: round numbers on its axes, and points in order."""

from __future__ import annotations

import pytest

from kit.charts.panels import BLUE, Point, Series, steps


@pytest.mark.parametrize("high", [0.4, 1, 7, 14, 241.1, 17008, 999_999])
def test_steps_are_few_and_reach_the_top(high: float):
    """The numbers on an axis begin at zero, reach the largest figure and leave at most one step above it."""
    found = steps(high)
    assert found[0] == 0
    assert found[-2] < high <= found[-1]
    assert 3 <= len(found) <= 7


def test_the_points_of_a_series_are_those_of_its_runs():
    """All points come in order, run by run."""
    points = [Point(x, 0) for x in range(4)]
    assert Series((tuple(points[:1]), tuple(points[1:])), BLUE).points == points
