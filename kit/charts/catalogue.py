"""The notebook's word for a chart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from kit.charts.aid import aid_chart
from kit.charts.chart import Chart
from kit.charts.gdp import gdp_chart
from kit.charts.investment import investment_chart
from kit.charts.ladder import ladder_chart
from kit.charts.population import population_chart
from kit.charts.shares import shares_chart
from kit.charts.students import students_chart
from kit.charts.trade import trade_chart
from kit.charts.trust import trust_chart
from kit.charts.view import ChartView
from kit.charts.visitors import visitors_chart
from kit.charts.workers import workers_chart
from kit.dates import day
from kit.suggest import unknown_name
from kit.text import session_language

Name = Literal[
    "ladder", "trade", "shares", "investment", "gdp", "population", "visitors", "students", "workers", "aid", "trust"
]
_MADE_BY: dict[str, Callable[[date, str], Chart]] = {
    "ladder": ladder_chart,
    "trade": trade_chart,
    "shares": shares_chart,
    "investment": investment_chart,
    "gdp": gdp_chart,
    "population": population_chart,
    "visitors": visitors_chart,
    "students": students_chart,
    "workers": workers_chart,
    "aid": aid_chart,
    "trust": trust_chart,
}


def chart(name: Name, as_of: str = "today", *, language: str | None = None) -> ChartView:
    """Return one of the course's charts as it was on a day: nothing later is shown.

    Parameters
    ----------
    name : str
        ``"ladder"``: which partner reached which rank when; ``"trade"``: trade in goods, by source;
        ``"shares"``: ASEAN's part in what Japan buys; ``"investment"``: Japan's investment in ASEAN;
        ``"gdp"``: output then and now, in two kinds of dollars; ``"population"``: how many people;
        ``"visitors"``, ``"students"``, ``"workers"``: people from ASEAN in Japan; ``"aid"``: Japan's aid and what it
        promised for exchange; ``"trust"``: whom two polls found trusted.
    as_of : str
        A day as ``"2023-07-13"``, or ``"today"``.
    language : str, optional
        ISO 639-1, such as ``"ja"``; that of the lesson unless given.

    Returns
    -------
    ChartView
        Shows itself; ``to_plotly()``, ``to_svg()``, ``to_table()``, ``save("chart.png")``.

    Raises
    ------
    KitError
        When there is no such chart, or nothing to show on that day.

    Source: tables ``partnerships``, ``indicators`` and ``members``.

    Examples
    --------
    >>> chart("ladder", "2023-07-13").to_table()["rank"].eq("comprehensive").sum()
    np.int64(4)
    """
    if name not in _MADE_BY:
        raise unknown_name("ask.chart", name, _MADE_BY, "kit.chart")
    return ChartView(_MADE_BY[name](day(as_of), session_language(language)))
