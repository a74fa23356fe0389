"""A scene for the screen: a folium map in one page that carries all it needs and asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, cast

import branca.element
import folium
import xstatic.pkg.leaflet
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.template import Template

from kit.assets import css, esm, minified_css
from kit.errors import KitError
from kit.maps.layers.layer import as_json
from kit.maps.outlines import outlines
from kit.maps.scene import Scene
from kit.text import text_in

_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)


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
    return str(figure(scene, pick=pick, options=options).get_root().render())


def figure(scene: Scene, *, pick: bool = False, options: tuple[str, ...] = ()) -> OfflineMap:
    """Return the scene as a ``folium.Map`` to build on; it renders without any address."""
    drawn = OfflineMap(tiles=None)
    _Page(scene).add_child(drawn)
    _SceneLayer(scene, pick=pick, options=options).add_to(drawn)
    return drawn


class _Plain:
    """Text in the place of a template."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, **_: object) -> str:
        return self._text


_TEXT_STAYS_TEXT: ContextVar[bool] = ContextVar("_TEXT_STAYS_TEXT", default=False)
_branca: Any = branca.element
_compiled = _branca.Template


def _text_or_template(text: str, **options: Any) -> Any:  # noqa: ANN401 - as jinja2 has it
    """Return text as it is while one of our pages is rendered, and what jinja2 makes of it for everybody else.

    Each element of a map makes text, and branca then compiles this text as a template: that takes most of the time,
    and evaluates what the data contains. Branca looks this up under one name; a page that another thread renders at
    the same time has a context of its own, and so its templates.
    """
    return _Plain(text) if _TEXT_STAYS_TEXT.get() else _compiled(text, **options)


_branca.Template = _text_or_template


class OfflineMap(folium.Map):
    """A ``folium.Map`` without tiles whose page carries Leaflet; add to it what needs no further file."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own way to state a map's links
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
        {% macro html(this, kwargs) %}<div class="folium-map" id="{{ this.get_name() }}"></div>{% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {
          center: {{ this.location | tojson }}, zoom: 4, zoomSnap: 0, scrollWheelZoom: false, doubleClickZoom: false,
          maxBoundsViscosity: 1,
        });
        {% endmacro %}
        """
    )

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - folium's own
        super().__init__(**options)
        self._id = "scene"  # the only map of its page; so the same scene gives the same page


class _SceneLayer(Element):
    """The areas, names and places of a scene."""

    def __init__(self, scene: Scene, *, pick: bool, options: tuple[str, ...]) -> None:
        super().__init__()
        self._name = "Scene"
        self.scene, self.pick, self.options = scene, pick, options

    def render(self, **_: object) -> str:
        script, drawn = cast("Figure", self.get_root()).script, cast("folium.Map", self._parent)
        script.add_child(
            Element(f"var kitScene = (() => {{\n{esm('maps/page/page.js')}\nreturn kitScene;\n}})();"), name="kit_page"
        )
        data = _scene_text(self.scene, pick=self.pick, options=self.options)
        script.add_child(Element(f"kitScene({drawn.get_name()}, {data});"), name=self.get_name())
        return ""


class _Page(Figure):
    """An HTML page with a title, a language, a main landmark and a heading, which folium's own lacks."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(width="100%", height="640px")
        self.scene = scene

    def render(self, **kwargs: object) -> str:
        token = _TEXT_STAYS_TEXT.set(True)
        try:
            for child in self._children.values():
                child.render(**kwargs)
        finally:
            _TEXT_STAYS_TEXT.reset(token)
        for element in (*_under(self.header), *_under(self)):
            if isinstance(element, (JavascriptLink, CssLink, folium.Icon)):
                raise KitError(
                    "This map would fetch a file from the network, which a classroom may not have.",
                    where=getattr(element, "url", type(element).__name__),
                    do="Build on it with Marker, CircleMarker, PolyLine, GeoJson, Popup, which need no further file.",
                )
        has_more = any(type(element).__module__ != __name__ for element in _under(self))
        leaflet = _leaflet_js() + (_marker_pictures() if has_more else "")
        script = _rendered(self.script).replace("</script", r"<\/script")
        scene = self.scene
        title = escape(scene.title)
        below = "".join(f'<p class="kit-below">{escape(line)}</p>' for line in (*scene.remarks, _note(scene)) if line)
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
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(scene.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
            f"<style>{_leaflet_css()}{css('maps/page/page.css')}</style>\n<script>{leaflet}</script>\n"
            f"{_rendered(self.header)}</head>\n<body>\n{main}\n<header><h1>{title}</h1>{subtitle}</header>\n"
            f"{_rendered(self.html)}\n"
            f"{side}</main>\n"
            f"<script>\n{script}\n</script>\n</body>\n</html>\n"
        )


def _note(scene: Scene) -> str:
    return f"{scene.note} {scene.source_line}".strip()


def _under(element: Element) -> Iterator[Element]:
    for child in element._children.values():  # noqa: SLF001 - branca has no public way to walk
        yield child
        yield from _under(child)


def _rendered(element: Element) -> str:
    return "\n".join(child.render() for child in element._children.values())  # noqa: SLF001


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
    text = re.sub(r"(?<=})[^{}]*(?:-retina|-oldie|vml)\b[^{}]*{[^{}]*}", "", text)
    text = re.sub(r"(?<=})[^{}]*-attribution(?![^{}]*-scale)[^{}]*{[^{}]*}", "", text)
    text = re.sub(
        r"-(?:webkit|moz|ms)-(?:transition|transform-origin|box-sizing|border-radius|touch-action):[^;}]*;?", "", text
    )
    return re.sub(r"url\(images/([^)]+)\)", lambda found: f"url({_picture(found[1])})", text)


def _picture(name: str) -> str:
    """Return one of Leaflet's pictures as a data URI."""
    return "data:image/png;base64," + b64encode((_LEAFLET / "images" / name).read_bytes()).decode("ascii")
