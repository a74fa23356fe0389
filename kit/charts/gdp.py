"""Output then and now, in dollars of the day and in dollars without price rises."""

from __future__ import annotations

from datetime import date
from math import sqrt

from kit.amounts import Amount
from kit.charts.annotations import cited, source_line, ticks
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, GREY, ORANGE, Axis, Panel, Point, Series
from kit.facts.figures import FIGURE_COLUMNS, figure_row, figures
from kit.facts.membership import names
from kit.facts.provenance import cite
from kit.facts.tables import Row, load
from kit.text import LearnerError, figure_in, text_in

THEN = 1973
_NOMINAL, _REAL = "gdp_usd", "gdp_per_head_usd_2015"
_BILLION = 1e9


def gdp_chart(as_of: date, language: str) -> Chart:
    """Return the output of Japan and of the five founders in 1973 and in the last year up to a day, side by side.

    Raises
    ------
    KitError
        When there is no year after 1973 with all figures.

    Source: table ``indicators``, ``gdp_usd`` and ``gdp_per_head_usd_2015``.
    """
    text, called = text_in(language), names(language)
    members = load("members")
    states = ["JPN", *members[members["founder"]]["iso3"]]
    rows = {(row["indicator"], row["iso3"], row["year"]): row for row in figures((_NOMINAL, _REAL), as_of)}
    full = [
        year
        for year in range(THEN + 1, as_of.year + 1)
        if all((indicator, iso3, year) in rows for indicator in (_NOMINAL, _REAL) for iso3 in states)
    ]
    if not full:
        raise LearnerError("ask.compare", where="as_of", do="ask.later", year=THEN + 1)
    now = full[-1]

    def ends(indicator: str, iso3: str) -> tuple[Row, Row]:
        return rows[indicator, iso3, THEN], rows[indicator, iso3, now]

    def growth(indicator: str, iso3: str) -> float:
        old, new = ends(indicator, iso3)
        return float(new["value"] / old["value"])

    states.sort(key=lambda iso3: -growth(_REAL, iso3))
    widest = max(states, key=lambda iso3: growth(_NOMINAL, iso3))
    shown = [[ends(indicator, iso3) for iso3 in states] for indicator in (_NOMINAL, _REAL)]
    kept = [row for pairs in shown for pair in pairs for row in pair]
    return Chart(
        name="gdp",
        language=language,
        title=text(
            "chart.gdp.title",
            name=called[widest], then=THEN, now=now,
            nominal=growth(_NOMINAL, widest), real=growth(_REAL, widest),
        ),
        alt=text("chart.gdp.alt", count=len(states), then=THEN, now=now),
        note=text("chart.gdp.note"),
        source_line=source_line(kept, language),
        said=tuple(cited(_words(row, called, language), row, language) for row in kept),
        panels=tuple(_panel(pairs, called, language) for pairs in shown),
        columns=FIGURE_COLUMNS,
        rows=tuple(figure_row(row, language) for row in kept),
        across=True,
    )  # fmt: skip


def _panel(pairs: list[tuple[Row, Row]], called: dict[str, str], language: str) -> Panel:
    text = text_in(language)
    nominal = pairs[0][0]["indicator"] == _NOMINAL
    marks = [
        tuple(
            (Point(_shown(row), place, _words(row, called, language), cite(row, language=language)),)
            for place, row in enumerate(pair[end] for pair in pairs)
        )
        for end in (0, 1)
    ]  # fmt: skip
    strokes = [
        (
            Point(_shown(old), place),
            Point(sqrt(_shown(old) * _shown(new)), place, label=_times(old, new, language)),
            Point(_shown(new), place),
        )
        for place, (old, new) in enumerate(pairs)
    ]
    steps = (10, 100, 1000) if nominal else (1000, 10_000)
    return Panel(
        text(f"chart.gdp.{pairs[0][0]['indicator']}"),
        Axis(
            text(f"chart.gdp.unit.{pairs[0][0]['indicator']}"),
            2 if nominal else 500,
            9000 if nominal else 100_000,
            ticks(steps, "billion" if nominal else "", language),
            log=True,
        ),
        Axis("", len(pairs) - 0.5, -0.6, tuple((y, called[old["iso3"]]) for y, (old, _) in enumerate(pairs))),
        (
            Series(tuple(strokes), GREY, marker="", width=3),
            Series(marks[0], ORANGE, str(THEN), "circle", width=0),
            Series(marks[1], BLUE, str(pairs[0][1]["year"]), "diamond", width=0),
        ),
        44 * len(pairs) + 10,
        rows=True,
    )


def _times(old: Row, new: Row, language: str) -> str:
    """Return how many times as much there is: "× 11.2"."""
    return figure_in(f"× {new['value'] / old['value']:.1f}", language)


def _shown(row: Row) -> float:
    return float(row["value"] / _BILLION if row["indicator"] == _NOMINAL else row["value"])


def _words(row: Row, called: dict[str, str], language: str) -> str:
    key = f"chart.gdp.point.{row['indicator']}"
    return text_in(language)(
        key,
        name=called[row["iso3"]],
        year=row["year"],
        value=Amount(_shown(row), "billion" if row["indicator"] == _NOMINAL else ""),
    )
