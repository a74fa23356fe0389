"""A chart for the screen: a plotly figure as plain data, drawn by plotly's own JupyterLab extension."""

from __future__ import annotations

from html import escape
from typing import Any

from kit.charts.chart import Chart
from kit.charts.parts import Axis, Panel, Point, Series
from kit.charts.wrapped import wrapped

INK, PALE = "#1a1a1a", "#d9d9d9"
_FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK JP', sans-serif"
_MARKERS = {"": "circle", "circle": "circle", "square": "square", "diamond": "diamond", "triangle": "triangle-up"}
_SIDES = {"above": "top center", "below": "bottom center", "left": "middle left", "right": "middle right",
          "over": "top left"}  # fmt: skip
_GAP = 62  # between panels, for the title of one and the years of the other
_LINE = 15
_CONFIG = {"displaylogo": False, "modeBarButtons": [["toImage"]], "responsive": True}


def bundle(chart: Chart) -> dict[str, Any]:
    """Return what a front end chooses from: the figure, or the chart in words."""
    shown = {**figure(chart), "config": _CONFIG}
    return {"application/vnd.plotly.v1+json": shown, "text/plain": repr(chart)}


def figure(chart: Chart) -> dict[str, Any]:
    """Return the chart as plotly's data and layout; nothing in it names a file or an address."""
    title, sources = wrapped(chart.title, 52), wrapped(chart.source_line, 62)
    keyed = any(series.name for panel in chart.panels for series in panel.series)
    top, bottom = 24 + 20 * len(title), 60 + _LINE * len(sources) + 26 * keyed
    heights = [panel.height for panel in chart.panels]
    body = max(heights) + 30 if chart.across else sum(heights) + _GAP * (len(heights) - 1) + 30
    layout: dict[str, Any] = {
        "template": "none",
        "height": top + body + bottom,
        "margin": {"l": 8, "r": 12, "t": top, "b": bottom},
        "font": {"family": _FONT, "size": 13, "color": INK},
        "title": {"text": _lines(title), "x": 0.01, "xanchor": "left", "y": 1, "yanchor": "top",
                  "yref": "container", "pad": {"t": 10}, "font": {"size": 16}},
        "showlegend": keyed,
        "legend": {"orientation": "h", "x": 0, "y": -42 / body, "yanchor": "top", "itemclick": False,
                   "itemdoubleclick": False},
        "hoverlabel": {"align": "left", "bgcolor": "#fff", "font": {"color": INK}},
        "dragmode": False,
        "shapes": [],
        "annotations": [
            {"text": _lines(sources), "x": 0, "xref": "paper", "xanchor": "left", "y": -(50 + 26 * keyed) / body,
             "yref": "paper", "yanchor": "top", "align": "left", "showarrow": False, "font": {"size": 11}},
        ],
    }  # fmt: skip
    data: list[dict[str, Any]] = []
    keys: set[str] = set()
    for number, panel in enumerate(chart.panels):
        tail = str(number + 1) if number else ""
        across, up = _domains(chart, number, body)
        layout[f"xaxis{tail}"] = {**_axis(panel.x, grid=panel.rows), "domain": across, "anchor": f"y{tail}"}
        layout[f"yaxis{tail}"] = {**_axis(panel.y, grid=True), "domain": up, "anchor": f"x{tail}", "automargin": True}
        layout["annotations"] += _heads(panel, tail, across, up)
        if panel.mark:
            layout["shapes"].append(
                {"type": "line", "xref": f"x{tail}", "x0": panel.mark[0], "x1": panel.mark[0],
                 "yref": f"y{tail} domain", "y0": 0, "y1": 1, "line": {"color": INK, "dash": "dot", "width": 1.5}}
            )  # fmt: skip
        for series in panel.series:
            data.append({**_trace(series, rows=panel.rows), "xaxis": f"x{tail}", "yaxis": f"y{tail}",
                         "showlegend": bool(series.name) and series.name not in keys})  # fmt: skip
            keys.add(series.name)
    return {"data": data, "layout": layout}


