"""Pieces of the world, in degrees."""

from __future__ import annotations

Point = tuple[float, float]  # latitude and longitude
Extent = tuple[Point, Point]  # south-west and north-east corner
# Myanmar to Hokkaido, Timor-Leste to Sapporo: all members and Japan.
MEMBERS_AND_JAPAN: Extent = ((-12.5, 92.0), (45.8, 146.5))


def in_sight(lat: float, lon: float, extent: Extent) -> bool:
    """Return whether a point lies inside an extent."""
    (south, west), (north, east) = extent
    return south < lat < north and west < lon < east
