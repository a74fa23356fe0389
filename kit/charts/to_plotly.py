"""A chart for the screen: a plotly figure as plain data, drawn by plotly's own JupyterLab extension."""

from __future__ import annotations

from html import escape
from math import log10
from typing import Any

from kit.charts.chart import Chart
from kit.charts.panels import BAR_THICKNESS, INK, PALE, PAPER, Axis, Panel, Point, Series
from kit.line_wrap import wide, wrapped

_VEIL = "rgba(255,255,255,.7)"
_FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK JP', sans-serif"
_MARKERS = {"": None, "circle": "circle", "square": "square", "diamond": "diamond", "triangle": "triangle-up"}
# Where a label is written next to its point: anchors, and steps in pixels.
_SIDES: dict[str, dict[str, Any]] = {
    "above": {"xanchor": "center", "yanchor": "bottom", "yshift": 5},
    "below": {"xanchor": "center", "yanchor": "top", "yshift": -5},
    "left": {"xanchor": "right", "yanchor": "middle", "xshift": -6},
    "right": {"xanchor": "left", "yanchor": "middle", "xshift": 6},
}
# In pixels: a line of text, the room of a panel's title, and the room between panels for the years of the upper one.
_LINE, _HEAD, _GAP = 20, 30, 36
# In characters: what is shown of a line; a frame too narrow for it gets a picture of ours, see `kit.charts.frame`.
_TITLE, _SMALL, _UNIT, _HOVER = 84, 110, 46, 58
MIME_TYPE = "application/vnd.plotly.v1+json"
_CONFIG = {"displaylogo": False, "modeBarButtons": [["toImage"]], "responsive": True}


def plotly_json(chart: Chart) -> dict[str, Any]:
    """Return what plotly's own extension draws: the figure, and which buttons it has."""
    return {**figure(chart), "config": _CONFIG}


def figure(chart: Chart) -> dict[str, Any]:
    """Return the chart as plotly's data and layout; nothing in it names a file or an address."""
    title, sources = wrapped(chart.title, _TITLE), wrapped(chart.source_line, _SMALL)
    keys = list(dict.fromkeys(series.name for panel in chart.panels for series in panel.series if series.name))
    top, left = 22 + _LINE * len(title), _left(chart)
    heights = [panel.height + _HEAD for panel in chart.panels]
    body = max(heights) if chart.across else sum(heights) + _GAP * (len(heights) - 1)
    key_top = 62 if chart.across else 44
    source_top = key_top + 8 + _LINE * len(keys)
    below = source_top + 14 * len(sources) + 12
    layout: dict[str, Any] = {
        "template": "none",
        "height": top + body + below,
        "margin": {"l": left, "r": 14, "t": top, "b": below},
        "font": {"family": _FONT, "size": 13, "color": INK},
        "showlegend": bool(keys),
        "legend": {"x": 0, "xanchor": "left", "y": -key_top / body, "yanchor": "top", "itemwidth": 44,
                   "itemsizing": "constant", "itemclick": False, "itemdoubleclick": False, "bgcolor": "rgba(0,0,0,0)"},
        "hoverlabel": {"align": "left", "bgcolor": PAPER, "font": {"color": INK}},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": "#767676", "activecolor": "#767676"},
        "dragmode": False,
        "shapes": [],
        "annotations": [
            _words(title, x=0, xref="paper", xshift=12 - left, xanchor="left",
                   y=1, yref="paper", yshift=top - 10, yanchor="top", font={"size": 14, "weight": 600}),
            _words(sources, x=0, xref="paper", xshift=12 - left, xanchor="left",
                   y=-source_top / body, yref="paper", yanchor="top", font={"size": 11}),
        ],
    }  # fmt: skip
    data: list[dict[str, Any]] = []
    shown: set[str] = set()
    for number, panel in enumerate(chart.panels):
        tail = str(number + 1) if number else ""
        across, up = _room(chart, number, body)
        layout[f"xaxis{tail}"] = {**_axis(panel.x, grid=panel.rows), "domain": across, "anchor": f"y{tail}"}
        layout[f"yaxis{tail}"] = {**_axis(panel.y, grid=not panel.rows), "domain": up, "anchor": f"x{tail}",
                                  "showticklabels": not (chart.across and number), "ticklabelstandoff": 4}  # fmt: skip
        layout["annotations"] += _labels(panel, tail, across[0], up[1], left)
        if panel.mark:
            layout["shapes"].append(
                {"type": "line", "xref": f"x{tail}", "x0": panel.mark[0], "x1": panel.mark[0],
                 "yref": f"y{tail} domain", "y0": 0, "y1": 1, "layer": "below",
                 "line": {"color": INK, "dash": "dot", "width": 1.5}}
            )  # fmt: skip
        for series in panel.series:
            keyed = bool(series.name) and series.name not in shown
            data.append(
                {**_trace(series, rows=panel.rows), "xaxis": f"x{tail}", "yaxis": f"y{tail}", "showlegend": keyed}
            )
            shown.add(series.name)
    return {"data": data, "layout": layout}


