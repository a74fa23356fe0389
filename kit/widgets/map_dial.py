"""The as-of dial: a slider of years that restyles the map of members and says what changed."""

from __future__ import annotations

from datetime import date

import anywidget
import pandas as pd
import traitlets
from babel.lists import format_list

from kit.errors import KitError
from kit.facts.as_of import day, members
from kit.facts.tables import load
from kit.maps.member_map import member_scene
from kit.maps.scene import Scene
from kit.maps.to_folium import page
from kit.text import date_in, text_in
from kit.widgets.joined import css, esm

_FIRST = date(1967, 8, 8)  # ASEAN is founded
_TEXTS = ("back", "onward", "play", "pause", "year", "map")


def dial(as_of: str = "today", color_by: str = "joined", language: str = "en") -> MapDial:
    """Return the map of members with a dial of years, from 1967 to today.

    The map begins on the day that is given; the slider then goes by the ends of years, the last one being today.

    Parameters
    ----------
    as_of : str
        The day to begin with, as ``"2023-07-13"``, or ``"today"``.
    color_by : str
        As in `kit.member_map`.
    language : str
        ISO 639-1: ``"en"`` or ``"ja"``.

    Returns
    -------
    MapDial
        A widget; ``.as_of`` is the day shown, ``.chosen`` the state that was clicked, ``.members()`` the table.

    Raises
    ------
    KitError
        When `as_of` is no day from 1967 to today, or nothing is known by the name `color_by`.

    Source: tables ``members`` and ``indicators``.
    """
    return MapDial(day(as_of), color_by, language)


class MapDial(anywidget.AnyWidget):
    """The map of members on a day that a slider chooses.

    One step sends what differs from the page that the map came as, and a sentence: it is enough for a view
    that is opened later, and small.
    """

    _esm = esm("map_frame.js", "map_dial.js")
    _css = css("map_dial.css")
    spec = traitlets.Dict().tag(sync=True)
    year = traitlets.Int().tag(sync=True)
    step = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)

    def __init__(self, when: date, color_by: str, language: str) -> None:
        today = day()
        if not _FIRST <= when <= today:
            do = f"Choose a day from {_FIRST} to today."
            raise KitError(f"The dial does not reach {when}.", where="kit.dial, as_of", do=do)
        self._text = text_in(language)
        self._language, self._color_by = language, color_by
        self._when, self._today = when, today
        self._scene = self._first = member_scene(when.isoformat(), color_by, language=language)
        joined = {since.year for since in load("members")["joined_day"]}
        every = range(_FIRST.year, today.year + 1)
        super().__init__(
            spec={
                "page": page(self._scene, pick=True, options=tuple(area.id for area in self._scene.areas)),
                "text": {name: self._text(f"dial.{name}") for name in _TEXTS},
                "language": language,
                "range": [_FIRST.year, today.year],
                "stops": sorted(joined | {today.year}) if color_by == "joined" else list(every),
            },
            year=when.year,
            step=self._step({}, self._text("dial.start", title=self._scene.title)),
        )
        self.observe(self._turn, names="year")

    @property
    def as_of(self) -> date:
        """The day that the map shows."""
        return self._when

    def members(self) -> pd.DataFrame:
        """Return the members on the day that the map shows; see `kit.members`."""
        return members(self._when)

    def _turn(self, _change: object) -> None:
        """Show the last day of the year that the slider chose, or today."""
        year = min(max(self.year, _FIRST.year), self._today.year)
        before, old = self._when, self._scene
        self._when = min(date(year, 12, 31), self._today)
        self._scene = member_scene(self._when.isoformat(), self._color_by, language=self._language)
        styles = {}
        for was, area in zip(self._first.areas, self._scene.areas, strict=True):
            style: dict[str, object] = {"word": area.words[0]} if area.words != was.words else {}
            if (area.fill, area.member) != (was.fill, was.member):
                style |= {"fill": area.fill, "member": area.member}
            if style:
                styles[area.id] = style
        self.step = self._step(styles, self._says(before, old))

    def _step(self, styles: dict[str, dict[str, object]], says: str) -> dict[str, object]:
        scene = self._scene
        legend = [[entry.fill, entry.text] for entry in scene.legend]
        names = [area.name for area in scene.areas if area.member]
        shown: dict[str, object] = {
            "title": scene.title,
            "legend_title": scene.legend_title,
            "legend": legend,
            "styles": styles,
        }
        return shown | {"says": says, "members": names}

    def _says(self, before: date, old: Scene) -> str:
        """Say in words who joined between two days, or, turning back, who had not joined yet."""
        changed = [
            area.name for was, area in zip(old.areas, self._scene.areas, strict=True) if area.member != was.member
        ]
        key = "dial.same" if not changed else "dial.joined" if self._when > before else "dial.not_yet"
        early, late = sorted((before.year, self._when.year))
        count = sum(area.member for area in self._scene.areas)
        names, when = format_list(changed, locale=self._language), date_in(self._when, self._language)
        return self._text(key, names=names, early=early, late=late, date=when, count=count)
