"""The outlines of members, Japan and pale neighbours, read once and kept as text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec

from kit.errors import KitError
from kit.maps.extent import Extent
from kit.maps.name_places import NAME_PLACES
from kit.paths import data_folder

Ring = list[list[float]]

_MARGIN = 1.5  # degrees: room for the ring of a small state
_SMALL = 2.0  # square degrees: Singapore, Brunei and Timor-Leste are smaller


class Outline(msgspec.Struct, frozen=True):
    """One feature of ``data/boundaries.geojson``.

    Parameters
    ----------
    id : str
        ISO 3166-1 alpha-3 code, or ``"neighbours"``.
    steps : str
        The polygons as JSON text, so that a renderer can hand them on untouched: each ring a flat list of
        longitude and latitude by turns, in hundredths of a degree, each point counted from the one before.
    polygons : tuple
        Lists of rings of (longitude, latitude) in degrees.
    middle : tuple of float
        Latitude and longitude of the middle of the largest part.
    label : tuple
        Latitude, longitude and side (``"center"``, ``"left"`` or ``"right"``) of the name.
    small : bool
        Whether it would be hard to see or to hit at the size of a lesson's map, and so needs a ring.
    """

    id: str
    steps: str
    polygons: tuple[list[Ring], ...]
    middle: tuple[float, float]
    label: tuple[float, float, str]
    small: bool


@cache
def outlines() -> dict[str, Outline]:
    """Return all outlines by id.

    Raises
    ------
    KitError
        When the file is missing or damaged.

    Source: Natural Earth, 1:50m; Singapore 1:10m.
    """
    path = data_folder() / "boundaries.geojson"
    try:
        features = msgspec.json.decode(path.read_bytes())["features"]
        return {feature["id"]: _outline(feature) for feature in features}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KitError(
            f"The outlines of the map cannot be read: {error}",
            where=str(path),
            do="Put the file back, or install the kit again.",
        ) from None


def extent_of(ids: Iterable[str]) -> Extent:
    """Return the piece of the world that holds some outlines and the beginnings of their names, with a margin."""
    chosen = [outlines()[name] for name in ids]
    points = [point for outline in chosen for polygon in outline.polygons for point in polygon[0]]
    points += [[outline.label[1], outline.label[0]] for outline in chosen]
    lons, lats = zip(*points, strict=True)
    margin = _MARGIN + 0.03 * max(max(lons) - min(lons), max(lats) - min(lats))
    return (min(lats) - margin, min(lons) - margin), (max(lats) + margin, max(lons) + margin)


def _outline(feature: dict[str, Any]) -> Outline:
    geometry = feature["geometry"]
    several = geometry["type"] == "MultiPolygon"
    polygons = tuple(geometry["coordinates"] if several else [geometry["coordinates"]])
    largest = max((_middle(polygon[0]) for polygon in polygons), key=lambda found: found[2])
    text = msgspec.json.encode([[_steps(ring) for ring in polygon] for polygon in polygons]).decode()
    middle = (round(largest[0], 2), round(largest[1], 2))
    label = NAME_PLACES.get(feature["id"], (*middle, "center"))
    return Outline(feature["id"], text, polygons, middle, label, largest[2] < _SMALL)


def _steps(ring: Ring) -> list[int]:
    steps: list[int] = []
    x0 = y0 = 0
    for lon, lat in ring:
        x, y = round(100 * lon), round(100 * lat)
        steps += (x - x0, y - y0)
        x0, y0 = x, y
    return steps


def _middle(ring: Ring) -> tuple[float, float, float]:
    """Return latitude, longitude and area (square degrees) of a ring: the shoelace formula."""
    double = x_sum = y_sum = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        double += cross
        x_sum += (x0 + x1) * cross
        y_sum += (y0 + y1) * cross
    if not double:
        return ring[0][1], ring[0][0], 0.0
    return y_sum / (3 * double), x_sum / (3 * double), abs(double) / 2