def _domains(chart: Chart, number: int, body: int) -> tuple[list[float], list[float]]:
    """Return which part of the width and of the height a panel takes."""
    if chart.across:
        share = 1 / len(chart.panels)
        return [number * share + 0.04 * bool(number), (number + 1) * share - 0.02], [0, 1 - 30 / body]
    above = sum(panel.height + _GAP for panel in chart.panels[:number]) + 30
    return [0, 1], [1 - (above + chart.panels[number].height) / body, 1 - above / body]


def _axis(axis: Axis, *, grid: bool) -> dict[str, Any]:
    low, high = (axis.low, axis.high)
    if axis.log:
        from math import log10

        low, high = log10(low), log10(high)
    return {
        "type": "log" if axis.log else "linear",
        "title": {"text": escape(axis.title, quote=False), "standoff": 4},
        "range": [low, high],
        "tickvals": [place for place, _ in axis.ticks],
        "ticktext": [escape(text, quote=False) for _, text in axis.ticks],
        "fixedrange": True,
        "showgrid": grid,
        "gridcolor": PALE,
        "zeroline": False,
    }


def _heads(panel: Panel, tail: str, across: list[float], up: list[float]) -> list[dict[str, Any]]:
    """Return the title of a panel and the label of its mark."""
    plain: dict[str, Any] = {"showarrow": False, "yref": "paper", "y": up[1], "yanchor": "bottom"}
    heads = []
    if panel.title:
        title = {
            "text": _lines(wrapped(panel.title, 52)),
            "x": across[0],
            "xref": "paper",
            "xanchor": "left",
            "align": "left",
        }
        heads.append({**plain, **title, "font": {"size": 13.5, "weight": 600}})
    if panel.mark:
        heads.append(
            {
                **plain,
                "text": escape(panel.mark[1], quote=False),
                "x": panel.mark[0],
                "xref": f"x{tail}",
                "xanchor": "right",
            }
        )
    return heads


def _trace(series: Series, *, rows: bool) -> dict[str, Any]:
    points: list[Point | None] = []
    for run in series.runs:
        points += [*run, None] if series.width and not series.bars else run
    told: dict[str, Any] = {
        "name": escape(series.name, quote=False),
        "x": [point and point.x for point in points],
        "y": [point and point.y for point in points],
        "hovertext": [_told(point) for point in points],
        "hoverinfo": "text",
        "text": [escape(point.label, quote=False) if point else "" for point in points],
        "textfont": {"color": INK, "size": 12},
        "cliponaxis": False,
    }
    fills = [series.color if point and point.sure else "#fff" for point in points]
    edge = {"color": series.color, "width": 2}
    if series.bars:
        return {**told, "type": "bar", "orientation": "h" if rows else "v", "textposition": "outside",
                "marker": {"color": fills, "line": edge}, "width": 0.7, "textangle": 0}  # fmt: skip
    return {
        **told,
        "type": "scatter",
        "mode": "+".join(["lines"] * bool(series.width) + ["markers", "text"]),
        "line": {"color": series.color, "dash": series.dash, "width": series.width},
        "marker": {
            "symbol": _MARKERS[series.marker],
            "size": [9 if point and point.words and series.marker else 0 for point in points],
            "color": fills,
            "line": edge,
            "opacity": 1,
        },
        "textposition": [_SIDES[point.side] if point else "top center" for point in points],
    }


def _told(point: Point | None) -> str:
    if point is None or not point.words:
        return ""
    return _lines([*wrapped(point.words, 52), *wrapped(point.source, 52)])


def _lines(lines: list[str]) -> str:
    """Join lines for plotly, which reads markup: everything typed is shown as typed."""
    return "<br>".join(escape(line, quote=False) for line in lines)
