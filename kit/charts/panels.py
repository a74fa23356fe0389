"""What a chart is made of, as plain frozen data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

# Each can be told from the others, and from the paper, with every common colour vision; a test computes it.
BLUE, ORANGE, GREEN, GREY = "#0b3c8c", "#d55e00", "#009e73", "#6f6f6f"
INK, PALE, PAPER = "#1a1a1a", "#d9d9d9", "#ffffff"
# What takes their place on a dark page.
DARK = {
    BLUE: "#8ab4ff",
    ORANGE: "#ff9a4d",
    GREEN: "#55e0b0",
    GREY: "#8c8c8c",
    INK: "#f0f0f0",
    PALE: "#4d4d4d",
    PAPER: "#111111",
}
# How much of its row or year a bar fills; on a phone the names of the rows take room from it.
BAR_THICKNESS, THIN_BAR_THICKNESS = 0.7, 0.4
_ROW_HEIGHT = 27  # of a bar and its gap, in units of the picture

Marker = Literal["", "circle", "square", "diamond", "triangle"]
Dash = Literal["solid", "dash", "dot"]
Side = Literal["above", "below", "left", "right"]


@dataclass(frozen=True)
class Point:
    """One figure or date of a chart.

    Parameters
    ----------
    x, y : float
        Its place, in units of the axes.
    words : str
        What the pointer and the list say; empty where a stroke only ends and nothing is marked.
    source : str
        Where it is from, as `kit.cite` gives it.
    label : str
        What is written next to it.
    side : str
        On which side the label is written.
    sure : bool
        Whether the row is confirmed; if not, its mark is hollow.
    """

    x: float
    y: float
    words: str = ""
    source: str = ""
    label: str = ""
    side: Side = "above"
    sure: bool = True


@dataclass(frozen=True)
class Series:
    """Points that mean the same.

    Parameters
    ----------
    runs : tuple of tuple of Point
        The points of one run are joined; between runs there is a gap.
    color : str
        As ``#rrggbb``.
    name : str
        Its name in the key; empty where labels next to the points say what it is.
    marker, dash : str
        Shape of the marks and of the stroke, so that nothing depends on colour alone.
    width : float
        Of the stroke, in units of the picture; 0 for none.
    bars : bool
        Whether each point is the end of a bar from zero.
    """

    runs: tuple[tuple[Point, ...], ...]
    color: str
    name: str = ""
    marker: Marker = "circle"
    dash: Dash = "solid"
    width: float = 2
    bars: bool = False

    @property
    def points(self) -> list[Point]:
        """All points, in order."""
        return [point for run in self.runs for point in run]


@dataclass(frozen=True)
class Axis:
    """One axis: what it counts, unit included; its ends; where it is written on, and what."""

    title: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False


@dataclass(frozen=True)
class Panel:
    """One pair of axes; `mark` is an upright line and its label, and rows run along an axis of names."""

    title: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    height: int
    mark: tuple[float, str] | None = None
    rows: bool = False


def steps(high: float, about: int = 5) -> tuple[float, ...]:
    """Return round numbers from zero to just above a figure.

    Examples
    --------
    >>> steps(241.1)
    (0.0, 50.0, 100.0, 150.0, 200.0, 250.0)
    """
    size = next(
        part * 10.0**power
        for power in range(-3, 16)
        for part in (1, 2, 2.5, 5)
        if part * 10.0**power * about >= high
    )  # fmt: skip
    count = -int(-high // size)
    return tuple(size * number for number in range(count + 1))


def runs(points: Iterable[Point]) -> tuple[tuple[Point, ...], ...]:
    """Return the points in runs of years that follow each other."""
    numbered = enumerate(sorted(points, key=lambda point: point.x))
    return tuple(tuple(point for _, point in run) for _, run in groupby(numbered, key=lambda pair: pair[1].x - pair[0]))


def bar_rows(title: str, names: Sequence[str], points: Sequence[Point], ticks: tuple[tuple[float, str], ...]) -> Panel:
    """Return a panel with a bar for each name, from zero to the `x` of its point."""
    placed = tuple((replace(point, y=place),) for place, point in enumerate(points))
    return Panel(
        title,
        Axis("", 0, ticks[-1][0] * 1.12, ticks),
        Axis("", len(names) - 0.4, -0.6, tuple((float(place), name) for place, name in enumerate(names))),
        (Series(placed, BLUE, bars=True),),
        _ROW_HEIGHT * len(names) + 10,
        rows=True,
    )
