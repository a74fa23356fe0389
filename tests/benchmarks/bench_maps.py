"""What maps cost, each beside plain folium with the same layers in the same run."""

from __future__ import annotations

import json

import folium
from ipywidgets import HTML
from run import row, times

from kit.maps.catalogue import map as kit_map
from kit.maps.member_map import member_scene
from kit.maps.scene import Scene
from kit.maps.to_page import page
from kit.maps.to_svg import svg
from kit.paths import data_folder
from kit.widgets.map_dial.widget import dial

DAY = "2023-07-13"
ROUNDS = 25
PLAIN = "plain folium"


def rows() -> list[dict[str, object]]:
    """Return one row for each comparison; rows of bytes say so in their names."""
    shown = dial(DAY)
    years = iter([1990, 1996] * ROUNDS * 2)

    def turn() -> None:
        shown.year = next(years)

    collection = json.loads((data_folder() / "boundaries.geojson").read_text(encoding="utf-8"))
    kit_map("members", DAY)._repr_html_()  # the first map of a notebook
    screen, second, places, flows, paper, step, peer, shown_peer, widget = times(
        lambda: page(member_scene(DAY)),
        lambda: kit_map("members", "1996-01-01")._repr_html_(),
        lambda: page(kit_map("places").scene),
        lambda: page(kit_map("trade", 2023).scene),
        lambda: svg(member_scene(DAY)),
        turn,
        lambda: _plain(member_scene(DAY), collection),
        lambda: _shown(member_scene(DAY), collection),
        lambda: HTML("").close(),
        rounds=ROUNDS,
    )
    theirs, theirs_shown = _plain(member_scene(DAY), collection), _shown(member_scene(DAY), collection)
    later = kit_map("members", "1996-01-01")._repr_html_()
    says = json.dumps(shown.step, ensure_ascii=False)
    return [
        row("map: build and render", screen, PLAIN, peer),
        row("map: the second in a notebook", second, f"{PLAIN}, the second", shown_peer),
        row("map of places: build and render", places, PLAIN, peer),
        row("map of trade: build and render", flows, PLAIN, peer),
        row("map: picture for print", paper, PLAIN, peer),
        row("map: one step of the dial", step, f"{PLAIN}, anew", peer),
        row("map: one step of the dial", step, "an empty ipywidgets.HTML", widget),
        row("map: page, kB", _kb(page(member_scene(DAY))), f"{PLAIN} and ten files", _kb(theirs)),
        row("map: the second in a notebook, kB", _kb(later), f"{PLAIN}, the second", _kb(theirs_shown)),
        row("map of trade: page, kB", _kb(page(kit_map("trade", 2023).scene)), f"{PLAIN} and ten files", _kb(theirs)),
        row("map: picture, kB", _kb(svg(member_scene(DAY))), PLAIN, _kb(theirs)),
        row("map: step of the dial, kB", _kb(says), f"{PLAIN}, anew", _kb(theirs)),
    ]


def _plain(scene: Scene, collection: dict[str, object]) -> str:
    """Return the same layers as folium's own page: outlines, words, names, capitals."""
    return str(_drawn(scene, collection).get_root().render())


def _shown(scene: Scene, collection: dict[str, object]) -> str:
    """Return what folium puts into a notebook for the same layers."""
    return str(_drawn(scene, collection)._repr_html_())


def _drawn(scene: Scene, collection: dict[str, object]) -> folium.Map:
    drawn = folium.Map(location=[17, 118], zoom_start=4, tiles=None)
    areas = {area.id: area for area in scene.areas}
    features = []
    for feature in collection["features"]:  # type: ignore[attr-defined]
        area = areas.get(feature["id"])
        fill, name, words = (area.fill, area.name, " ".join(area.words)) if area else ("#f4f2ec", "", "")
        features.append({**feature, "properties": {"fill": fill, "name": name, "words": words}})
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda feature: {"fillColor": feature["properties"]["fill"], "color": "#333", "weight": 1},
        tooltip=folium.GeoJsonTooltip(["name", "words"], labels=False),
    ).add_to(drawn)
    for dot in scene.dots:
        folium.CircleMarker([dot.lat, dot.lon], radius=4, color="#000", tooltip=dot.name).add_to(drawn)
        folium.Tooltip(dot.name, permanent=True).add_to(folium.CircleMarker([dot.lat, dot.lon]).add_to(drawn))
    return drawn


def _kb(text: str) -> float:
    return len(text.encode()) / 1000
