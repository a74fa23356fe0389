"""The map of a map-click item: names and outlines, and nothing that gives the answer away."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from kit.errors import KitError
from kit.maps.extent import Extent, in_sight
from kit.maps.layers.areas import Areas
from kit.maps.member_map import member_scene
from kit.maps.outlines import extent_of, outlines
from kit.maps.scene import Scene
from kit.maps.to_page import page
from kit.maps.to_svg import map_svg
from kit.suggest import name_list
from kit.text import text_in

# What can be chosen stands out from land and sea; what is chosen gets an outline.
_LETTERS = 16.5  # of the names, in the map for paper: 7.5 points at its width of 128 mm
_TO_CHOOSE, _OTHER = "#8fc1e3", "#f4f2ec"
_MORE = 1.3  # how much larger a map may be, in square degrees, so that a state that cannot be chosen is whole, too


@lru_cache(maxsize=8)
def pick_page(options: tuple[str, ...], as_of: str, language: str) -> str:
    """Return the page on which one of `options`, ISO 3166-1 alpha-3 codes, can be picked."""
    scene, why_not = pick_scene(options, as_of, language), text_in(language)("map.not_to_choose")
    areas = tuple(area if area.id in options else replace(area, words=(why_not,)) for area in scene.areas)
    return page(scene.with_layer(Areas(areas)), pick=True, options=options)


def print_map(options: tuple[str, ...], as_of: str, language: str) -> str:
    """Return the map on which one of `options`, ISO 3166-1 alpha-3 codes, can be found, as SVG for paper."""
    return map_svg(pick_scene(options, as_of, language), _LETTERS)


def pick_scene(options: tuple[str, ...], as_of: str, language: str) -> Scene:
    """Return what there is to pick from: no dates, no capitals, as near as it can be with all options in sight.

    Raises
    ------
    KitError
        When an option is not on the map.
    """
    shown = sorted(set(outlines()) - {"neighbours"})
    for code in options:
        if code not in shown:
            what, do = f"There is no state {code!r} on the map.", f"Use one of: {name_list(shown)}."
            raise KitError(what, where=", ".join(options), do=do)
    text, scene = text_in(language), member_scene(as_of, language=language)
    areas = tuple(
        replace(area, fill=_TO_CHOOSE if area.id in options else _OTHER, words=(), source="", group="")
        for area in scene.areas
    )
    return replace(
        scene,
        title=text("card.map_title"),
        layers=(Areas(areas),),
        legend_title="",
        legend=(),
        source_line=text("map.sources"),
        extent=_extent(options, [area.id for area in areas]),
    )


def _extent(options: tuple[str, ...], others: list[str]) -> Extent:
    """Return a piece of the world with all options, and with others whole whose names are in it, where it stays near.

    Japan stays outside where it is not to be chosen: it would make the map much larger.
    """
    extent = extent_of(options)
    for name in sorted(others):
        lat, lon, _ = outlines()[name].label
        wider = extent_of([*options, name])
        if in_sight(lat, lon, extent) and _square(wider) <= _MORE * _square(extent):
            options, extent = (*options, name), wider
    return extent


def _square(extent: Extent) -> float:
    (south, west), (north, east) = extent
    return (north - south) * (east - west)
