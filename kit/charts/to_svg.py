"""A chart for print, and for a notebook that is not trusted: SVG drawn by matplotlib, text kept as text."""

from __future__ import annotations

import re
import warnings
from html import escape
from io import StringIO
from math import nan
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kit.charts.chart import Chart
from kit.charts.line_wrap import wide, wrapped
from kit.charts.panels import Axis, Panel, Series

_WIDTH = 800
# In units of the picture: a line of text, a small one, the room of a panel's title, and that below it.
_LINE, _SMALL, _HEAD, _GAP = 20, 14, 28, 40
_INK, _PALE = "#1a1a1a", "#d9d9d9"
_MARKERS = {"": "", "circle": "o", "square": "s", "diamond": "D", "triangle": "^"}
_DASHES: dict[str, Any] = {"solid": "-", "dash": (0, (3.5, 2)), "dot": (0, (1, 1.4))}
_SIDES: dict[str, dict[str, Any]] = {
    "above": {"ha": "center", "va": "bottom", "xytext": (0, 6)},
    "below": {"ha": "center", "va": "top", "xytext": (0, -6)},
    "left": {"ha": "right", "va": "center", "xytext": (-7, 0)},
    "right": {"ha": "left", "va": "center", "xytext": (7, 0)},
}
# The same picture each time, whatever the machine; a text is text, and "$" begins no formula.
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "heart-to-heart",
    "text.parse_math": False,
    "text.color": _INK,
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 12,
}


def svg(chart: Chart) -> str:
    """Return the chart as SVG text, 800 units wide, with title and description for a screen reader."""
    file = StringIO()
    with rc_context(_SETTINGS), warnings.catch_warnings():
        # The reader's fonts draw the text; the one that measures it here need not have every character.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        drawn = _figure(chart)
        drawn.savefig(file, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    inside = file.getvalue().split("</defs>", 1)[1]  # after matplotlib's head and styles, which would reach the page
    # Ids begin with the chart's name: one page may contain several pictures.
    inside = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{chart.name}-", inside)
    height = round(drawn.get_figheight() * 72)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'viewBox="0 0 {_WIDTH} {height}" lang="{escape(chart.language)}" stroke-linejoin="round" '
        f'style="max-width:{_WIDTH}px">\n'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)} {escape(chart.note)}</desc>{inside}"
    )


def _figure(chart: Chart) -> Figure:
    title, below = wrapped(chart.title, 84), [*wrapped(chart.note, 130), *wrapped(chart.source_line, 130)]
    keys = {series.name: series for panel in chart.panels for series in panel.series if series.name}
    heights = [_HEAD + panel.height + _GAP for panel in chart.panels]
    body = max(heights) if chart.across else sum(heights)
    top = 14 + _LINE * len(title)
    height = top + body + _LINE * len(keys) + _SMALL * len(below) + 16
    drawn = Figure(figsize=(_WIDTH / 72, height / 72), dpi=72, facecolor="#fff")
    for number, line in enumerate(title):
        drawn.text(8 / _WIDTH, 1 - (22 + _LINE * number) / height, line, size=16, weight="bold")
    left = 20 + 7.2 * max(wide(text) for panel in chart.panels for _, text in panel.y.ticks)
    width = (_WIDTH - left - 14) / (len(chart.panels) if chart.across else 1)
    for number, panel in enumerate(chart.panels):
        begin, down = (left + width * number, top) if chart.across else (left, top + sum(heights[:number]))
        low = 1 - (down + _HEAD + panel.height) / height
        axes = drawn.add_axes((begin / _WIDTH, low, (width - 18 * chart.across) / _WIDTH, panel.height / height))
        _draw(axes, panel)
        if chart.across and number:
            axes.set_yticklabels([])
    place = top + body + 10
    for name, series in keys.items():
        y = 1 - (place - 4) / height
        drawn.add_artist(Line2D([10 / _WIDTH, 34 / _WIDTH, 58 / _WIDTH], [y, y, y], markevery=[1], **_look(series)))
        drawn.text(66 / _WIDTH, 1 - place / height, name)
        place += _LINE
    for number, line in enumerate(below):
        drawn.text(8 / _WIDTH, 1 - (place + _SMALL * number) / height, line, size=10.5)
    return drawn


def _draw(axes: Axes, panel: Panel) -> None:
    axes.set_xlim(panel.x.low, panel.x.high)
    axes.set_ylim(panel.y.low, panel.y.high)
    _write_on(axes, "x", panel.x)
    _write_on(axes, "y", panel.y)
    axes.grid(visible=True, axis="x" if panel.rows else "y", color=_PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=12, labelcolor=_INK)
    axes.spines[:].set_visible(False)
    if panel.title:
        axes.annotate(panel.title, (0, 1), (0, 6), "axes fraction", "offset points", weight="bold")
    if panel.mark:
        axes.axvline(panel.mark[0], color=_INK, linewidth=1.5, linestyle=":")
        top = axes.get_xaxis_transform()
        axes.annotate(
            panel.mark[1], (panel.mark[0], 1), (0, 6), top, "offset points", ha="right", annotation_clip=False
        )
    for series in panel.series:
        if series.bars:
            _bars(axes, series, rows=panel.rows)
        else:
            _strokes(axes, series)
        for point in series.points:
            if point.label:
                where: dict[str, Any] = {"xycoords": "data", "textcoords": "offset points", **_SIDES[point.side]}
                axes.annotate(point.label, (point.x, point.y), annotation_clip=False, size=11.5, **where)


def _write_on(axes: Axes, which: str, axis: Axis) -> None:
    """Write on an axis what the chart says, and nothing of matplotlib's own."""
    if axis.log:
        axes.set(**{f"{which}scale": "log"})
        axes.minorticks_off()
    axes.set(**{f"{which}ticks": [place for place, _ in axis.ticks]})
    axes.set(**{f"{which}ticklabels": [text for _, text in axis.ticks], f"{which}label": axis.title})


def _look(series: Series) -> dict[str, Any]:
    return {
        "color": series.color,
        "linewidth": series.width,
        "linestyle": _DASHES[series.dash] if series.width else "",
        "marker": _MARKERS[series.marker],
        "markersize": 8,
        "markeredgewidth": 2,
    }


def _strokes(axes: Axes, series: Series) -> None:
    """Draw strokes with gaps between runs, then the marks; those of rows that are not sure are hollow."""
    look = _look(series)
    if series.width:
        xs = [x for run in series.runs for x in (*(point.x for point in run), nan)]
        ys = [y for run in series.runs for y in (*(point.y for point in run), nan)]
        axes.plot(xs, ys, clip_on=False, **{**look, "marker": ""})
    for sure in (True, False):
        marked = [point for point in series.points if point.words and point.sure == sure]
        if marked and series.marker:
            face = series.color if sure else "#fff"
            xs, ys = [point.x for point in marked], [point.y for point in marked]
            axes.plot(xs, ys, clip_on=False, zorder=3, **{**look, "linestyle": "", "markerfacecolor": face})


def _bars(axes: Axes, series: Series, *, rows: bool) -> None:
    fills = [series.color if point.sure else "#fff" for point in series.points]
    look: dict[str, Any] = {"color": fills, "edgecolor": series.color, "linewidth": 2}
    xs, ys = [point.x for point in series.points], [point.y for point in series.points]
    if rows:
        axes.barh(ys, xs, height=0.7, **look)
    else:
        axes.bar(xs, ys, width=0.7, **look)
