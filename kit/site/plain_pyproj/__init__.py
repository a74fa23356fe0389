"""The one projection of pyproj that the kit uses, in plain Python, for the course in the browser alone.

`kit site` gives it to the browser under the name ``pyproj``. Snyder, "Map Projections: A Working Manual" (1987),
equations 3-11, 3-12 and 24-17 to 24-20; a test compares it with pyproj.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, log, radians, sin, sqrt

_EQUATOR = 6378137.0  # of WGS84, in metres
_SQUARE = 0.0066943799901413165  # of its eccentricity
_ECCENTRICITY = sqrt(_SQUARE)


class Proj:
    """Lambert's azimuthal equal-area projection on WGS84, around a point in degrees."""

    def __init__(self, *, proj: str, lat_0: float, lon_0: float, ellps: str) -> None:
        if (proj, ellps) != ("laea", "WGS84"):
            raise ValueError(f"The browser has no projection {proj!r} on {ellps!r}")
        self._middle = radians(lon_0)
        latitude, self._pole = radians(lat_0), _area(radians(90))
        self._sin, self._cos = self._authalic(latitude)
        self._radius = _EQUATOR * sqrt(self._pole / 2)
        scale = _EQUATOR * cos(latitude) / sqrt(1 - _SQUARE * sin(latitude) ** 2)
        self._stretch = scale / (self._radius * self._cos)

    def __call__(self, lon: float | Sequence[float], lat: float | Sequence[float]) -> tuple[object, object]:
        """Return metres to the east and to the north of the middle; of several points, two lists."""
        if isinstance(lon, int | float) and isinstance(lat, int | float):
            return self._place(lon, lat)
        assert not isinstance(lon, int | float)  # noqa: S101 - for the types
        assert not isinstance(lat, int | float)  # noqa: S101
        places = [self._place(*place) for place in zip(lon, lat, strict=True)]
        return [x for x, _ in places], [y for _, y in places]

    def _place(self, lon: float, lat: float) -> tuple[float, float]:
        sin_b, cos_b = self._authalic(radians(lat))
        turn = radians(lon) - self._middle
        factor = self._radius * sqrt(2 / (1 + self._sin * sin_b + self._cos * cos_b * cos(turn)))
        north = self._cos * sin_b - self._sin * cos_b * cos(turn)
        return factor * self._stretch * cos_b * sin(turn), factor / self._stretch * north

    def _authalic(self, latitude: float) -> tuple[float, float]:
        """Return sine and cosine of the latitude on a sphere of the same area."""
        angle = asin(max(-1.0, min(1.0, _area(latitude) / self._pole)))
        return sin(angle), cos(angle)


def _area(latitude: float) -> float:
    """Return Snyder's q: the area from the equator to a latitude."""
    part = _ECCENTRICITY * sin(latitude)
    return (1 - _SQUARE) * (sin(latitude) / (1 - part * part) - log((1 - part) / (1 + part)) / (2 * _ECCENTRICITY))
