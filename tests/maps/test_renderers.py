"""Every layer in every renderer, and on every map that it takes no side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from importlib import import_module
from pkgutil import iter_modules

import pytest

from kit.maps import layers
from kit.maps.catalogue import map as kit_map
from kit.maps.layers.flows import Flows
from kit.maps.layers.layer import Layer
from kit.maps.layers.seas import Seas
from kit.maps.map_view import SceneMap
from kit.maps.pick_map import pick_page
from kit.maps.scene import Scene
from kit.maps.to_page import page
from kit.text import text_in
from kit.widgets.map_dial.widget import dial
from kit.widgets.timeline.widget import timeline

DAY = "2023-07-13"
Maker = Callable[[str], SceneMap]


def states(scene: Scene) -> Iterator[str]:
    """Return names and words of the states."""
    for area in scene.areas:
        yield from (area.name, *area.words)


def figures(scene: Scene) -> Iterator[str]:
    """Return the figures of the states as they are written."""
    return (f"{area.figure.value:,.0f}" for area in scene.areas if area.figure)


def capitals(scene: Scene) -> Iterator[str]:
    """Return names and words of the capitals."""
    for dot in scene.dots:
        yield from (dot.name, *dot.words)


def seas(scene: Scene) -> Iterator[str]:
    """Return all names of the seas."""
    return (name for sea in scene.layer(Seas).seas for name in sea.names)


def events(scene: Scene) -> Iterator[str]:
    """Return places, dates and titles of events."""
    for dot in filter(scene.shows, scene.dots):
        for event in dot.events:
            yield from (dot.name, event.when, event.title)


def flows(scene: Scene) -> Iterator[str]:
    """Return what each arrow says."""
    for flow in scene.layer(Flows).flows:
        yield from (flow.name, *flow.words)


LAYERS: dict[str, tuple[Maker, Callable[[Scene], Iterator[str]]]] = {
    "members": (lambda language: kit_map("members", DAY, language=language), states),
    "choropleth": (lambda language: kit_map("members", DAY, color_by="population", language=language), figures),
    "choropleth with gaps": (
        lambda language: kit_map("members", DAY, color_by="japan_exports_to_bn_jpy", language=language),
        states,
    ),
    "highlights": (lambda language: kit_map("members", DAY, highlight=["IDN"], language=language), states),
    "ranks": (lambda language: kit_map("members", DAY, color_by="rank", language=language), states),
    "capitals": (lambda language: kit_map("members", DAY, language=language), capitals),
    "seas": (lambda language: kit_map("members", DAY, language=language), seas),
    "places": (lambda language: kit_map("places", last=2023, language=language), events),
    "flows": (lambda language: kit_map("trade", 2023, language=language), flows),
    "flows' ends": (lambda language: kit_map("trade", 2023, language=language), states),
}
RENDERERS: dict[str, Callable[[SceneMap], str]] = {
    "page": lambda shown: unescape(shown.to_html()),
    "SVG": lambda shown: unescape(shown.to_svg()),
    "table": lambda shown: "\n".join(shown.to_table().astype("string").fillna("").agg("\n".join, axis=1)),
}


def test_every_layer_is_on_one_of_these_maps():
    """A new layer comes with a map that shows it, and that map is among these."""
    for module in iter_modules(layers.__path__, f"{layers.__name__}."):
        import_module(module.name)
    ours = {layer for layer in Layer.__subclasses__() if layer.__module__.startswith(layers.__name__)}
    assert {type(layer) for make, _ in LAYERS.values() for layer in make("en").scene.layers} == ours


@pytest.mark.parametrize("drawn", LAYERS)
def test_a_page_has_what_the_scripts_of_all_layers_read(drawn: str):
    """Each map carries all scripts; `kit.maps.to_page` gives them nothing of a layer that the map does not have."""
    scenes = [make("en").scene for make, _ in LAYERS.values()]
    read = {name for scene in scenes for layer in scene.layers for name in layer.leaflet(scene.extent, ())}
    text = LAYERS[drawn][0]("en").to_html()
    assert [name for name in sorted(read) if f'"{name}":' not in text] == []


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("layer", LAYERS)
def test_every_renderer_shows_every_layer(layer: str, renderer: str, language: str):
    """Whatever a layer says stands in the page, in the picture and in the table, in the language of the map."""
    make, said = LAYERS[layer]
    shown = make(language)
    drawn, wanted = RENDERERS[renderer](shown), list(said(shown.scene))
    assert wanted
    if renderer == "page":
        drawn = drawn.replace('\\"', '"')
    assert [text for text in wanted if text not in drawn and text.replace(",", "") not in drawn] == []


@pytest.mark.parametrize("renderer", ["page", "SVG"])
@pytest.mark.parametrize("layer", LAYERS)
def test_what_a_map_needs_stands_around_it(layer: str, renderer: str):
    """Title, subtitle, legend, remarks, note and sources stand on the page and in the picture."""
    shown = LAYERS[layer][0]("en")
    scene = shown.scene
    drawn = " ".join(RENDERERS[renderer](shown).replace("</text>\n", " ").split())
    around = [scene.title, scene.subtitle, scene.legend_title, *(entry.text for entry in scene.legend)]
    assert [text for text in around if text not in drawn] == []
    plain = " ".join(part.split(">")[-1] for part in drawn.split("<"))
    below = [word for text in (*scene.remarks, scene.note, scene.source_line) for word in text.split()]
    assert " ".join(below) in " ".join(plain.split())


def maps(language: str) -> Iterator[str]:
    """Return every map that this kit draws, whatever draws it."""
    for make, _ in LAYERS.values():
        shown = make(language)
        yield page(shown.scene)
        yield shown._repr_html_().split("</iframe>")[1]
        yield repr(shown)
        yield " ".join(part.split(">")[-1] for part in shown.to_svg().split("<"))
        yield str(shown.to_table().attrs["note"])
    for color_by in ("joined", "rank", "gdp_usd"):
        yield str(dial(DAY, color_by=color_by, language=language).spec["page"])
    yield "\n".join(timeline(language=language, with_map=True).spec["foot"])
    yield pick_page(("LAO", "THA"), DAY, language)
    yield pick_page(("IDN", "PHL", "JPN"), DAY, language)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_map_says_that_it_takes_no_side(language: str):
    """The note stands on every map, in page, picture, list and plain text, on dial, timeline and card."""
    note = "".join(text_in(language)("map.no_side").split())
    assert [text[:80] for text in maps(language) if note not in "".join(unescape(text).split())] == []
