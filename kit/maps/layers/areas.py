"""States, each with its fill, its words and its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from msgspec import Struct

from kit.maps.extent import Extent
from kit.maps.layers.layer import ANCHORS, Figure, Label, Layer, Row, as_json, as_line, figure_of, words_of
from kit.maps.outlines import outlines
from kit.maps.projection import outline_path, place

_RING = 10


class Area(Struct, frozen=True):
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
class Areas(Layer):
    """The states of a map."""

    areas: tuple[Area, ...]
    depth: ClassVar[int] = 0

    def svg(self, extent: Extent, _label: Label, _language: str) -> list[str]:
        """Return the areas, then the rings of those that would be lost."""
        shapes = outlines()
        drawn, rings = [], []
        for area in self.areas:
            fill = f'fill="{escape(area.fill)}" stroke="#333"'
            drawn.append(f'<path d="{outline_path(area.id, extent)}" {fill} stroke-width=".7" fill-rule="evenodd"/>')
            if shapes[area.id].small and (area.said or area.labelled):
                x, y = place(*shapes[area.id].middle, extent)
                rings.append(f'<circle cx="{x}" cy="{y}" r="{_RING}" {fill} stroke-width="2"/>')
        return drawn + rings

    def svg_names(self, extent: Extent, label: Label) -> list[str]:
        """Return the names of the states, with the short lines below them."""
        shapes = outlines()
        lines = []
        for area in self.areas:
            if not area.labelled:
                continue
            lat, lon, side = shapes[area.id].label
            x, y = place(lat, lon, extent)
            gap = {"center": 0, "right": 1, "left": -1}[side] * (_RING + 4 if shapes[area.id].small else 4)
            where = f'x="{x + gap:.1f}" y="{y + 4:.1f}" text-anchor="{ANCHORS[side]}"'
            mark = f'<tspan x="{x + gap:.1f}" dy="13">{escape(area.mark)}</tspan>' if area.mark else ""
            lines.append(label(where, f"{escape(area.name)}{mark}"))
        return lines

    def leaflet(self, _extent: Extent, options: tuple[str, ...]) -> dict[str, str]:
        """Return the areas with their outlines, which go in as the text they are."""
        shapes = outlines()
        areas = []
        # The order is that of the Tab key, and of what lies on top: rings come last.
        for area in sorted(self.areas, key=lambda area: (shapes[area.id].small, area.name)):
            shape = shapes[area.id]
            pickable = area.id in options if options else area.member and bool(area.said)
            facts = {
                "id": area.id, "name": area.name, "fill": area.fill, "words": area.said, "member": area.member,
                "pickable": pickable, "middle": shape.middle, "small": shape.small,
                "label": shape.label if area.labelled else None, "mark": area.mark,
            }  # fmt: skip
            areas.append(f'{as_json(facts)[:-1]},"geometry":{shape.steps}}}')
        return {"areas": f"[{','.join(areas)}]"}

    def rows(self, language: str) -> Iterator[Row]:
        """Yield a row for each state of which something is said."""
        for area in filter(lambda area: area.said, self.areas):
            what = "member" if area.member else "state"
            yield {"what": what, "id": area.id, **words_of(area, language), **figure_of(area.figure)}

    def words(self, language: str) -> Iterator[str]:
        """Yield what the picture says of each state."""
        return (as_line(area.name, (*area.words, ""), language).rstrip() for area in self.areas if area.words)

    def lines(self, language: str) -> Iterator[str]:
        """Yield what a listener hears of each state."""
        return (as_line(area.name, area.said, language) for area in self.areas if area.said)
