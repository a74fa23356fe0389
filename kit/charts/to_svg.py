"""A chart for print, and for a notebook that is not trusted: SVG, text kept as text."""

from __future__ import annotations

from html import escape
from math import inf, log10
from typing import NamedTuple

from kit.charts.chart import Chart
from kit.charts.panels import BAR_THICKNESS, INK, PALE, PAPER, THIN_BAR_THICKNESS, Axis, Panel, Point, Series
from kit.line_wrap import wide, wrapped
from kit.text import sentences, settings

WIDTHS = PHONE, HALF, PRINT = 340, 560, 800  # for a phone, for half a tablet, and for print
# In units of the picture: a line of text, a small one, the room of a panel's title, and that below it.
_LINE, _SMALL, _HEAD, _GAP = 20, 14, 28, 40
_THIN = 30  # of a bar with its gap, where its figure does not fit above it
_LETTER = 6.6  # how wide a letter of a label is
_BEYOND = {"start": 1, "middle": 0.5, "end": 0}  # the share of a label that is to the right of where it is set
_CAPITAL, _MARK = 9, 4  # how high a letter is; half a mark
_FARTHEST = 25  # that a label is moved away from its point, so that it covers no other
_DASHES = {"solid": (), "dash": (3.5, 2.0), "dot": (1.0, 1.4)}  # in widths of the stroke
# Of a label: its anchor, and its step from the point to the right and down.
_SIDES = {"above": ("middle", 0, -8), "below": ("middle", 0, 15), "left": ("end", -7, 4), "right": ("start", 7, 4)}
_MARKERS = {  # around a point, as wide as matplotlib draws them
    "circle": '<circle r="4"/>',
    "square": '<path d="M-4-4h8v8h-8z"/>',
    "diamond": '<path d="M0-5.7 5.7 0 0 5.7-5.7 0z"/>',
    "triangle": '<path d="M0-4 4 4h-8z"/>',
}


class Box(NamedTuple):
    """Where a panel is drawn; on a phone the names of rows are above them."""

    panel: Panel
    left: float
    top: float
    width: float
    narrow: bool
    phone: bool

    @property
    def above(self) -> bool:
        """Whether the names of rows are above them."""
        return self.phone and self.panel.rows

    def x(self, value: float) -> float:
        """Return where a value of the lower axis is."""
        return round(self.left + _part(self.panel.x, value) * self.width, 1)

    def y(self, value: float) -> float:
        """Return where a value of the upright axis is."""
        return round(self.bottom - _part(self.panel.y, value) * self.height + self.row * 0.18 * self.above, 1)

    @property
    def row(self) -> float:
        """How tall a row is."""
        own = self.panel.height / len(self.panel.y.ticks)
        return max(40, own + 12) if self.above else own

    def row_at(self, value: float) -> tuple[float, float]:
        """Return where a row begins, its name above it included, and how tall it is."""
        tall = self.height / abs(self.panel.y.high - self.panel.y.low)
        return self.bottom - _part(self.panel.y, value) * self.height - tall / 2, tall

    @property
    def height(self) -> float:
        """How tall the panel is."""
        return self.row * len(self.panel.y.ticks) if self.above else self.panel.height

    @property
    def bottom(self) -> float:
        """Where the panel ends."""
        return self.top + self.height


class Drawing(NamedTuple):
    """A chart as SVG text, its size in units of the picture, and where its panels are."""

    svg: str
    width: int
    height: int
    boxes: tuple[Box, ...]


def svg(chart: Chart, width: int = PRINT) -> str:
    """Return the chart as SVG text, with title and description for a screen reader; see `draw`."""
    return draw(chart, width).svg


