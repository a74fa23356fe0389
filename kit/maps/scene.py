"""What a map says and shows, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Extent = tuple[tuple[float, float], tuple[float, float]]
# Myanmar to Hokkaido, Timor-Leste to Sapporo: all members and Japan.
MEMBERS_AND_JAPAN: Extent = ((-12.5, 92.0), (45.8, 146.5))


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
        What the pointer and the screen reader say besides the name, source included.
    group : str
        Class in the legend; empty for a state that has none.
    member : bool
        Whether it is a member on the day of the map.
    """

    id: str
    name: str
    fill: str
    words: tuple[str, ...]
    group: str
    member: bool


@dataclass(frozen=True)
class Dot:
    """A place: latitude and longitude in degrees, its words, and the id of the area that a click on it means."""

    name: str
    lat: float
    lon: float
    words: tuple[str, ...]
    area: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the legend: a colour, or a sign, and what it means."""

    fill: str
    text: str


@dataclass(frozen=True)
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
    dots : tuple of Dot
        Places, in the order in which they are read.
    legend_title, legend : str, tuple of Entry
        What the colours mean, unit and method included.
    source_line : str
        Where everything is from.
    note : str
        That the map takes no side.
    subject : str
        The figure that the colours show, with year and unit, as the words of an area begin; empty without one.
    extent : tuple
        South-west and north-east corner, as latitude and longitude in degrees.
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
