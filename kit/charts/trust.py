"""Whom people in ASEAN trust: two polls that ask different people different questions."""

from __future__ import annotations

from datetime import date

from kit.charts.annotations import cited, source_line, year_axis
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, GREEN, GREY, ORANGE, Axis, Dash, Marker, Panel, Point, Series, Side, runs
from kit.facts.figures import FIGURE_COLUMNS, amount, figure_row, figures
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.text import sentences, text_in

_POLLS = ("experts_trust", "public_most_trusted", "public_future_partner")
_LOOKS: dict[str, tuple[str, Marker, Dash]] = {
    "japan": (BLUE, "circle", "solid"),
    "china": (ORANGE, "square", "dash"),
    "usa": (GREEN, "diamond", "dot"),
    "eu": (GREY, "triangle", "dot"),
}


def trust_chart(as_of: date, language: str) -> Chart:
    """Return what two polls found, question by question; a stroke joins only years that follow each other.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: table ``indicators``, from ISEAS (experts) and the foreign ministry of Japan (the public).
    """
    text = text_in(language)
    names = [f"{poll}_{whom}_percent" for poll in _POLLS for whom in _LOOKS]
    rows = sorted(figures(names, as_of), key=lambda row: (names.index(row["indicator"]), row["year"]))
    years = [row["year"] for row in rows]
    axis = year_axis(min(years), max(years), language, room=1.5)
    asked = {poll: [row for row in rows if row["indicator"].startswith(poll)] for poll in _POLLS}
    newest = {
        poll: max((row for row in own if _whom(row) == "japan"), key=lambda row: row["year"])
        for poll, own in asked.items()
        if own
    }
    return Chart(
        name="trust",
        language=language,
        title=sentences(
            (
                text(f"chart.trust.title.{poll}", year=row["year"], value=row["value"])
                for poll, row in newest.items()
                if poll != _POLLS[2]
            ),
            language,
        ),
        alt=text("chart.trust.alt", count=len(newest), first=min(years), last=max(years)),
        note=text("chart.trust.note"),
        source_line=source_line(rows, language),
        said=tuple(cited(_words(row, language), row, language) for row in rows),
        panels=tuple(_panel(poll, own, axis, language) for poll, own in asked.items() if own),
        columns=FIGURE_COLUMNS,
        rows=tuple(figure_row(row, language) for row in rows),
    )


def _panel(poll: str, rows: list[Row], axis: Axis, language: str) -> Panel:
    """Return one question: a mark for each year and each power that was asked about."""
    text, series = text_in(language), []
    last = max(row["year"] for row in rows)
    for whom, (color, marker, dash) in _LOOKS.items():
        points: list[Point] = []
        for row in (row for row in rows if _whom(row) == whom):
            rivals = [other["value"] for other in rows if other["year"] == row["year"] and other is not row]
            is_top = all(row["value"] > other for other in rivals)
            falls = bool(points) and points[-1].x == row["year"] - 1 and points[-1].y > row["value"]
            side: Side = (
                "above" if is_top and not falls else "below" if is_top else "right" if len(rivals) > 1 else "below"
            )
            label = text("amount.short", value=amount(row)) if is_top or side == "below" or row["year"] == last else ""
            points.append(
                Point(row["year"], row["value"], _words(row, language), cite(row, language=language), label, side)
            )
        if points:
            series.append(Series(runs(points), color, text(f"chart.trust.{whom}"), marker, dash))
    scale = range(0, 81, 20)
    return Panel(
        text(f"chart.trust.{poll}"),
        axis,
        Axis("", 0, 80, tuple((step, f"{step}") for step in scale)),
        tuple(series),
        230,
    )


def _whom(row: Row) -> str:
    """Return whom a figure is about."""
    return str(row["indicator"]).split("_")[-2]


def _words(row: Row, language: str) -> str:
    text = text_in(language)
    poll = next(poll for poll in _POLLS if row["indicator"].startswith(poll))
    return text("chart.trust.point", poll=text(f"chart.trust.{poll}"), whom=text(f"chart.trust.{_whom(row)}"),
                year=row["year"], value=row["value"])  # fmt: skip
