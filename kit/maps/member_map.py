"""The map of the members on a day: the course's first picture."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kit.facts.as_of import day
from kit.maps import layers
from kit.maps.scene import Scene
from kit.text import date_in, text_in

if TYPE_CHECKING:
    import pandas as pd

    from kit.maps.to_folium import OfflineMap


@dataclass(frozen=True)
class SceneMap:
    """A map that shows itself at the end of a cell.

    Parameters
    ----------
    scene : Scene
        What the map shows.
    """

    scene: Scene

    def to_folium(self) -> OfflineMap:
        """Return the map as a ``folium.Map``, to build on; it asks for nothing from the network."""
        from kit.maps.to_folium import figure

        return figure(self.scene)

    def to_svg(self) -> str:
        """Return the map as SVG text for print, in an equal-area projection, title and description inside."""
        from kit.maps.to_svg import svg

        return svg(self.scene)

    def to_table(self) -> pd.DataFrame:
        """Return what the map shows as a table: columns what, id, name, words."""
        from kit.maps.to_table import table

        return table(self.scene)

    def __repr__(self) -> str:
        lines = [f"{area.name}: {area.words[0]}" for area in self.scene.areas if area.member]
        return "\n".join([self.scene.title, *lines, self.scene.note, self.scene.source_line])

    def _repr_html_(self) -> str:
        from kit.maps.to_folium import page

        title = escape(self.scene.title)
        style = "width:100%;max-width:70rem;height:640px;max-height:90vh;box-sizing:border-box;border:1px solid #999"
        lines = "".join(f"<li>{escape(area.name)}: {escape('. '.join(area.words))}</li>" for area in self.scene.areas)
        return (
            f'<iframe class="kit-map" title="{title}" sandbox="allow-scripts" style="{style}" '
            f'srcdoc="{escape(page(self.scene))}"></iframe>'
            f'<details class="kit-map-list"><summary>{escape(text_in(self.scene.language)("map.list"))}</summary>'
            f"<p>{title}</p><ul>{lines}</ul></details>"
        )


def member_map(
    as_of: str = "today", color_by: str = "joined", title: str | None = None, language: str = "en"
) -> SceneMap:
    """Return the map of ASEAN's members on a day, with Japan and pale neighbours.

    Parameters
    ----------
    as_of : str
        A day as ``"2023-07-13"``, or ``"today"``.
    color_by : str
        ``"joined"`` (year of joining), ``"area_km2"``, or a figure of table ``indicators`` that members
        have, such as ``"population"``; then in classes of about equal numbers of members.
    title : str, optional
        A title of your own.
    language : str
        ISO 639-1: ``"en"`` or ``"ja"``.

    Returns
    -------
    SceneMap
        Shows itself; ``to_folium()``, ``to_svg()``, ``to_table()``.

    Raises
    ------
    KitError
        When `as_of` is no day, or nothing is known by that name.

    Source: tables ``members``, ``places``, ``indicators``; outlines from Natural Earth.

    Examples
    --------
    >>> len(member_map("2023-07-13").to_table().query("what == 'member'"))
    10
    """
    return SceneMap(member_scene(as_of, color_by, title, language))


def member_scene(
    as_of: str = "today", color_by: str = "joined", title: str | None = None, language: str = "en"
) -> Scene:
    """Return the scene of the members on a day; see `member_map`."""
    text, when = text_in(language), day(as_of)
    areas, legend_title, legend, subject = layers.colour(when, color_by, language)
    count = sum(area.member for area in areas)
    plain = text("map.title", count=count, date=date_in(when, language))
    return Scene(
        title or (text("map.title_figure", subject=subject, title=plain) if subject else plain),
        when,
        language,
        areas,
        legend_title,
        legend,
        text("map.sources"),
        text("map.no_side"),
        dots=layers.capitals(language),
        subject=subject,
    )
