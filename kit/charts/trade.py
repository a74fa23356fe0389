"""Trade in goods between ASEAN and Japan, as each source counts it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from kit.charts.annotations import cited, gaps, hollow_marks, source_line, ticks, year_axis
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, GREEN, ORANGE, Axis, Dash, Marker, Panel, Point, Series, Side, runs, steps
from kit.facts.figures import FIGURE_COLUMNS, amount, figure_row, figures
from kit.facts.localization import localized
from kit.facts.membership import names
from kit.facts.provenance import cite, find
from kit.facts.tables import Row
from kit.text import list_in, sentences, text_in

_DOLLARS = "asean_japan_trade_bn_usd"
_SOLD, _BOUGHT = "japan_exports_to_bn_jpy", "japan_imports_from_bn_jpy"
_DIRECTIONS: tuple[tuple[str, str, Dash, Marker, Side], ...] = (
    (_SOLD, ORANGE, "dash", "square", "below"),
    (_BOUGHT, GREEN, "solid", "circle", "above"),
)
_MARKERS: tuple[Marker, ...] = ("circle", "square", "diamond", "triangle")


def trade_chart(as_of: date, language: str) -> Chart:
    """Return the trade in dollars, source by source, and what Japan's customs count in yen.

    A stroke joins only years that follow each other in one source. Yen are summed for those members for which
    Japan's customs give both directions, and for years that have a figure for each of them.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: table ``indicators``.
    """
    text = text_in(language)
    dollars = sorted(figures([_DOLLARS], as_of), key=lambda row: row["year"])
    yen, states = _sums(as_of)
    rows = [*dollars, *yen]
    axis = year_axis(dollars[0]["year"], max(row["year"] for row in rows), language, room=1.5)
    panels = [_by_source(dollars, axis, language)]
    if yen:
        panels.append(_by_direction(yen, len(states), axis, language))
    most = max(_sources(dollars).values(), key=len)
    called = names(language)
    summed = [called[iso3] for iso3 in states]
    notes = (
        text("chart.trade.note"),
        text("chart.trade.states", names=list_in(summed, language)) if summed else "",
        gaps(dollars, language),
        hollow_marks(dollars, language),
    )
    seams = _seams(dollars)
    return Chart(
        name="trade",
        language=language,
        title=text(
            "chart.trade.title",
            first=amount(most[0]), first_year=most[0]["year"], last=amount(most[-1]), last_year=most[-1]["year"],
        ),
        alt=text("chart.trade.alt", count=len(panels), sources=len(_sources(dollars)), first=dollars[0]["year"]),
        note=sentences(notes, language),
        source_line=source_line(rows, language),
        said=tuple(cited(_words(row, language), row, language) for row in rows),
        panels=tuple(panels),
        columns=(*FIGURE_COLUMNS, ("new_source", "boolean")),
        rows=tuple((*figure_row(row, language), row["year"] in seams and row["indicator"] == _DOLLARS) for row in rows),
    )  # fmt: skip


def _by_source(rows: list[Row], axis: Axis, language: str) -> Panel:
    """Return the panel in dollars: one shape of mark for each source, and a line where another source begins."""
    text, series = text_in(language), []
    for (source, own), marker in zip(_sources(rows).items(), _MARKERS, strict=False):
        ends = (own[0], own[-1])
        points = [_point(row, language, text("amount.tenths", value=amount(row)) if row in ends else "") for row in own]
        series.append(Series(runs(points), BLUE, localized(find(source), "attribution", language), marker))
    scale, seams = steps(max(row["value"] for row in rows)), sorted(_seams(rows))
    return Panel(
        text("chart.bn_usd"),
        axis,
        Axis("", 0, scale[-1], ticks(scale, rows[0]["unit"], language)),
        tuple(series),
        260,
        (_before(rows, seams[0]), text("chart.trade.seam")) if seams else None,
    )


def _by_direction(rows: list[Row], count: int, axis: Axis, language: str) -> Panel:
    """Return the panel in yen: what Japan sold and what it bought."""
    text, series = text_in(language), []
    for indicator, color, dash, marker, side in _DIRECTIONS:
        own = [row for row in rows if row["indicator"] == indicator]
        points = [
            _point(row, language, text("amount.whole", value=amount(row)) if row is own[-1] else "", side)
            for row in own
        ]
        series.append(Series(runs(points), color, text(f"chart.trade.{indicator}"), marker, dash))
    scale = steps(max(row["value"] for row in rows))
    return Panel(
        text("chart.trade.yen", count=count),
        axis,
        Axis("", 0, scale[-1], ticks(scale, rows[0]["unit"], language)),
        tuple(series),
        260,
    )


def _point(row: Row, language: str, label: str, side: Side = "above") -> Point:
    return Point(
        row["year"],
        row["value"],
        _words(row, language),
        cite(row, language=language),
        label,
        side,
        row["certainty"] == "confirmed",
    )


def _words(row: Row, language: str) -> str:
    return text_in(language)(f"chart.trade.point.{row['indicator']}", year=row["year"], value=amount(row))


def _sources(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["source_id"], []).append(row)
    return found


def _seams(rows: list[Row]) -> set[int]:
    """Return the years whose figure is from another source than the one before."""
    return {row["year"] for old, row in pairwise(rows) if row["source_id"] != old["source_id"]}


def _before(rows: list[Row], year: int) -> float:
    """Return the middle between a year and the one with a figure before it."""
    last: int = max(row["year"] for row in rows if row["year"] < year)
    return (year + last) / 2


def _sums(as_of: date) -> tuple[list[Row], list[str]]:
    """Return sums over members, as rows, and the members summed."""
    rows = [row for row in _customs(as_of) if row["iso3"] != "WLD"]
    both = [{row["iso3"] for row in rows if row["indicator"] == indicator} for indicator in (_SOLD, _BOUGHT)]
    states = sorted(both[0] & both[1])
    sums: list[Row] = []
    for indicator in (_SOLD, _BOUGHT):
        own = [row for row in rows if row["indicator"] == indicator and row["iso3"] in states]
        for year in sorted({row["year"] for row in own}):
            parts = [row for row in own if row["year"] == year]
            if len(parts) == len(states):
                total = round(sum(row["value"] for row in parts), 1)
                sums.append({**parts[0], "iso3": ";".join(states), "value": total})
    return sums, states


def _customs(as_of: date) -> list[Row]:
    first = 2009
    return figures([_SOLD, _BOUGHT], as_of) if as_of.year >= first else []
