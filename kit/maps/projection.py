"""Lambert's azimuthal equal-area projection around the middle of an extent: sizes can be compared."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.maps.extent import Extent
from kit.maps.outlines import Ring, outlines

if TYPE_CHECKING:
    from pyproj import Proj

WIDTH = 800  # of a picture, in its own units


def place(lat: float, lon: float, extent: Extent) -> tuple[float, float]:
    """Return where a point lies on the map of an extent, in units of the picture from its upper left corner."""
    return _places([lat], [lon], extent)[0]


@cache
def outline_path(outline: str, extent: Extent) -> str:
    """Return the path of an outline: tenths of a unit, each step from the one before, so that it stays small."""
    return "".join(_ring(ring, extent) for polygon in outlines()[outline].polygons for ring in polygon)


def _ring(ring: Ring, extent: Extent) -> str:
    points = _places([lat for _, lat in ring], [lon for lon, _ in ring], extent)
    kept = [points[0], *(new for old, new in pairwise(points) if new != old)]
    if len(kept) < 3:  # noqa: PLR2004 - smaller than a tenth of a unit
        return ""
    steps = [f"{round(x - x0, 1):g} {round(y - y0, 1):g}" for (x0, y0), (x, y) in pairwise(kept[:-1])]
    return f"M{kept[0][0]:g} {kept[0][1]:g}l{' '.join(steps)}z"


def _places(lats: list[float], lons: list[float], extent: Extent) -> list[tuple[float, float]]:
    projection, (left, top, scale, _) = _projection(extent), frame(extent)
    xs, ys = projection(lons, lats)
    return [(round((x - left) * scale, 1), round((top - y) * scale, 1)) for x, y in zip(xs, ys, strict=True)]


@cache
def _projection(extent: Extent) -> Proj:
    from pyproj import Proj  # a map on the screen does not need it, and it takes its time

    (south, west), (north, east) = extent
    return Proj(proj="laea", lat_0=(south + north) / 2, lon_0=(west + east) / 2, ellps="WGS84")


@cache
def frame(extent: Extent) -> tuple[float, float, float, float]:
    """Return left and top edge in metres, units of the picture per metre, and its height in units."""
    (south, west), (north, east) = extent
    places = [(lon, lat) for lat in (south, north) for lon in (west, (west + east) / 2, east)]
    xs, ys = zip(*(_projection(extent)(lon, lat) for lon, lat in places), strict=True)
    scale = WIDTH / (max(xs) - min(xs))
    return min(xs), max(ys), scale, (max(ys) - min(ys)) * scale
