"""The projection in plain Python gives what pyproj gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Proj

from kit.site.plain_pyproj import Proj as PlainProj

LATITUDES, LONGITUDES = st.floats(-60, 60), st.floats(60, 180)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_places_are_those_of_pyproj(lat_0: float, lon_0: float, lat: float, lon: float):
    """A place anywhere on a map of Asia is where pyproj puts it, to a millimetre."""
    options = {"proj": "laea", "lat_0": lat_0, "lon_0": lon_0, "ellps": "WGS84"}
    assert PlainProj(**options)(lon, lat) == pytest.approx(Proj(**options)(lon, lat), abs=1e-3)
    xs, ys = PlainProj(**options)([lon, lon_0], [lat, lat_0])
    assert (xs[0], ys[0]) == PlainProj(**options)(lon, lat)
    assert (xs[1], ys[1]) == pytest.approx((0, 0), abs=1e-3)


def test_another_projection_is_refused():
    """What it cannot do it does not do wrongly."""
    with pytest.raises(ValueError, match="merc"):
        PlainProj(proj="merc", lat_0=0, lon_0=0, ellps="WGS84")