def draw(chart: Chart, width: int = PRINT) -> Drawing:
    """Return the chart as SVG text, with title and description for a screen reader, and where its panels are.

    Parameters
    ----------
    chart : Chart
        What the chart shows.
    width : int
        In units of the picture; a narrow one has panels below each other and the names of rows above them.
    """
    title = wrapped(chart.title, (width - 44) // 9)
    small, step = (10.5, _SMALL) if width == PRINT else (12, 17)
    below = [
        line
        for text in (chart.note, chart.source_line)
        if text
        for line in wrapped(text, int((width - 16) * 1.741 / small))
    ]
    keys = {series.name: series for panel in chart.panels for series in panel.series if series.name}
    phone, across = width == PHONE, chart.across and width == PRINT
    beside = [text for panel in chart.panels if not (phone and panel.rows) for _, text in panel.y.ticks]
    left = 20 + 7.2 * max(map(wide, beside), default=-1.5)
    room = (width - left - 14) / (len(chart.panels) if across else 1)
    top = 14 + _LINE * len(title)
    end: float = top
    drawn = [_text(8, 22 + _LINE * number, line, size=16, bold=True) for number, line in enumerate(title)]
    boxes = []
    for number, panel in enumerate(chart.panels):
        heads = _heads(panel, room)
        begin, down = (left + room * number, top) if across else (left, end)
        place = begin, down + _HEAD + _SMALL * (len(heads) - 1), room - 18 * across
        box = Box(panel, *place, narrow=width != PRINT, phone=phone)
        boxes.append(box)
        drawn += [*_axes(box, heads, names=not (across and number)), *_panel(box)]
        end = max(end, box.bottom + _GAP)
    for name, series in keys.items():
        y = end + 10
        stroke = f'<path d="M10 {y - 4}h48" {_stroke(series)}/>' if series.width else ""
        drawn += [stroke, *_marks(series, [(34, y - 4)], series.color)]
        lines = wrapped(name, int((width - 74) / 6.4))
        drawn += [_text(66, y + _SMALL * number, line) for number, line in enumerate(lines)]
        end += _LINE + _SMALL * (len(lines) - 1)
    drawn += [_text(8, end + 10 + step * number, line, size=small) for number, line in enumerate(below)]
    height = round(end + 10 + step * len(below) + 6)
    fonts = settings(chart.language).font.replace("sans-serif", "DejaVu Sans, sans-serif")
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'lang="{escape(chart.language)}" font-family="{fonts}" font-size="12" '
        f'fill="{INK}" stroke-linejoin="round" style="max-width:{widest(width)}px">\n'
        f"<title>{escape(chart.title)}</title>"
        f"<desc>{escape(sentences((chart.alt, chart.note), chart.language))}</desc>\n"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n' + "\n".join(filter(None, drawn)) + "\n</svg>\n"
    )
    return Drawing(text, width, height, tuple(boxes))


def widest(width: int) -> int:
    """Return how wide a picture is at most, in pixels: narrow ones, whose letters are small, grow with their frame."""
    return width if width == PRINT else round(1.4 * width)


def _heads(panel: Panel, width: float) -> list[str]:
    """Return the lines above a panel: its title, and where both do not fit on one line, an empty one for its mark."""
    lines = wrapped(panel.title, int(width / 7.2))
    crowded = panel.title and panel.mark and 7.2 * wide(panel.title + panel.mark[1]) > width
    return [*lines, ""] if crowded else lines


def _axes(box: Box, heads: list[str], *, names: bool) -> list[str]:
    """Return the lines of the grid, what is written on the axes, the title of the panel and its mark."""
    panel, bottom, right = box.panel, box.bottom, box.left + box.width
    grid = "".join(
        f"M{box.x(place)} {box.top}V{bottom}" if panel.rows else f"M{box.left:g} {box.y(place)}H{right:g}"
        for place, _ in (panel.x if panel.rows else panel.y).ticks
    )
    lines = [f'<path d="{grid}" fill="none" stroke="{PALE}" stroke-width=".8"/>']
    lines += [_text(box.x(place), bottom + 13, text, anchor="middle") for place, text in panel.x.ticks]
    if box.above:
        lines += [_text(8, box.y(place) - box.row * 0.68 + 13, text, bold=True) for place, text in panel.y.ticks]
    elif names:
        lines += [_text(box.left - 4, box.y(place) + 4, text, anchor="end") for place, text in panel.y.ticks]
    if panel.x.title:
        lines.append(_text(box.left + box.width / 2, bottom + 29, panel.x.title, anchor="middle"))
    first = box.top - 8 - _SMALL * (len(heads) - 1)
    lines += [_text(box.left, first + _SMALL * number, line, bold=True) for number, line in enumerate(heads) if line]
    if panel.mark:
        x = box.x(panel.mark[0])
        dots = 'stroke-width="1.5" stroke-dasharray="1.5 2.5"'
        lines.append(f'<path d="M{x} {box.top}V{bottom}" fill="none" stroke="{INK}" {dots}/>')
        lines.append(_text(x, box.top - 8, panel.mark[1], anchor="end"))
    return lines


def _panel(box: Box) -> list[str]:
    """Return the strokes and bars of all series, then their marks and labels, so that none is covered."""
    strokes, marks = [], []
    for series in box.panel.series:
        if series.bars:
            strokes += [_bar(box, series, point) for point in series.points]
        elif series.width:
            runs = ("L".join(f"{box.x(point.x)} {box.y(point.y)}" for point in run) for run in series.runs)
            strokes.append(f'<path d="M{"M".join(runs)}" {_stroke(series)}/>')
        for sure, fill in ((True, series.color), (False, PAPER)):
            marked = [point for point in series.points if point.words and point.sure == sure and not series.bars]
            marks += _marks(series, [(box.x(point.x), box.y(point.y)) for point in marked], fill)
        marks += _labels(box, series)
    return [*strokes, *marks]


