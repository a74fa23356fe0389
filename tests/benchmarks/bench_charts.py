"""What charts cost, each beside plotly or matplotlib used in the plain way in the same run."""

from __future__ import annotations

import json
from io import BytesIO

import matplotlib as mpl
import plotly.express as px
from matplotlib.figure import Figure
from run import row, times

from kit.charts.catalogue import chart
from kit.charts.to_plotly import plotly_json
from kit.facts.tables import load

mpl.use("svg")
DAY = "2023-07-13"
ROUNDS = 15


def rows() -> list[dict[str, object]]:
    """Return one row for each comparison; rows of bytes say so in their names."""
    ladder, trade, paper, plain, line = times(
        lambda: json.dumps(plotly_json(chart("ladder", DAY).chart)),
        lambda: json.dumps(plotly_json(chart("trade", DAY).chart)),
        lambda: chart("trade", DAY).to_svg(),
        lambda: _express().to_json(),
        _matplotlib,
        rounds=ROUNDS,
    )
    sent, theirs = json.dumps(plotly_json(chart("trade", DAY).chart)), str(_express().to_json())
    return [
        row("chart: ladder, build and render", ladder, "plotly.express, one line", plain),
        row("chart: trade, build and render", trade, "plotly.express, one line", plain),
        row("chart: trade for print", paper, "plain matplotlib, one line", line),
        row("chart: trade, kB sent", len(sent) / 1000, "plotly.express, one line", len(theirs) / 1000),
    ]


def _express() -> object:
    """Return the line that a newcomer would draw of the same figures."""
    table = load("indicators")
    trade = table[table["indicator"] == "asean_japan_trade_bn_usd"].sort_values("year")
    return px.line(trade, x="year", y="value", symbol="source_id", markers=True, hover_data=["attribution", "locator"])


def _matplotlib() -> None:
    table = load("indicators")
    trade = table[table["indicator"] == "asean_japan_trade_bn_usd"].sort_values("year")
    figure = Figure()
    figure.add_subplot().plot(trade["year"].astype(int), trade["value"].astype(float), marker="o")
    figure.savefig(BytesIO(), format="svg")
