"""The page: all in one file, nothing fetched, data never evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from kit.maps.catalogue import map as kit_map
from kit.maps.map_view import SceneMap
from kit.maps.member_map import member_scene
from kit.maps.outlines import outlines
from kit.maps.scene import Scene
from kit.maps.to_page import page

PAGES: dict[str, Callable[[], SceneMap]] = {
    "members-2023-07-13-joined-en": lambda: kit_map("members", "2023-07-13"),
    "members-2023-07-13-population-ja": lambda: kit_map("members", "2023-07-13", color_by="population", language="ja"),
    "members-2023-07-13-rank-en": lambda: kit_map("members", "2023-07-13", color_by="rank"),
    "places-1973-1977-en": lambda: kit_map("places", first=1973, last=1977),
    "flows-2023-ja": lambda: kit_map("trade", 2023, language="ja"),
}


def normalised(text: str) -> str:
    """Return a page with styles, scripts and outlines named instead of written out, and each thing on its own line."""
    for name, outline in outlines().items():
        text = text.replace(outline.steps, f'"outline of {name}"')
    text = re.sub(r"<style>.*?</style>", "<style>[styles]</style>", text, flags=re.DOTALL)
    text = re.sub(r"<script>/\* @preserve.*?</script>", "<script>[Leaflet]</script>", text, flags=re.DOTALL)
    text = re.sub(r"var kitScene = .*?(?=\nkitScene\()", "[page.js]", text, flags=re.DOTALL)
    return re.sub(r'(?=\{"(?:id|name|at)")|(?="(?:seas|flows|scale|neighbours|areas)":)', "\n", text)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_same_as_last_time(name: str, golden: SnapshotAssertion):
    """A page that says or draws something else is looked at by somebody before it becomes the golden one."""
    made = normalised(page(PAGES[name]().scene))
    assert made == golden(name=f"{name}.html")


@pytest.mark.parametrize("color_by", ["joined", "area_km2", "population", "gdp_usd", "japan_exports_to_bn_jpy"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_is_small(color_by: str, language: str):
    """A page with Leaflet and all outlines takes at most 235 kB; 300 is the most that was promised."""
    assert len(page(member_scene("today", color_by=color_by, language=language)).encode()) <= 235_000


@pytest.mark.parametrize("language", ["en", "ja"])
def test_events_and_arrows_keep_the_page_small(language: str):
    """With all events, or with all arrows, it is as small."""
    for shown in (kit_map("places", language=language), kit_map("trade", language=language)):
        assert len(page(shown.scene).encode()) <= 250_000


def test_the_page_names_no_file(story: Scene):
    """No element of the page points anywhere: scripts, styles and pictures stand in it."""
    text = page(story)
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", text.replace(r"<\/", "</")) == []
    assert re.findall(r"url\((?!data:|#)[^)]*\)|@import|sourceMappingURL", text) == []


def test_the_page_has_a_frame_for_assistive_technology(story: Scene):
    """It has a title, a language, one main landmark, one heading, and may be zoomed."""
    text = page(story)
    assert '<html lang="en">' in text
    assert "<title>ASEAN on 13 July 2023: 10 members</title>" in text
    assert text.count("<main>") == text.count("<h1>") == 1
    assert "user-scalable" not in text
    assert "maximum-scale" not in text


def test_the_page_takes_no_side_and_says_where_it_is_from(story: Scene):
    """The note and the source line stand below every map, in its language."""
    for scene in (story, member_scene("2023-07-13", color_by="population", language="ja")):
        assert f'<p class="kit-below">{scene.foot}</p>' in page(scene)


def test_outlines_are_handed_on_as_text(story: Scene):
    """Each outline stands in the page exactly as it stands in memory."""
    text = page(story)
    assert all(outline.steps in text for outline in outlines().values())


def test_nothing_typed_can_end_the_script(nasty: Scene):
    """A text that a template or a page would read does neither fail nor end the script early."""
    text = page(nasty)
    assert text.count("</script>") == page(member_scene("2023-07-13")).count("</script>")
    assert "{{ 7*7 }}" in text


def test_only_members_can_be_picked_unless_told(story: Scene):
    """A map to pick from offers the members, or the options given."""
    assert len(re.findall('"pickable":true', page(story, pick=True))) == 10
    assert len(re.findall('"pickable":true', page(story, pick=True, options=("VNM", "LAO", "JPN")))) == 3
