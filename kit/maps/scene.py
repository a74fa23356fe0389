"""What a map says and shows, as plain frozen data."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kit.maps.extent import MEMBERS_AND_JAPAN, Extent, in_sight
from kit.maps.layers.areas import Area, Areas
from kit.maps.layers.layer import Layer
from kit.maps.layers.places import Dot, Places
from kit.text import sentences

L = TypeVar("L", bound=Layer)


class Entry(Struct, frozen=True):
    """One line of the legend: a colour and what it means."""

    fill: str
    text: str


class Scene(Struct, frozen=True, kw_only=True):
    """One map, whatever draws it.

    Parameters
    ----------
    title : str
        What the map shows, date included.
    as_of : date
        The day whose state it shows.
    language : str
        ISO 639-1.
    layers : tuple of Layer
        What is on the map, in the order in which it is read.
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
    subtitle : str
        Date and number of members, where the title is somebody's own.
    remarks : tuple of str
        What one has to know to read it right: what it leaves out, and how it was drawn.
    """

    title: str
    as_of: date
    language: str
    layers: tuple[Layer, ...]
    legend_title: str
    legend: tuple[Entry, ...]
    source_line: str
    note: str
    subject: str = ""
    extent: Extent = MEMBERS_AND_JAPAN
    subtitle: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def foot(self) -> str:
        """That the map takes no side, and where everything is from."""
        return sentences((self.note, self.source_line), self.language)

    def layer(self, kind: type[L]) -> L:
        """Return the layer of a kind.

        Raises
        ------
        StopIteration
            When the map has no such layer.
        """
        return next(layer for layer in self.layers if isinstance(layer, kind))

    def with_layer(self, new: Layer) -> Scene:
        """Return the scene with a layer in the place of the one of its kind."""
        return replace(self, layers=tuple(new if type(layer) is type(new) else layer for layer in self.layers))

    @property
    def areas(self) -> tuple[Area, ...]:
        """Members, states that are not members yet, and Japan."""
        return self.layer(Areas).areas

    @property
    def dots(self) -> tuple[Dot, ...]:
        """Places, in the order in which they are read."""
        return self.layer(Places).dots

    @property
    def lines(self) -> tuple[str, ...]:
        """All that the map says, line by line, for those who listen: states, and events at their places."""
        return tuple(line for layer in self.layers for line in layer.lines(self.language))

    def shows(self, dot: Dot) -> bool:
        """Return whether a place lies on this piece of the world."""
        return in_sight(dot.lat, dot.lon, self.extent)
