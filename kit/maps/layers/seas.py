"""Names of seas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from msgspec import Struct

from kit.maps.extent import Extent
from kit.maps.layers.layer import Label, Layer, Row, as_json
from kit.maps.projection import place
from kit.text import settings


class Sea(Struct, frozen=True):
    """A sea: all names in use, and where they are written; there is no line around it."""

    names: tuple[str, ...]
    lat: float
    lon: float
    source: str


@dataclass(frozen=True)
class Seas(Layer):
    """The seas of a map."""

    seas: tuple[Sea, ...]
    depth: ClassVar[int] = 1

    def svg(self, extent: Extent, _label: Label, _language: str) -> list[str]:
        """Return all names of each sea, one below the other."""
        lines = []
        for sea in self.seas:
            x, y = place(sea.lat, sea.lon, extent)
            top = y - 6 * len(sea.names) + 6
            names = "".join(
                f'<tspan x="{x}" y="{top + 12 * n:.1f}">{escape(name)}</tspan>' for n, name in enumerate(sea.names)
            )
            lines.append(f'<text text-anchor="middle" font-size="11" font-style="italic" fill="#35566b">{names}</text>')
        return lines

    def leaflet(self, _extent: Extent, _options: tuple[str, ...]) -> dict[str, str]:
        """Return place and names of each sea."""
        return {"seas": as_json([{"at": (sea.lat, sea.lon), "names": sea.names} for sea in self.seas])}

    def rows(self, language: str) -> Iterator[Row]:
        """Yield a row for each sea."""
        for sea in self.seas:
            name, words = sea.names[0], settings(language).list_joiner.join(sea.names)
            yield {"what": "sea", "id": name, "name": name, "words": words, "source": sea.source}