def _labels(box: Box, series: Series) -> list[str]:
    """Return the labels of points; on narrow pictures names are only in the key, and labels of thin bars upright."""
    lines = []
    widest_label = max((_LETTER * wide(point.label) for point in series.points), default=0)
    pitch = box.x(1) - box.x(0) if series.bars and not box.panel.rows else inf
    thin = pitch < max(_THIN, widest_label)
    edge, size = box.left + box.width + 12, 12 if box.narrow else 11.5
    for point in (point for point in series.points if point.label):
        if box.narrow and not box.panel.rows and series.name and not point.words:
            continue
        halo = f' stroke="{PAPER}" stroke-width="3" paint-order="stroke"' if box.narrow else ""
        x, y, (anchor, right, down) = box.x(point.x), box.y(point.y), _SIDES[point.side]
        if thin and box.narrow:
            turned = f' transform="rotate(-90 {x + 4:.1f} {y - 6:.1f})"'
            lines.append(_text(x + 4, y - 6, point.label, size=min(12, 0.72 * pitch), more=turned + halo))
            continue
        long = _LETTER * wide(point.label)
        if (
            box.narrow and x + right + long * _BEYOND[anchor] > edge
        ):  # it ends where the picture does, above or below its point
            x, right, anchor, down = edge, 0, "end", _SIDES["below" if point.side == "below" else "above"][2]
        at = y + down
        if box.narrow and not series.bars and point.side in {"above", "below"}:
            left = x + right - long * (1 - _BEYOND[anchor])
            at = _beside_marks(box, left, left + long, at, point.side)
        lines.append(_text(x + right, at, point.label, size=size, anchor=anchor, more=halo))
    return lines


def _beside_marks(box: Box, left: float, right: float, y: float, side: str) -> float:
    """Return where the line of a label is, as near to its place as no mark of the panel is on it."""
    marked = [point for series in box.panel.series for point in series.points if point.words and not series.bars]
    spots = [(box.x(point.x), box.y(point.y)) for point in marked]
    levels = [y + step * (1 if side == "below" else -1) for step in range(0, _FARTHEST, 3)]
    return next(
        (
            level
            for level in levels
            if not any(
                left - _MARK < at < right + _MARK and level - _CAPITAL - _MARK < beside < level + _MARK
                for at, beside in spots
            )
        ),
        y,
    )


def _marks(series: Series, spots: list[tuple[float, float]], fill: str) -> list[str]:
    """Return the marks of a series at some spots; those of rows that are not sure are hollow."""
    if not series.marker or not spots:
        return []
    shape = _MARKERS[series.marker]
    inside = "".join(f'<g transform="translate({x:g} {y:g})">{shape}</g>' for x, y in spots)
    return [f'<g fill="{fill}" stroke="{escape(series.color)}" stroke-width="2">{inside}</g>']


def _bar(box: Box, series: Series, point: Point) -> str:
    """Return a bar from zero to its figure, lying along rows; of a row that is not sure, it is hollow."""
    low, high = (point.x, point.y) if box.panel.rows else (point.y, point.x)
    if box.panel.rows:
        half = (THIN_BAR_THICKNESS if box.above else BAR_THICKNESS) / 2
        x, (y, end) = box.x(0), sorted((box.y(high - half), box.y(high + half)))
        shape = f'x="{x}" y="{y}" width="{box.x(low) - x:.1f}" height="{end - y:.1f}"'
    else:
        half = BAR_THICKNESS / 2
        (x, end), y = sorted((box.x(high - half), box.x(high + half))), box.y(low)
        shape = f'x="{x}" y="{y}" width="{end - x:.1f}" height="{box.y(0) - y:.1f}"'
    fill = series.color if point.sure else PAPER
    return f'<rect {shape} fill="{escape(fill)}" stroke="{escape(series.color)}" stroke-width="2"/>'


def _stroke(series: Series) -> str:
    dashes = " ".join(f"{part * series.width:g}" for part in _DASHES[series.dash])
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'fill="none" stroke="{escape(series.color)}" stroke-width="{series.width:g}"{dashed}'


def _text(  # noqa: PLR0913 - one for each attribute
    x: float, y: float, text: str, *, size: float = 12, anchor: str = "start", bold: bool = False, more: str = ""
) -> str:
    look = f' font-size="{size:g}"' if size != 12 else ""  # noqa: PLR2004 - that of the picture
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    look += ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{look}{more}>{escape(text)}</text>'


def _part(axis: Axis, value: float) -> float:
    """Return how far along an axis a value is, from 0 to 1."""
    low, high, at = (log10(end) if axis.log else end for end in (axis.low, axis.high, value))
    return (at - low) / (high - low)
