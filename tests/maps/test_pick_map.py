"""The map of a card: what can be picked is near, nothing gives the answer away."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import Page

from kit.errors import KitError
from kit.maps.extent import in_sight
from kit.maps.outlines import extent_of, outlines
from kit.maps.pick_map import pick_page, pick_scene, print_map

DAY = "2023-07-13"
OPTIONS = [("LAO", "THA", "KHM", "VNM"), ("SGP", "BRN"), ("JPN", "PHL"), ("SGP",)]


@pytest.mark.parametrize("options", OPTIONS)
def test_all_options_lie_on_the_map(options: tuple[str, ...]):
    """Every point of every option, and the beginning of its name, lies inside the extent, with room around it."""
    extent = extent_of(options)
    for name in options:
        outline = outlines()[name]
        assert in_sight(*outline.label[:2], extent)
        assert all(in_sight(lat, lon, extent) for polygon in outline.polygons for lon, lat in polygon[0])


@pytest.mark.parametrize("code", ["AUS", "neighbours"])
def test_a_state_that_is_not_on_the_map(code: str):
    """An option without an outline is named, with those that there are, and is not a Python error."""
    with pytest.raises(KitError, match=f"no state '{code}' on the map") as error:
        print_map(("JPN", code), DAY, "en")
    assert "BRN, IDN, JPN" in error.value.do


def test_a_state_at_the_edge_is_whole_where_the_map_stays_near():
    """Myanmar, not to be chosen, is whole next to six members; Indonesia, far larger than four of them, is not."""
    six, four = ("IDN", "MYS", "PHL", "SGP", "THA", "VNM"), ("KHM", "LAO", "MYS", "THA")
    assert pick_scene(six, DAY, "en").extent == extent_of([*six, "MMR"])
    (_, west), (_, east) = pick_scene(four, DAY, "en").extent
    assert east - west < 30


def test_nothing_gives_the_answer_away():
    """The page has no year of joining, no capital, no figure and no sentence about figures."""
    page = pick_page(("LAO", "THA", "KHM"), DAY, "en")
    after = page.split("kitScene(")[-1]
    assert not any(text in after for text in ("1967", "1997", "Vientiane", "Capital", "Member since"))
    assert "Figures:" not in page
    assert page.count("<li>") == 0


@pytest.mark.parametrize("width", [420, 640])
@pytest.mark.parametrize("options", OPTIONS)
def test_options_fill_the_map(tab: Page, options: tuple[str, ...], width: int):
    """In the size of a card all options are in sight, and together they take most of the map's width or height."""
    tab.set_viewport_size({"width": width, "height": 416})
    tab.set_content(pick_page(options, DAY, "en"))
    frame = tab.locator(".folium-map").bounding_box()
    boxes = [tab.locator(f"[data-area={name}]").bounding_box() for name in options]
    left, top = (min(box[side] for box in boxes) for side in ("x", "y"))
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    assert frame["x"] <= left
    assert right <= frame["x"] + frame["width"]
    assert frame["y"] <= top
    assert bottom <= frame["y"] + frame["height"]
    if len(options) > 1:
        assert max((right - left) / frame["width"], (bottom - top) / frame["height"]) >= 0.6


def test_names_do_not_lie_on_each_other(tab: Page):
    """Where four neighbours can be chosen, their names stand apart, in the size of a card."""
    tab.set_viewport_size({"width": 640, "height": 416})
    names = {"Laos", "Thailand", "Cambodia", "Vietnam"}
    tab.set_content(pick_page(("LAO", "THA", "KHM", "VNM"), DAY, "en"))
    boxes = {
        label.inner_text(): label.bounding_box()
        for label in tab.locator(".kit-name").all()
        if label.inner_text() in names
    }
    assert boxes.keys() == names
    for one, box in boxes.items():
        for other, beside in boxes.items():
            apart = abs(box["y"] - beside["y"]) >= 14 or box["x"] + box["width"] <= beside["x"]
            assert one == other or apart or beside["x"] + beside["width"] <= box["x"], (one, other)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_map_for_paper_is_the_map_alone(language: str):
    """On paper there are outlines and names, each over a rim of its own, and no heading, legend, source or date."""
    root = ET.fromstring(print_map(("LAO", "THA", "KHM"), DAY, language))  # noqa: S314 - we have just drawn it
    svg = "{http://www.w3.org/2000/svg}"
    names = [("".join(text.itertext()), text.get("stroke")) for text in root.iter(f"{svg}text")]
    assert names[::2] == [(name, "#fff") for name, _ in names[1::2]]
    assert {None} == {stroke for _, stroke in names[1::2]}
    assert {"Laos", "Thailand", "Cambodia"} <= {name for name, _ in names} or language == "ja"
    assert len(list(root.iter(f"{svg}path"))) > 10
    assert not list(root.iter(f"{svg}svg"))[1:]
    assert "paint-order" not in print_map(("LAO", "THA", "KHM"), DAY, language)
