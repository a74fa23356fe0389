"""A chart for print, and for a notebook that is not trusted: SVG, text kept as text."""

from __future__ import annotations

from html import escape
from math import log10
from typing import NamedTuple

from kit.charts.chart import Chart
from kit.charts.line_wrap import wide, wrapped
from kit.charts.panels import Axis, Panel, Point, Series
from kit.text import settings

_WIDTH = 800
# In units of the picture: a line of text, a small one, the room of a panel's title, and that below it.
_LINE, _SMALL, _HEAD, _GAP = 20, 14, 28, 40
_INK, _PALE = "#1a1a1a", "#d9d9d9"
_DASHES = {"solid": (), "dash": (3.5, 2.0), "dot": (1.0, 1.4)}  # in widths of the stroke
# Of a label: its anchor, and its step from the point to the right and down.
_SIDES = {"above": ("middle", 0, -8), "below": ("middle", 0, 15), "left": ("end", -7, 4), "right": ("start", 7, 4)}
_MARKERS = {  # around a point, as wide as matplotlib draws them
    "circle": '<circle r="4"/>',
    "square": '<path d="M-4-4h8v8h-8z"/>',
    "diamond": '<path d="M0-5.7 5.7 0 0 5.7-5.7 0z"/>',
    "triangle": '<path d="M0-4 4 4h-8z"/>',
}


class _Box(NamedTuple):
    """Where a panel is drawn."""

    panel: Panel
    left: float
    top: float
    width: float

    def x(self, value: float) -> float:
        return round(self.left + _part(self.panel.x, value) * self.width, 1)

    def y(self, value: float) -> float:
        return round(self.bottom - _part(self.panel.y, value) * self.panel.height, 1)

    @property
    def bottom(self) -> float:
        return self.top + self.panel.height


def svg(chart: Chart) -> str:
    """Return the chart as SVG text, 800 units wide, with title and description for a screen reader."""
    title, below = wrapped(chart.title, 84), [*wrapped(chart.note, 130), *wrapped(chart.source_line, 130)]
    keys = {series.name: series for panel in chart.panels for series in panel.series if series.name}
    heights = [_HEAD + panel.height + _GAP for panel in chart.panels]
    top = 14 + _LINE * len(title)
    body = top + (max(heights) if chart.across else sum(heights))
    end = body + 10 + _LINE * len(keys)
    height = round(end + _SMALL * len(below) + 6)
    fonts = settings(chart.language).font.replace("sans-serif", "DejaVu Sans, sans-serif")
    left = 20 + 7.2 * max(wide(text) for panel in chart.panels for _, text in panel.y.ticks)
    width = (_WIDTH - left - 14) / (len(chart.panels) if chart.across else 1)
    drawn = [_text(8, 22 + _LINE * number, line, size=16, bold=True) for number, line in enumerate(title)]
    for number, panel in enumerate(chart.panels):
        begin, down = (left + width * number, top) if chart.across else (left, top + sum(heights[:number]))
        box = _Box(panel, begin, down + _HEAD, width - 18 * chart.across)
        drawn += [*_axes(box, names=not (chart.across and number)), *_panel(box)]
    for number, (name, series) in enumerate(keys.items()):
        y = body + 10 + _LINE * number
        stroke = f'<path d="M10 {y - 4}h48" {_stroke(series)}/>' if series.width else ""
        drawn += [stroke, *_marks(series, [(34, y - 4)], series.color), _text(66, y, name)]
    drawn += [_text(8, end + _SMALL * number, line, size=10.5) for number, line in enumerate(below)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {height}" '
        f'lang="{escape(chart.language)}" font-family="{fonts}" font-size="12" '
        f'fill="{_INK}" stroke-linejoin="round" style="max-width:{_WIDTH}px">\n'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)} {escape(chart.note)}</desc>\n"
        '<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(filter(None, drawn)) + "\n</svg>\n"
    )


