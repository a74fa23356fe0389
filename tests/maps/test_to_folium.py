"""The map to build on: the page of the scene, with what was added, and nothing fetched."""

from __future__ import annotations

from threading import Thread

import branca.element
import folium
import folium.plugins
import pytest

from kit.errors import KitError
from kit.maps.catalogue import map as kit_map
from kit.maps.member_map import member_scene
from kit.maps.scene import Scene
from kit.maps.to_folium import OfflineMap
from kit.maps.to_page import page


def test_what_is_built_on_a_map_is_shown_as_typed():
    """Markers, popups and tooltips added to the map keep braces and tags as they were typed."""
    drawn = kit_map("members", "2023-07-13").to_folium()
    typed = "{{ 7*7 }} {% x %}"
    folium.Marker([13.7, 100.5], popup=typed, tooltip=typed).add_to(drawn)
    point = {"type": "Feature", "properties": {"name": typed}, "geometry": {"type": "Point", "coordinates": [121, 14]}}
    shapes = {"type": "FeatureCollection", "features": [point]}
    folium.GeoJson(shapes, tooltip=folium.GeoJsonTooltip(["name"])).add_to(drawn)
    assert drawn.get_root().render().count(typed) == 3


def test_branca_is_left_as_it_was(story: Scene):
    """After a page is made, and after one that failed, other maps are made as ever."""
    before = branca.element.Template
    OfflineMap(story).get_root().render()
    drawn = OfflineMap(story)
    drawn.add_child(folium.GeoJson({"type": "Point", "coordinates": [0, 0]}, tooltip=folium.GeoJsonTooltip(["name"])))
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever folium says about a tooltip without properties
        drawn.get_root().render()
    assert branca.element.Template is before


@pytest.mark.parametrize(
    "part", [folium.plugins.Fullscreen(), folium.Marker([0, 0], icon=folium.Icon(color="red"))], ids=["plugin", "icon"]
)
def test_what_would_be_fetched_is_refused(story: Scene, part: folium.Element):
    """A plugin or an icon that needs a file from the network is an error that says what to use."""
    drawn = OfflineMap(story)
    drawn.add_child(part)
    with pytest.raises(KitError, match="network") as error:
        drawn.get_root().render()
    assert "CircleMarker" in error.value.do


def test_the_map_is_a_folium_map(story: Scene):
    """It can be used wherever a folium.Map can, and made twice with the same result."""
    drawn = OfflineMap(story)
    assert isinstance(drawn, folium.Map)
    assert drawn.get_root().render() == drawn.get_root().render()


def test_a_map_to_which_nothing_was_added_is_the_page(story: Scene):
    """Line by line it has what the page has, which is made without folium."""
    drawn = OfflineMap(story).get_root().render()
    assert [line for line in page(story).splitlines() if line not in drawn] == []
    assert len(drawn) - len(page(story)) < 100


def test_a_map_of_somebody_else_is_drawn_meanwhile():
    """While one of our pages is rendered, a folium map in another thread still has its templates filled in."""
    drawn = OfflineMap(member_scene("2023-07-13"))
    theirs: list[str] = []

    class Slow(folium.Element):
        """An element that waits for another thread while it is rendered."""

        def render(self, **_: object) -> str:
            """Draw a plain folium map in another thread, and wait for it."""
            other = Thread(target=lambda: theirs.append(folium.Map((1.25, 103.5), tiles=None).get_root().render()))
            other.start()
            other.join()
            return ""

    drawn.add_child(Slow())
    assert "[1.25, 103.5]" not in drawn.get_root().render()
    assert "center: [1.25, 103.5]" in theirs[0]
    assert "{{" not in theirs[0]
