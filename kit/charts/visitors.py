"""How many people from ASEAN come to Japan as visitors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kit.amounts import Amount
from kit.charts.annotations import cited, source_line, ticks, year_axis
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, Axis, Panel, Point, Series, bar_rows, runs, steps
from kit.facts.figures import FIGURE_COLUMNS, figure_row, figures
from kit.facts.membership import members, names
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.text import LearnerError, list_in, settings, text_in

_FIRST = 2001  # before it some members were counted among "others"
_THOUSAND, _MILLION = 1e3, 1e6
_THOUSANDS, _MILLIONS = "thousand arrivals", "million arrivals"


def visitors_chart(as_of: date, language: str) -> Chart:
    """Return the visitors to Japan from all members that are counted in every year, and from each in the last year.

    Raises
    ------
    KitError
        When there is no year yet in which all of them are counted.

    Source: table ``indicators``, ``visitors_to_japan``.
    """
    text, called = text_in(language), names(language)
    known = [row for row in figures(["visitors_to_japan"], as_of) if row["year"] >= _FIRST]
    if not known:
        raise LearnerError("ask.figure", where="as_of", do="ask.later", day=as_of, year=_FIRST)
    years = sorted({row["year"] for row in known})
    by_state: dict[str, dict[int, Row]] = {}
    for row in known:
        by_state.setdefault(row["iso3"], {})[row["year"]] = row
    joined = list(members(as_of)["iso3"])
    always = sorted(iso3 for iso3 in joined if set(by_state.get(iso3, {})) == set(years))
    sums: list[Row] = [
        {
            **by_state[always[0]][year],
            "iso3": ";".join(always),
            "value": float(sum(by_state[iso3][year]["value"] for iso3 in always)),
        }
        for year in years
    ]
    last = [by_state[iso3][years[-1]] for iso3 in joined if years[-1] in by_state.get(iso3, {})]
    last.sort(key=lambda row: -row["value"])
    world = by_state["WLD"][years[-1]]
    left_out = [called[iso3] for iso3 in joined if iso3 not in always]
    notes = (
        text("chart.visitors.note"),
        text("chart.visitors.not_in_line", names=list_in(left_out, language)) if left_out else "",
    )
    rows = [*sums, *last, world]
    words = [_words(row, called, len(always), language) for row in rows]
    panels = (
        _line(sums, words, len(always), language),
        _bars(last, words[len(sums) :], called, language),
    )
    share = 100 * sum(row["value"] for row in last) / world["value"]
    return Chart(
        name="visitors",
        language=language,
        title=text("chart.visitors.title", year=years[-1], share=share),
        alt=text("chart.visitors.alt", first=years[0], last=years[-1], count=len(last), most=called[last[0]["iso3"]]),
        note=settings(language).joiner.join(filter(None, notes)),
        source_line=source_line(rows, language),
        said=tuple(cited(said, row, language) for row, said in zip(rows, words, strict=True)),
        panels=panels,
        columns=FIGURE_COLUMNS,
        rows=tuple(figure_row(row, language) for row in rows),
    )


def _line(sums: list[Row], words: list[str], count: int, language: str) -> Panel:
    """Return the line of the visitors from all members that are counted in every year."""
    points = [
        Point(row["year"], row["value"] / _MILLION, said, cite(row, language=language))
        for row, said in zip(sums, words, strict=False)
    ]
    top = max(point.y for point in points)
    scale = steps(top)
    return Panel(
        text_in(language)("chart.visitors.line", count=count),
        year_axis(sums[0]["year"], sums[-1]["year"], language, room=1.5),
        Axis("", 0, max(scale[-1], top * 1.12), ticks(scale, _MILLIONS, language, "amount.short")),
        (Series(runs(_labelled(points, language)), BLUE),),
        240,
    )


def _bars(last: list[Row], words: list[str], called: dict[str, str], language: str) -> Panel:
    """Return the bars of each member in the last year."""
    text = text_in(language)
    bars = [
        Point(
            row["value"] / _THOUSAND,
            0,
            said,
            cite(row, language=language),
            text("chart.visitors.figure", value=Amount(row["value"] / _THOUSAND, _THOUSANDS)),
            "right",
        )
        for row, said in zip(last, words, strict=False)
    ]
    return bar_rows(
        text("chart.visitors.bars", year=last[0]["year"]),
        [called[row["iso3"]] for row in last],
        bars,
        ticks(steps(last[0]["value"] / _THOUSAND), _THOUSANDS, language),
    )


def _labelled(points: list[Point], language: str) -> list[Point]:
    """Return the points, the last one and those at the ends of the fall with their figure."""
    text = text_in(language)
    low = min(points[-6:], key=lambda point: point.y)
    top = max((point for point in points if point.x < low.x), key=lambda point: point.y, default=low)
    return [
        replace(
            point,
            label=text("amount.hundredths", value=Amount(point.y, _MILLIONS)),
            side="right" if point is low else "above",
        )
        if point in (low, top, points[-1])
        else point
        for point in points
    ]


def _words(row: Row, called: dict[str, str], count: int, language: str) -> str:
    text = text_in(language)
    who = row["iso3"]
    name = text("chart.visitors.all", count=count) if ";" in who else called.get(who, text("chart.people.world"))
    return text("chart.visitors.point", name=name, year=row["year"], value=row["value"])
