"""The outlines: complete, small, land only."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.facts.tables import load
from kit.maps import outlines as module
from kit.maps.outlines import outlines
from kit.paths import data_folder

# Where several states claim islands: west, south, east, north in degrees.
CLAIMED = {
    "Spratly Islands": (111.0, 7.0, 116.5, 12.0),
    "Paracel Islands": (111.0, 15.5, 113.0, 17.3),
    "Scarborough Shoal": (117.4, 14.9, 118.1, 15.4),
    "Senkaku, Diaoyu, Diaoyutai": (123.3, 25.5, 124.8, 26.1),
    "Takeshima, Dokdo": (131.6, 37.0, 132.1, 37.4),
}


def test_every_state_has_an_outline():
    """There are the eleven members, Japan and the neighbours, under their ISO codes."""
    assert set(outlines()) == {*load("members")["iso3"], "JPN", "neighbours"}


def test_the_file_is_small():
    """The outlines take at most 130 kB."""
    assert (data_folder() / "boundaries.geojson").stat().st_size <= 130_000


def test_neighbours_are_one_feature():
    """Neighbours are dissolved: there is no boundary among them that could be drawn."""
    features = json.loads((data_folder() / "boundaries.geojson").read_text(encoding="utf-8"))["features"]
    assert [feature["id"] for feature in features].count("neighbours") == 1
    assert all(feature["geometry"]["type"] in {"Polygon", "MultiPolygon"} for feature in features)


@pytest.mark.parametrize("place", CLAIMED)
def test_no_claimed_island_is_given_to_anyone(place: str):
    """No outline has land where several states claim small islands."""
    west, south, east, north = CLAIMED[place]
    for outline in outlines().values():
        for polygon in outline.polygons:
            for lon, lat in polygon[0]:
                assert not (west < lon < east and south < lat < north), outline.id


def test_small_states_get_a_ring():
    """Those that one could not see or hit get a ring, and no others."""
    assert {outline.id for outline in outlines().values() if outline.small} == {"SGP", "BRN", "TLS"}


def test_the_steps_lead_along_the_outline():
    """The text handed on to a renderer gives back every point of every outline, and has no spaces."""
    for outline in outlines().values():
        assert " " not in outline.steps
        for polygon, rings in zip(outline.polygons, json.loads(outline.steps), strict=True):
            for points, flat in zip(polygon, rings, strict=True):
                lons, lats = (list(accumulate(flat[start::2])) for start in (0, 1))
                assert [[lon / 100, lat / 100] for lon, lat in zip(lons, lats, strict=True)] == points


def test_okinawa_is_there():
    """Simplifying has not lost Japan's southern islands."""
    points = [point for polygon in outlines()["JPN"].polygons for point in polygon[0]]
    assert any(127 < lon < 129 and 26 < lat < 27 for lon, lat in points)


def test_no_outline_crosses_the_dateline():
    """Land beyond 180 degrees is cut off, so that no line runs back across the map; states are far from there."""
    for name, outline in outlines().items():
        low, high = (50, 180) if name == "neighbours" else (90, 150)
        assert all(low <= lon <= high for polygon in outline.polygons for ring in polygon for lon, _ in ring)


@pytest.mark.parametrize("content", [None, "{", '{"features": [{}]}', '{"features": 3}'])
def test_a_damaged_file_is_named(content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A missing or damaged file is an error that names it, not a traceback."""
    if content is not None:
        (tmp_path / "boundaries.geojson").write_text(content)
    monkeypatch.setattr(module, "data_folder", lambda: tmp_path)
    outlines.cache_clear()
    with pytest.raises(KitError, match="cannot be read") as error:
        outlines()
    assert "boundaries.geojson" in error.value.where
    outlines.cache_clear()
