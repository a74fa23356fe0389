"""Flows: arrows whose width is to scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import asinh, atan, degrees, radians, sinh, tan
from typing import ClassVar

from msgspec import Struct

from kit.maps.arrow_outline import arrow
from kit.maps.extent import Extent, Point
from kit.maps.layers.layer import Figure, Label, Layer, Row, as_json, figure_of, words_of
from kit.maps.projection import WIDTH, place
from kit.text import settings


class Flow(Struct, frozen=True, kw_only=True):
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
class Flows(Layer):
    """The arrows of a map, the widest first; `scale` is one of a round number, to compare the others with."""

    flows: tuple[Flow, ...]
    scale: Flow
    depth: ClassVar[int] = 2

    def svg(self, extent: Extent, label: Label, language: str) -> list[str]:
        """Return the arrows, and the one that explains their width."""
        lines = []
        for flow in self.flows:
            title = f"<title>{escape(settings(language).stop.join((flow.name, *flow.words)))}</title>"
            look = f'fill="{escape(flow.fill)}" stroke="#fff" stroke-width="1.4" paint-order="stroke"'
            lines.append(f'<path d="{_path(flow, extent)}" {look}>{title}</path>')
        x, y = place(*self.scale.start, extent)
        lines.append(f'<path d="{_path(self.scale, extent, 0)}" fill="{escape(self.scale.fill)}"/>')
        lines.append(label(f'x="{x}" y="{y + 22:.1f}"', escape(self.scale.name)))
        return lines

    def leaflet(self, extent: Extent, _options: tuple[str, ...]) -> dict[str, str]:
        """Return the arrows as shapes of latitudes and longitudes."""
        flows = [_shape(flow, extent) for flow in self.flows]
        return {"flows": as_json(flows), "scale": as_json(_shape(self.scale, extent, bow=0))}

    def rows(self, language: str) -> Iterator[Row]:
        """Yield a row for each arrow."""
        for flow in self.flows:
            yield {"what": "flow", "id": flow.id, **words_of(flow, language), **figure_of(flow.figure)}


def _path(flow: Flow, extent: Extent, bow: float = 0.14) -> str:
    spots = arrow(place(*flow.start, extent), place(*flow.end, extent), flow.width, bow)
    return f"M{' '.join(f'{x:.1f} {y:.1f}' for x, y in spots)}z"


def _shape(flow: Flow, extent: Extent, bow: float = 0.14) -> dict[str, object]:
    """Return an arrow as a shape of latitudes and longitudes, made on Mercator's plane, which Leaflet shows."""
    (_, west), (_, east) = extent
    unit = (east - west) / WIDTH

    def plane(at: Point) -> Point:
        return at[1] / unit, -degrees(asinh(tan(radians(at[0])))) / unit

    shape = arrow(plane(flow.start), plane(flow.end), flow.width, bow)
    back = [(round(degrees(atan(sinh(radians(-y * unit)))), 2), round(x * unit, 2)) for x, y in shape]
    return {"name": flow.name, "fill": flow.fill, "words": flow.said, "shape": back}