def _axes(box: _Box, *, names: bool) -> list[str]:
    """Return the lines of the grid, what is written on the axes, the title of the panel and its mark."""
    panel, bottom, right = box.panel, box.bottom, box.left + box.width
    grid = "".join(
        f"M{box.x(place)} {box.top}V{bottom}" if panel.rows else f"M{box.left:g} {box.y(place)}H{right:g}"
        for place, _ in (panel.x if panel.rows else panel.y).ticks
    )
    lines = [f'<path d="{grid}" fill="none" stroke="{_PALE}" stroke-width=".8"/>']
    lines += [_text(box.x(place), bottom + 13, text, anchor="middle") for place, text in panel.x.ticks]
    lines += [_text(box.left - 4, box.y(place) + 4, text, anchor="end") for place, text in panel.y.ticks if names]
    if panel.x.title:
        lines.append(_text(box.left + box.width / 2, bottom + 29, panel.x.title, anchor="middle"))
    if panel.title:
        lines.append(_text(box.left, box.top - 8, panel.title, bold=True))
    if panel.mark:
        x = box.x(panel.mark[0])
        dots = 'stroke-width="1.5" stroke-dasharray="1.5 2.5"'
        lines.append(f'<path d="M{x} {box.top}V{bottom}" fill="none" stroke="{_INK}" {dots}/>')
        lines.append(_text(x, box.top - 8, panel.mark[1], anchor="end"))
    return lines


def _panel(box: _Box) -> list[str]:
    """Return the strokes and bars of all series, then their marks and labels, so that none is covered."""
    strokes, marks = [], []
    for series in box.panel.series:
        if series.bars:
            strokes += [_bar(box, series, point) for point in series.points]
        elif series.width:
            runs = ("L".join(f"{box.x(point.x)} {box.y(point.y)}" for point in run) for run in series.runs)
            strokes.append(f'<path d="M{"M".join(runs)}" {_stroke(series)}/>')
        for sure, fill in ((True, series.color), (False, "#fff")):
            marked = [point for point in series.points if point.words and point.sure == sure and not series.bars]
            marks += _marks(series, [(box.x(point.x), box.y(point.y)) for point in marked], fill)
        for point in (point for point in series.points if point.label):
            anchor, right, down = _SIDES[point.side]
            marks.append(_text(box.x(point.x) + right, box.y(point.y) + down, point.label, size=11.5, anchor=anchor))
    return [*strokes, *marks]


def _marks(series: Series, spots: list[tuple[float, float]], fill: str) -> list[str]:
    """Return the marks of a series at some spots; those of rows that are not sure are hollow."""
    if not series.marker or not spots:
        return []
    shape = _MARKERS[series.marker]
    inside = "".join(f'<g transform="translate({x:g} {y:g})">{shape}</g>' for x, y in spots)
    return [f'<g fill="{fill}" stroke="{escape(series.color)}" stroke-width="2">{inside}</g>']


def _bar(box: _Box, series: Series, point: Point) -> str:
    """Return a bar from zero to its figure, lying along rows; of a row that is not sure, it is hollow."""
    low, high = (point.x, point.y) if box.panel.rows else (point.y, point.x)
    if box.panel.rows:
        x, (y, end) = box.x(0), sorted((box.y(high - 0.35), box.y(high + 0.35)))
        shape = f'x="{x}" y="{y}" width="{box.x(low) - x:.1f}" height="{end - y:.1f}"'
    else:
        (x, end), y = sorted((box.x(high - 0.35), box.x(high + 0.35))), box.y(low)
        shape = f'x="{x}" y="{y}" width="{end - x:.1f}" height="{box.y(0) - y:.1f}"'
    fill = series.color if point.sure else "#fff"
    return f'<rect {shape} fill="{escape(fill)}" stroke="{escape(series.color)}" stroke-width="2"/>'


def _stroke(series: Series) -> str:
    dashes = " ".join(f"{part * series.width:g}" for part in _DASHES[series.dash])
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'fill="none" stroke="{escape(series.color)}" stroke-width="{series.width:g}"{dashed}'


def _text(  # noqa: PLR0913 - one for each attribute
    x: float, y: float, text: str, *, size: float = 12, anchor: str = "start", bold: bool = False
) -> str:
    look = f' font-size="{size:g}"' if size != 12 else ""  # noqa: PLR2004 - that of the picture
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    look += ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{look}>{escape(text)}</text>'


def _part(axis: Axis, value: float) -> float:
    """Return how far along an axis a value is, from 0 to 1."""
    low, high, at = (log10(end) if axis.log else end for end in (axis.low, axis.high, value))
    return (at - low) / (high - low)
