"""A scene for the screen: one page that carries all it needs, Leaflet too, and asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path

import xstatic.pkg.leaflet

from kit.assets import css, esm, minified_css
from kit.maps.layers.layer import as_json
from kit.maps.outlines import outlines
from kit.maps.scene import Scene
from kit.text import text_in

MAP_ID = "map_scene"  # of the element, and of the map in the script, to which folium adds what is built on a map
_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
# Without fading, what is taken from a map is gone at once: else names of before take room from others.
_OPTIONS = (
    "{center: [0, 0], zoom: 4, zoomSnap: 0, scrollWheelZoom: false, doubleClickZoom: false, maxBoundsViscosity: 1, "
    "fadeAnimation: false}"
)


def page(scene: Scene, *, pick: bool = False, options: tuple[str, ...] = ()) -> str:
    """Return the scene as one self-contained HTML page of about 300 kB.

    Parameters
    ----------
    scene : Scene
        What to draw.
    pick : bool
        Whether a click, Enter or Space on a state, or on a place with events, tells the page around this one which
        it was.
    options : tuple of str
        The states that can be picked; all members of which something is said unless given.
    """
    return page_around(scene, map_script(scene, pick=pick, options=options))


def map_script(scene: Scene, *, pick: bool = False, options: tuple[str, ...] = ()) -> str:
    """Return the script that draws the scene, and gives the map its name for what is added; as `page` takes them."""
    data = _scene_text(scene, pick=pick, options=options)
    return (
        f'var {MAP_ID} = L.map("{MAP_ID}", {_OPTIONS});\n'
        f"var kitScene = (() => {{\n{esm('maps/page/page.js')}\nreturn kitScene;\n}})();\n"
        f"kitScene({MAP_ID}, {data});"
    )


def page_around(scene: Scene, script: str, *, head: str = "", below_map: str = "", has_markers: bool = False) -> str:
    """Return a page with a title, a language, a main landmark and a heading, around the map of a script.

    Parameters
    ----------
    scene : Scene
        What the page says next to the map.
    script : str
        What draws the map.
    head, below_map : str
        HTML for the page's head, and for the place after the map.
    has_markers : bool
        Whether Leaflet's markers are on the map: then the page carries their pictures.
    """
    title = escape(scene.title)
    leaflet = _leaflet_js() + (_marker_pictures() if has_markers else "")
    below = "".join(f'<p class="kit-below">{escape(line)}</p>' for line in (*scene.remarks, scene.foot) if line)
    legend = "".join(
        f'<li><span class="kit-swatch" style="background:{escape(entry.fill)}"></span>{escape(entry.text)}</li>'
        for entry in scene.legend
    )
    title_line = f'<p class="kit-legend-title">{escape(scene.legend_title)}</p><ul class="kit-legend">{legend}</ul>'
    side = f"{title_line if scene.legend_title else ''}{below}"
    if side:
        side = f'<div class="kit-side" tabindex="0" role="group" aria-label="{title}">{side}</div>\n'
    subtitle = f'<p class="kit-subtitle">{escape(scene.subtitle)}</p>' if scene.subtitle else ""
    main = "<main>" if scene.legend_title else '<main class="kit-bare">'
    inside = script.replace("</script", r"<\/script")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(scene.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_leaflet_css()}{css('maps/page/page.css')}</style>\n<script>{leaflet}</script>\n"
        f"{head}</head>\n<body>\n{main}\n<header><h1>{title}</h1>{subtitle}</header>\n"
        f'<div class="folium-map" id="{MAP_ID}"></div>\n{below_map}{side}</main>\n'
        f"<script>\n{inside}\n</script>\n</body>\n</html>\n"
    )


def _scene_text(scene: Scene, *, pick: bool, options: tuple[str, ...]) -> str:
    """Return the scene as JavaScript text; what a layer leaves out is empty."""
    text = text_in(scene.language)
    data = {
        "title": as_json(scene.title),
        "pick": as_json(pick),
        "extent": as_json(scene.extent),
        "zoom": as_json({direction: text(f"map.zoom_{direction}") for direction in ("in", "out")}),
        "whole": as_json(text("map.whole")),
        "dots": "[]",
        "seas": "[]",
        "flows": "[]",
        "scale": "null",
        "neighbours": outlines()["neighbours"].steps,
    }
    for layer in scene.layers:
        data |= layer.leaflet(scene.extent, options)
    parts = ",".join(f'"{name}":{value}' for name, value in data.items())
    return f"{{{parts}}}"


@cache
def _leaflet_js() -> str:
    """Return Leaflet without the link to its source map."""
    return (_LEAFLET / "leaflet.js").read_text(encoding="utf-8").rsplit("//# sourceMappingURL", 1)[0]


@cache
def _marker_pictures() -> str:
    """Return what gives Leaflet the pictures of its marker; our own maps have none, but one may be added."""
    inside = as_json({"iconUrl": _picture("marker-icon-2x.png"), "shadowUrl": _picture("marker-shadow.png")})
    return (
        "delete L.Icon.Default.prototype._getIconUrl; delete L.Icon.Default.prototype.options.iconRetinaUrl;"
        f"L.Icon.Default.mergeOptions({inside});"
    )


@cache
def _leaflet_css() -> str:
    """Return Leaflet's styles with their pictures inside, without those of old browsers.

    A marker's picture is in the script, one picture of the layers' button is enough, and a page has no box of credits.
    """
    text = (_LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    text = minified_css(re.sub(r"\.leaflet-default-icon-path\s*{.*?}", "", text, flags=re.DOTALL))
    text = re.sub(r"(?<=})[^{}]*(?:-retina|-oldie|-safari|-fade-anim|-crosshair|vml)\b[^{}]*{[^{}]*}", "", text)
    text = re.sub(r"(?<=})[^{}]*-attribution(?![^{}]*-scale)[^{}]*{[^{}]*}", "", text)
    modern = "transition|transform|transform-origin|box-sizing|border-radius|touch-action"
    text = re.sub(rf"-(?:webkit|moz|ms)-(?:{modern}):[^;}}]*;?|cursor:-(?:webkit|moz)-[^;}}]*;", "", text)
    text = re.sub(r"-(?:moz|ms)-user-select:[^;}]*;?", "", text)  # Safari still needs its own
    text = re.sub(r"(?<=[{;])([\w-]+):[^;{}]*;(?=\1:)", "", text)  # what the next declaration replaces
    return re.sub(r"url\(images/([^)]+)\)", lambda found: f"url({_picture(found[1])})", text)


def _picture(name: str) -> str:
    """Return one of Leaflet's pictures as a data URI."""
    return "data:image/png;base64," + b64encode((_LEAFLET / "images" / name).read_bytes()).decode("ascii")
