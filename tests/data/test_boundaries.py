"""The outlines hold land of the right states and nothing at sea."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from math import ceil, hypot

import pytest

from kit.facts.provenance import find
from kit.facts.tables import load
from kit.paths import data_folder

Point = tuple[float, float]

# Open water where claims overlap or a line at sea might be drawn: west, south, east, north in degrees.
SEAS = {
    "South China Sea": (110.5, 8.0, 116.8, 17.5),
    "East China Sea": (123.3, 25.2, 126.2, 32.8),
    "Sea of Japan, East Sea": (131.2, 37.0, 135.5, 41.0),
    "Gulf of Thailand": (100.8, 8.5, 102.2, 11.5),
    "Timor Sea": (127.5, -10.8, 129.5, -8.6),
}
FARTHEST = 0.1  # degrees: outlines are simplified, and a capital by the sea may stand a little outside
STEP = 0.05


def features() -> dict[str, dict[str, object]]:
    """Return the features by their ids."""
    content = json.loads((data_folder() / "boundaries.geojson").read_text(encoding="utf-8"))
    return {feature["id"]: feature for feature in content["features"]}


def rings(feature: dict[str, object]) -> list[list[Point]]:
    """Return all rings of a feature, outer and inner ones."""
    geometry: dict[str, object] = feature["geometry"]  # type: ignore[assignment]
    parts: list[list[list[list[float]]]] = geometry["coordinates"]  # type: ignore[assignment]
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]  # type: ignore[misc]


def along(ring: list[Point]) -> Iterator[Point]:
    """Yield points along a ring, at most a step apart."""
    for (west, south), (east, north) in pairwise(ring):
        steps = max(1, ceil(hypot(east - west, north - south) / STEP))
        for number in range(steps):
            share = number / steps
            yield west + share * (east - west), south + share * (north - south)


def holds(feature: dict[str, object], place: Point) -> bool:
    """Return whether a place is on land: a line from it to the east crosses the rings an odd number of times."""
    lon, lat = place
    crossed = 0
    for ring in rings(feature):
        for (west, south), (east, north) in pairwise(ring):
            if (south > lat) != (north > lat):
                crossed += lon < west + (lat - south) / (north - south) * (east - west)
    return crossed % 2 == 1


def test_the_file_is_small():
    """The outlines take at most 130 kB: they are written into every map."""
    assert (data_folder() / "boundaries.geojson").stat().st_size <= 130_000


def test_the_features():
    """There is one feature for each member, one for Japan and one for all around them."""
    content = json.loads((data_folder() / "boundaries.geojson").read_text(encoding="utf-8"))
    ids = [feature["id"] for feature in content["features"]]
    assert sorted(ids) == sorted([*load("members")["iso3"], "JPN", "neighbours"])


def test_land_only():
    """Every feature is an area: there are no lines, no points, and no names that could take a side."""
    for feature in features().values():
        assert feature["geometry"]["type"] in {"Polygon", "MultiPolygon"}  # type: ignore[index]
        assert not feature.get("properties")


def test_rings_are_closed_areas():
    """Every ring ends where it begins and holds an area: a line drawn there and back would hold none."""
    for name, feature in features().items():
        for ring in rings(feature):
            assert ring[0] == ring[-1], name
            area = sum(west * north - east * south for (west, south), (east, north) in pairwise(ring)) / 2
            length = sum(hypot(east - west, north - south) for (west, south), (east, north) in pairwise(ring))
            assert abs(area) > length**2 / 1000, name


@pytest.mark.parametrize("sea", SEAS)
def test_nothing_is_drawn_at_sea(sea: str):
    """No outline reaches into or runs through the open sea."""
    west, south, east, north = SEAS[sea]
    for name, feature in features().items():
        assert not holds(feature, ((west + east) / 2, (south + north) / 2)), name
        for ring in rings(feature):
            assert not [point for point in along(ring) if west < point[0] < east and south < point[1] < north], name


@pytest.mark.parametrize("capital", [*load("members")["capital"], "Tokyo"])
def test_each_capital_is_in_its_state(capital: str):
    """Each capital stands on the outline of its own state, and on that of no other."""
    row = find(capital)
    place = (row["lon"], row["lat"])
    own = features()[row["iso3"]]
    nearest = min(hypot(lon - place[0], lat - place[1]) for ring in rings(own) for lon, lat in along(ring))
    assert holds(own, place) or nearest < FARTHEST
    assert not [name for name, feature in features().items() if name != row["iso3"] and holds(feature, place)]


def test_no_other_state_has_the_islands_that_japan_claims():
    """The islands north of Hokkaido are left out: on a Japanese map they would be a neighbour's."""
    west, south, east, north = 145.3, 43.3, 149.0, 45.7
    found = [point for ring in rings(features()["neighbours"]) for point in ring]
    assert [(lon, lat) for lon, lat in found if west < lon < east and south < lat < north] == []
