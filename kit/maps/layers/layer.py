"""What every layer of a map can do, whatever it shows."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Protocol

from msgspec import Struct

from kit.maps.extent import Extent
from kit.text import settings

Label = Callable[[str, str], str]  # from the attributes of a name and what it says to how it is drawn
Row = dict[str, object]
ANCHORS = {"center": "middle", "top": "middle", "right": "start", "left": "end"}


class Figure(Struct, frozen=True):
    """A number with its unit and year; a thing that hardly changes, such as an area of land, has no year."""

    value: float
    unit: str
    year: int | None = None


class Named(Protocol):
    """Something on a map that has a name, words, and where they are from."""

    @property
    def name(self) -> str:
        """The name in the language of the map."""

    @property
    def words(self) -> tuple[str, ...]:
        """What the pointer and the screen reader say besides the name."""

    @property
    def source(self) -> str:
        """Where the words are from."""


class Layer(ABC):
    """Things of one kind on a map.

    A new layer is a module here, a script in ``kit/maps/page/`` that ``page.js`` calls, and a map that uses it. SVG
    and table know no layer.
    """

    depth: ClassVar[int]  # layers are drawn from the lowest number up; in the table they keep the order of the scene

    @abstractmethod
    def svg(self, extent: Extent, label: Label, language: str) -> list[str]:
        """Return the shapes in the equal-area projection of an extent, their titles as a language sets them."""

    def svg_names(self, _extent: Extent, _label: Label) -> list[str]:
        """Return names that are drawn above the shapes of all layers."""
        return []

    @abstractmethod
    def leaflet(self, extent: Extent, options: tuple[str, ...]) -> dict[str, str]:
        """Return parts of the data for the page's script, as JSON text by their names; `options` can be picked."""

    @abstractmethod
    def rows(self, language: str) -> Iterable[Row]:
        """Return a row for each thing: what, id, name, words and source, and more where there is more."""

    def words(self, _language: str) -> Iterable[str]:
        """Return what the picture says, a sentence for each thing, without its source."""
        return ()

    def lines(self, _language: str) -> Iterable[str]:
        """Return what a listener hears, a line for each thing, with its source."""
        return ()


def as_line(name: str, parts: Iterable[str], language: str) -> str:
    """Return a name and what is said of it as a language sets them.

    Examples
    --------
    >>> as_line("Laos", ["Member since 1997", "Capital: Vientiane"], "en"), as_line("ラオス", ["加盟", "首都"], "ja")
    ('Laos: Member since 1997. Capital: Vientiane', 'ラオス：加盟。首都')
    """
    between = settings(language)
    return f"{name}{between.colon}{between.stop.join(parts)}"


def as_json(value: Any) -> str:  # noqa: ANN401 - anything that JSON holds
    """Return JSON that cannot end the script that contains it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def words_of(thing: Named, language: str) -> Row:
    """Return name, words and source of a thing as cells of its row."""
    return {"name": thing.name, "words": settings(language).stop.join(thing.words), "source": thing.source}


def figure_of(figure: Figure | None) -> Row:
    """Return value, unit and year as cells of a row; nothing without a figure."""
    return {"value": figure.value, "unit": figure.unit, "year": figure.year} if figure else {}
