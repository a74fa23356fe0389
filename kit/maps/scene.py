"""What a map says and shows, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Extent = tuple[tuple[float, float], tuple[float, float]]
Point = tuple[float, float]
# Myanmar to Hokkaido, Timor-Leste to Sapporo: all members and Japan.
MEMBERS_AND_JAPAN: Extent = ((-12.5, 92.0), (45.8, 146.5))


@dataclass(frozen=True)
class Figure:
    """A number with its unit and year; a thing that hardly changes, such as an area of land, has no year."""

    value: float
    unit: str
    year: int | None = None


@dataclass(frozen=True)
class Area:
    """One state: its fill and its words.

    Parameters
    ----------
    id : str
        ISO 3166-1 alpha-3 code, the id of its outline.
    name : str
        Name in the language of the map.
    fill : str
        Colour as ``#rrggbb``.
    words : tuple of str
        What the pointer and the screen reader say besides the name.
    group : str
        Class in the legend; empty for a state that has none.
    member : bool
        Whether it is a member on the day of the map.
    source : str
        Where the words are from, as `kit.cite` gives it.
    figure : Figure, optional
        What the colour shows, as a number.
    mark : str
        A short line below the name.
    labelled : bool
        Whether the name is written on the map.
    """

    id: str
    name: str
    fill: str
    words: tuple[str, ...]
    group: str
    member: bool
    source: str = ""
    figure: Figure | None = None
    mark: str = ""
    labelled: bool = True

    @property
    def said(self) -> tuple[str, ...]:
        """The words, and then where they are from."""
        return (*self.words, self.source) if self.source else self.words


@dataclass(frozen=True)
class Event:
    """Something that happened at a place: row id, date as in the table, date to read, title and source."""

    id: str
    date: str
    when: str
    title: str
    source: str


@dataclass(frozen=True)
class Dot:
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


@dataclass(frozen=True, kw_only=True)
class Flow:
    """An arrow whose width is to scale.

    Parameters
    ----------
    id : str
        Where from and where to, such as ``"JPN-THA"``.
    name : str
        The same in words.
    start, end : tuple of float
        Latitude and longitude in degrees.
    width : float
        Width, in units of a map that is 800 wide.
    fill : str
        Colour as ``#rrggbb``.
    words : tuple of str
        What the pointer says besides the name.
    source : str
        Where the words are from.
    figure : Figure, optional
        What the width shows; none for the arrow that explains the scale.
    """

    id: str
    name: str
    start: Point
    end: Point
    width: float
    fill: str
    words: tuple[str, ...] = ()
    source: str = ""
    figure: Figure | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """The words, and then where they are from."""
        return (*self.words, self.source) if self.source else self.words


@dataclass(frozen=True)
class Sea:
    """A sea: all names in use, and where they are written; there is no line around it."""

    names: tuple[str, ...]
    lat: float
    lon: float
    source: str


@dataclass(frozen=True)
class Entry:
    """One line of the legend: a colour and what it means."""

    fill: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One map, whatever draws it.

    Parameters
    ----------
    title : str
        What the map shows, date included.
    as_of : date
        The day whose state it shows.
    language : str
        ISO 639-1.
    areas : tuple of Area
        Members, states that are not members yet, and Japan.
    legend_title, legend : str, tuple of Entry
        What the colours mean, unit and method included.
    source_line : str
        Where everything is from.
    note : str
        That the map takes no side.
    dots : tuple of Dot
        Places, in the order in which they are read.
    subject : str
        The figure that the colours show, with year and unit, as the words of an area begin; empty without one.
    extent : tuple
        South-west and north-east corner, as latitude and longitude in degrees.
    subtitle : str
        Date and number of members, where the title is somebody's own.
    remarks : tuple of str
        What one has to know to read it right: what it leaves out, and how it was drawn.
    seas : tuple of Sea
        Names of seas.
    flows : tuple of Flow
        Arrows, the widest first.
    scale : Flow, optional
        An arrow of a round number, to compare the others with.
    """

    title: str
    as_of: date
    language: str
    areas: tuple[Area, ...]
    legend_title: str
    legend: tuple[Entry, ...]
    source_line: str
    note: str
    dots: tuple[Dot, ...] = ()
    subject: str = ""
    extent: Extent = MEMBERS_AND_JAPAN
    subtitle: str = ""
    remarks: tuple[str, ...] = ()
    seas: tuple[Sea, ...] = ()
    flows: tuple[Flow, ...] = ()
    scale: Flow | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """All that the map says, line by line, for those who listen: states, and events at their places."""
        states = [f"{area.name}: {'. '.join(area.said)}" for area in self.areas if area.said]
        events = [
            f"{dot.name}, {event.when}: {event.title}. {event.source}" for dot in self.dots for event in dot.events
        ]
        return (*states, *events)

    def shows(self, dot: Dot) -> bool:
        """Return whether a place lies on this piece of the world."""
        return in_sight(dot.lat, dot.lon, self.extent)


def in_sight(lat: float, lon: float, extent: Extent) -> bool:
    """Return whether a point lies inside an extent."""
    (south, west), (north, east) = extent
    return south < lat < north and west < lon < east
