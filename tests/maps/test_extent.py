"""Pieces of the world."""

from __future__ import annotations

import pytest

from kit.maps.extent import MEMBERS_AND_JAPAN, in_sight


@pytest.mark.parametrize(
    ("lat", "lon", "there"),
    [(13.75, 100.5, True), (35.7, 139.7, True), (48.9, 2.3, False), (38.9, -77.0, False), (-12.5, 100.0, False)],
)
def test_what_lies_on_the_map(lat: float, lon: float, *, there: bool):
    """Bangkok and Tokyo lie on the map, Paris and Washington do not, nor does a point on its edge."""
    assert in_sight(lat, lon, MEMBERS_AND_JAPAN) is there
