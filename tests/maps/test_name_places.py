"""Where the names of states are written: on or next to the state that they name."""

from __future__ import annotations

import pytest

from kit.maps.name_places import NAME_PLACES
from kit.maps.outlines import outlines

NEAR = 2.0  # degrees


@pytest.mark.parametrize("code", NAME_PLACES)
def test_a_name_is_near_a_coast_or_border_of_its_state(code: str):
    """From the place of a name it is at most two degrees to the outline of the state, within its parts or outside."""
    latitude, longitude, _ = NAME_PLACES[code]
    points = [point for polygon in outlines()[code].polygons for ring in polygon for point in ring]
    distance = min(max(abs(x - longitude), abs(y - latitude)) for x, y in points)
    assert distance < NEAR
