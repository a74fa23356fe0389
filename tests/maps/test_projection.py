"""The equal-area projection of pictures."""

from __future__ import annotations

import pytest

from kit.maps.extent import MEMBERS_AND_JAPAN
from kit.maps.projection import WIDTH, frame, outline_path, place


def test_north_is_up_and_east_is_right():
    """Tokyo lies above and to the right of Bangkok, and both inside the picture."""
    tokyo, bangkok = place(35.7, 139.7, MEMBERS_AND_JAPAN), place(13.75, 100.5, MEMBERS_AND_JAPAN)
    assert tokyo[0] > bangkok[0]
    assert tokyo[1] < bangkok[1]
    *_, height = frame(MEMBERS_AND_JAPAN)
    assert all(0 < x < WIDTH and 0 < y < height for x, y in (tokyo, bangkok))


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 110.0), (20.0, 110.0), (40.0, 125.0)])
def test_a_square_of_the_same_size_is_as_large_anywhere(lat: float, lon: float):
    """A piece of land of the same area covers as much of the picture in the south as in the north."""
    from math import cos, radians

    half, wide = 1.0, 1.0 / cos(radians(lat))
    corners = [(-half, -wide), (-half, wide), (half, wide), (half, -wide)]
    spots = [place(lat + up, lon + right, MEMBERS_AND_JAPAN) for up, right in corners]
    turns = zip(spots, [*spots[1:], spots[0]], strict=True)
    area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in turns)) / 2
    around = place(21, 120, MEMBERS_AND_JAPAN), place(19, 120, MEMBERS_AND_JAPAN)
    unit = abs(around[0][1] - around[1][1])
    assert area == pytest.approx(unit**2, rel=0.03)


def test_an_outline_is_closed_and_small():
    """A path begins with a point, goes on in steps and is closed."""
    path = outline_path("LAO", MEMBERS_AND_JAPAN)
    assert path.startswith("M")
    assert path.endswith("z")
    assert len(path) < 5000
