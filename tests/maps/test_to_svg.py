"""The print twin: small, well formed, equal in area, the same as last time."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from PIL import ImageFont
from pyproj import Geod
from syrupy.assertion import SnapshotAssertion

from kit.japanese_font import japanese_font
from kit.maps.catalogue import map as kit_map
from kit.maps.extent import MEMBERS_AND_JAPAN
from kit.maps.outlines import outlines
from kit.maps.projection import place
from kit.maps.scene import Scene
from kit.maps.to_svg import svg
from kit.text import text_in

FOUNDERS = ["IDN", "MYS", "PHL", "SGP", "THA"]
NAMESPACE = "{http://www.w3.org/2000/svg}"


PICTURES = {
    "members-2023-07-13-joined-en": lambda: kit_map("members", "2023-07-13"),
    "members-2023-07-13-population-ja": lambda: kit_map("members", "2023-07-13", color_by="population", language="ja"),
    "members-2023-07-13-founders-en": lambda: kit_map(
        "members", "2023-07-13", title="The five founders", highlight=FOUNDERS
    ),
    "members-2023-07-13-rank-en": lambda: kit_map("members", "2023-07-13", color_by="rank"),
    "members-1967-08-08-joined-en": lambda: kit_map("members", "1967-08-08"),
    "places-1973-1977-en": lambda: kit_map("places", first=1973, last=1977),
    "flows-2023-ja": lambda: kit_map("trade", 2023, language="ja"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_the_same_as_last_time(name: str, golden: SnapshotAssertion):
    """A picture that changed is looked at by somebody before it becomes the golden one."""
    drawn = PICTURES[name]().to_svg() + "\n"
    assert drawn == golden(name=f"{name}.svg")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_picture_is_small(language: str):
    """A picture takes at most 80 kB, with all events or all arrows upon it."""
    for shown in (
        kit_map("members", language=language),
        kit_map("places", language=language),
        kit_map("trade", language=language),
    ):
        assert len(shown.to_svg().encode()) <= 80_000


def test_title_and_description_are_inside(story: Scene):
    """A screen reader hears the title, and for each state what the map says about it."""
    root = ET.fromstring(svg(story))  # noqa: S314 - our own text
    assert root.get("role") == "img"
    assert root.findtext(f"{NAMESPACE}title") == story.title
    said = root.findtext(f"{NAMESPACE}desc") or ""
    assert all(area.name in said and area.words[0] in said for area in story.areas)


def length(line: ET.Element, language: str) -> float:
    """Return how long a line is in the fonts of a PNG, in units of the picture."""
    weight = "-Bold" if line.get("font-weight") else ""
    latin = Path(mpl.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{weight}.ttf"
    font = japanese_font() if language == "ja" else latin
    return ImageFont.truetype(str(font), float(line.get("font-size", 13))).getlength(line.text or "")


@pytest.mark.parametrize("language", ["en", "ja", "id"])
@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("members", {"color_by": "gdp_per_head_usd_2015"}),
        ("members", {"title": "Who is where, and how far? " * 4, "highlight": ["IDN"]}),
        ("members", {"as_of": "2024-01-01", "color_by": "rank"}),
        ("trade", {}),
    ],
)
def test_headings_and_notes_fit_the_picture(name: Any, choices: dict[str, Any], language: str):  # noqa: ANN401 - a name
    """The longest title of ours, one of somebody's own and the longest notes are whole, above and below the map."""
    shown = kit_map(name, language=language, **choices)
    root = ET.fromstring(shown.to_svg())  # noqa: S314 - our own text
    lines = root.findall(f"{NAMESPACE}text")
    assert max(float(line.get("x", 0)) + length(line, language) for line in lines) < 800
    head = [line for line in lines if line.get("font-size") == "18"]
    assert "".join(line.text or "" for line in head).replace(" ", "") == shown.scene.title.replace(" ", "")
    drawn = root.find(f"{NAMESPACE}svg")
    assert drawn is not None
    assert float(drawn.get("y", 0)) > max(float(line.get("y", 0)) for line in head)


def test_what_is_typed_is_shown_as_typed(nasty: Scene):
    """Whatever stands in names and notes, the picture stays well formed and shows it."""
    root = ET.fromstring(svg(nasty))  # noqa: S314
    shown = ["".join(text.itertext()) for text in root.iter(f"{NAMESPACE}text")]
    projection = text_in("en")("map.equal_area")
    assert set(shown) == {nasty.title, nasty.title * 2, projection}  # a name has a mark of the same text


def test_areas_are_equal(story: Scene):
    """An outline's area on the picture is its area on the globe, to the same scale for north and south."""
    globe = Geod(ellps="WGS84")

    def scale(name: str) -> float:
        polygon = max(outlines()[name].polygons, key=lambda polygon: len(polygon[0]))[0]
        real = abs(globe.polygon_area_perimeter(*zip(*polygon, strict=True))[0])
        points = [place(lat, lon, story.extent) for lon, lat in polygon]
        pairs = zip(points, points[1:] + points[:1], strict=True)
        return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2 / real

    assert scale("JPN") == pytest.approx(scale("IDN"), rel=0.01)
    assert scale("MMR") == pytest.approx(scale("PHL"), rel=0.01)


def test_north_is_up():
    """Tokyo lies above and to the right of Jakarta, and both on the picture."""
    (tokyo_x, tokyo_y), (jakarta_x, jakarta_y) = (
        place(lat, lon, MEMBERS_AND_JAPAN) for lat, lon in ((35.7, 139.7), (-6.2, 106.8))
    )
    assert 0 < tokyo_y < jakarta_y
    assert 0 < jakarta_x < tokyo_x < 800