def _left(chart: Chart) -> int:
    """Return the room for what is written on the left, in pixels."""
    return 24 + 7 * max(wide(text) for panel in chart.panels for _, text in panel.y.ticks)


def _room(chart: Chart, number: int, body: int) -> tuple[list[float], list[float]]:
    """Return which part of the width and of the height a panel takes."""
    if chart.across:
        share = 1 / len(chart.panels)
        return [number * share + 0.03 * bool(number), (number + 1) * share], [0, 1 - _HEAD / body]
    above = sum(panel.height + _HEAD + _GAP for panel in chart.panels[:number]) + _HEAD
    return [0, 1], [1 - (above + chart.panels[number].height) / body, 1 - above / body]


def _axis(axis: Axis, *, grid: bool) -> dict[str, Any]:
    return {
        "type": "log" if axis.log else "linear",
        "title": {"text": _lines(wrapped(axis.title, _UNIT)), "standoff": 6, "font": {"size": 13}},
        "range": [_place(axis, axis.low), _place(axis, axis.high)],
        "tickvals": [place for place, _ in axis.ticks],
        "ticktext": [_typed(text) for _, text in axis.ticks],
        "fixedrange": True,
        "showgrid": grid,
        "gridcolor": PALE,
        "zeroline": False,
    }


def _place(axis: Axis, value: float) -> float:
    """Return where plotly's ranges and labels want a figure: powers on an axis of powers."""
    return log10(value) if axis.log else value


def _labels(panel: Panel, tail: str, across: float, top: float, left: int) -> list[dict[str, Any]]:
    """Return the title of a panel, the label of its mark and those of its points."""
    head: dict[str, Any] = {"y": top, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    labels = []
    if panel.title:
        where = {"x": across, "xref": "paper", "xanchor": "left", "xshift": 0 if across else 12 - left}
        labels.append(_words([panel.title], **where, font={"weight": 600}, **head))
    if panel.mark:
        labels.append(_words([panel.mark[1]], x=panel.mark[0], xref=f"x{tail}", xanchor="right", **head))
    for point in (point for series in panel.series for point in series.points if point.label):
        where = {"x": _place(panel.x, point.x), "y": _place(panel.y, point.y), "xref": f"x{tail}", "yref": f"y{tail}"}
        labels.append(_words([point.label], **where, **_SIDES[point.side], font={"size": 12}, bgcolor=_VEIL))
    return labels


def _trace(series: Series, *, rows: bool) -> dict[str, Any]:
    """Return one series; None between its runs breaks the stroke."""
    points = [point for run in series.runs for point in (*run, *([] if series.bars else [None]))]
    fills = [series.color if point and point.sure else PAPER for point in points]
    edge = {"color": series.color, "width": 2}
    trace: dict[str, Any] = {
        "name": _typed(series.name),
        "x": [point and point.x for point in points],
        "y": [point and point.y for point in points],
        "hovertext": [_hover(point) for point in points],
        "hoverinfo": "text",
    }
    if series.bars:
        look = {"color": fills, "line": edge}
        return {**trace, "type": "bar", "orientation": "h" if rows else "v", "marker": look, "width": BAR_THICKNESS}
    return {
        **trace,
        "type": "scatter",
        "mode": "+".join(["lines"] * bool(series.width) + ["markers"] * bool(series.marker)),
        "line": {"color": series.color, "dash": series.dash, "width": series.width},
        "marker": {
            "symbol": _MARKERS[series.marker],
            "size": [10 if point and point.words and series.marker else 0 for point in points],
            "color": fills,
            "line": edge,
            "opacity": 1,
        },
        "cliponaxis": False,
    }


def _hover(point: Point | None) -> str:
    said = (point.words, point.source) if point else ()
    return _lines([line for text in said if text for line in wrapped(text, _HOVER)])


def _words(lines: list[str], **where: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own options
    return {"text": _lines(lines), "showarrow": False, "align": "left", "borderpad": 0, **where}


def _lines(lines: list[str]) -> str:
    return "<br>".join(_typed(line) for line in lines)


def _typed(text: str) -> str:
    """Return a text that plotly, which reads markup, shows as it was typed."""
    return escape(text, quote=False)
