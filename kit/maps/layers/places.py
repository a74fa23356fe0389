"""Places: capitals, and where events happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from msgspec import Struct

from kit.maps.extent import Extent, in_sight
from kit.maps.layers.layer import ANCHORS, Label, Layer, Row, as_json, as_line, words_of
from kit.maps.projection import place
from kit.text import settings


class Event(Struct, frozen=True):
    """Something that happened at a place: row id, date as in the table, date to read, title and source."""

    id: str
    date: str
    when: str
    title: str
    source: str


class Dot(Struct, frozen=True):
    """A place.

    Parameters
    ----------
    name : str
        Name in the language of the map.
    lat, lon : float
        Latitude and longitude in degrees.
    words : tuple of str
        What the pointer and the screen reader say besides the name.
    area : str
        Id of the area that a click on it means.
    source : str
        Where the words are from.
    events : tuple of Event
        What happened there, oldest first; their number is written in the dot, and the name next to it.
    side : str
        On which side of a dot with events its name is written: ``"right"``, ``"left"`` or ``"top"``.
    """

    name: str
    lat: float
    lon: float
    words: tuple[str, ...]
    area: str = ""
    source: str = ""
    events: tuple[Event, ...] = ()
    side: str = "right"

    @property
    def said(self) -> tuple[str, ...]:
        """The words, and then where they are from."""
        return (*self.words, self.source) if self.source else self.words


@dataclass(frozen=True)
class Places(Layer):
    """The places of a map, in the order in which they are read."""

    dots: tuple[Dot, ...]
    depth: ClassVar[int] = 3

    def svg(self, extent: Extent, label: Label, language: str) -> list[str]:
        """Return a circle for each place in sight; of one with events, their number and its name too."""
        lines = []
        for dot in (dot for dot in self.dots if in_sight(dot.lat, dot.lon, extent)):
            x, y = place(dot.lat, dot.lon, extent)
            title = f"<title>{escape(settings(language).stop.join((dot.name, *dot.words)))}</title>"
            if not dot.events:
                lines.append(f'<circle cx="{x}" cy="{y}" r="3" fill="#fff" stroke="#000">{title}</circle>')
                continue
            radius = 8 + min(4, len(dot.events) / 2)
            lines.append(f'<circle cx="{x}" cy="{y}" r="{radius:g}" fill="#fff" stroke="#000">{title}</circle>')
            lines.append(f'<text x="{x}" y="{y + 4:.1f}" text-anchor="middle" font-size="12">{len(dot.events)}</text>')
            gap = {"left": -radius - 3, "right": radius + 3}.get(dot.side, 0)
            rise = -radius - 4 if dot.side == "top" else 4
            where = f'x="{x + gap:.1f}" y="{y + rise:.1f}" text-anchor="{ANCHORS[dot.side]}"'
            lines.append(label(where, escape(dot.name)))
        return lines

    def leaflet(self, extent: Extent, _options: tuple[str, ...]) -> dict[str, str]:
        """Return the places in sight."""
        dots = [
            {
                "name": dot.name,
                "lat": dot.lat,
                "lon": dot.lon,
                "words": dot.said,
                "area": dot.area,
                "count": len(dot.events),
                "side": dot.side,
            }
            for dot in self.dots
            if in_sight(dot.lat, dot.lon, extent)
        ]
        return {"dots": as_json(dots)}

    def rows(self, language: str) -> Iterator[Row]:
        """Yield a row for each event at a place, else one for the place."""
        between = settings(language)
        for dot in self.dots:
            if not dot.events:
                words = between.stop.join((f"{dot.lat:.3f}, {dot.lon:.3f}", *dot.words))
                yield {"what": "place", "id": dot.name, **words_of(dot, language), "words": words}
            for event in dot.events:
                words = f"{dot.name}{between.comma}{event.when}"
                about = {"date": event.date, "place": dot.name, "words": words, "source": event.source}
                yield {"what": "event", "id": event.id, "name": event.title, **about}

    def words(self, language: str) -> Iterator[str]:
        """Yield what the picture says of each place with events."""
        return (as_line(dot.name, (*dot.words, ""), language).rstrip() for dot in self.dots if dot.events)

    def lines(self, language: str) -> Iterator[str]:
        """Yield what a listener hears of each event."""
        comma = settings(language).comma
        for dot in self.dots:
            for event in dot.events:
                yield as_line(f"{dot.name}{comma}{event.when}", (event.title, event.source), language)
