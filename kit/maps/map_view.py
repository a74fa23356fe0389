"""A scene that shows itself at the end of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from kit.html import mark_languages
from kit.line_wrap import wide
from kit.maps.scene import Scene
from kit.picture import Picture, folded_list
from kit.text import sentences, text_in

if TYPE_CHECKING:
    import pandas as pd

    from kit.maps.to_folium import OfflineMap


# The page in the frame follows the theme of JupyterLab, not that of the system.
_STYLE = (
    "[data-jp-theme-light=true] .kit-map{color-scheme:light}[data-jp-theme-light=false] .kit-map{color-scheme:dark}"
    "iframe.kit-map{box-sizing:border-box;width:100%;max-width:70rem;border:1px solid #999;height:640px;"
    "max-height:min(90vh,max(35rem,100vh - 10rem))}"
    # The texts are below the map, on a phone and on an upright tablet.
    "@media(max-width:520px),(max-width:840px) and (orientation:portrait)"
    "{iframe.kit-map{height:max(35rem,var(--kit-long));max-height:none}}"
)
_HEAD_AND_MAP, _LINE, _ENTRY = 384, 19, 23  # pixels
_LETTERS = 39  # on a line


@dataclass(frozen=True, repr=False)
class SceneMap(Picture):
    """A map that shows itself at the end of a cell.

    Parameters
    ----------
    scene : Scene
        What the map shows.
    """

    scene: Scene
    noun: ClassVar[str] = "map"

    def to_folium(self) -> OfflineMap:
        """Return the map as a ``folium.Map``, to build on; it asks for nothing from the network."""
        from kit.maps.to_folium import OfflineMap

        return OfflineMap(self.scene)

    def to_svg(self) -> str:
        """Return the map as SVG text for print, in an equal-area projection, title and description inside."""
        from kit.maps.to_svg import svg

        return svg(self.scene)

    def to_table(self) -> pd.DataFrame:
        """Return what the map shows as a table: what, id, name, words, source; figures and dates in columns."""
        from kit.maps.to_table import table

        return table(self.scene)

    def to_html(self) -> str:
        """Return the map as one page, which opens without a network."""
        from kit.maps.to_page import page

        return page(self.scene)

    def to_list(self) -> str:
        """Return all that the map says as HTML, a list that opens by a click."""
        scene = self.scene
        below = sentences((*scene.remarks, scene.foot), scene.language)
        summary = text_in(scene.language)("map.list")
        everything = folded_list(summary, scene.title, scene.lines, below, "kit-map-list")
        return f'<div lang="{scene.language}">{mark_languages(everything, scene.language)}</div>'

    def __repr__(self) -> str:
        scene = self.scene
        head = filter(None, (scene.title, scene.subtitle))
        return "\n".join([*head, *scene.lines, *scene.remarks, scene.note, scene.source_line])

    def _repr_html_(self) -> str:
        title = escape(self.scene.title)
        return (
            f'<style>{_STYLE}</style><iframe class="kit-map" title="{title}" sandbox="allow-scripts" '
            f'style="--kit-long:{_long(self.scene)}px" srcdoc="{escape(self.to_html())}"></iframe>{self.to_list()}'
        )


def _long(scene: Scene) -> int:
    """Return how high a map as wide as a phone is in pixels, so that nobody scrolls inside it to read what is below."""
    below = (scene.legend_title, *scene.remarks, scene.foot)
    lines = sum(ceil(wide(text) / _LETTERS) for text in below)
    return _HEAD_AND_MAP + _LINE * lines + _ENTRY * len(scene.legend)
