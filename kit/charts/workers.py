"""How many people from ASEAN work in Japan."""

from __future__ import annotations

from datetime import date

from kit.amounts import Amount
from kit.charts.annotations import cited, source_line, ticks
from kit.charts.chart import Chart
from kit.charts.panels import Point, bar_rows, steps
from kit.facts.figures import FIGURE_COLUMNS, figure_row, figures
from kit.facts.membership import members, names
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.text import list_in, sentences, text_in

_THOUSAND, _UNIT = 1e3, "thousand persons"


def workers_chart(as_of: date, language: str) -> Chart:
    """Return the workers of each member in the last year with figures, the most first.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: table ``indicators``, ``workers_in_japan``.
    """
    text, called = text_in(language), names(language)
    known = figures(["workers_in_japan"], as_of)
    year = max(row["year"] for row in known)
    world = next(row for row in known if row["iso3"] == "WLD" and row["year"] == year)
    shown = sorted((row for row in known if row["year"] == year and row is not world), key=lambda row: -row["value"])
    have = {row["iso3"] for row in shown}
    without = [called[iso3] for iso3 in members(as_of)["iso3"] if iso3 not in have]
    rows = [*shown, world]
    words = [_words(row, called, language) for row in rows]
    points = [
        Point(
            row["value"] / _THOUSAND,
            0,
            said,
            cite(row, language=language),
            text("amount.whole", value=Amount(row["value"] / _THOUSAND, _UNIT)),
            "right",
        )
        for row, said in zip(shown, words, strict=False)
    ]
    most, scale = shown[0], ticks(steps(shown[0]["value"] / _THOUSAND), _UNIT, language)
    total = sum(row["value"] for row in shown)
    return Chart(
        name="workers",
        language=language,
        title=text("chart.workers.title", year=year, count=len(shown), share=100 * total / world["value"]),
        alt=text("chart.workers.alt", count=len(shown), most=called[most["iso3"]]),
        note=sentences(
            (text("chart.workers.note"), text("chart.workers.none", names=list_in(without, language))), language
        ),
        source_line=source_line(rows, language),
        said=tuple(cited(said, row, language) for row, said in zip(rows, words, strict=True)),
        panels=(
            bar_rows(text("chart.workers.unit", year=year), [called[row["iso3"]] for row in shown], points, scale),
        ),
        columns=FIGURE_COLUMNS,
        rows=tuple(figure_row(row, language) for row in rows),
    )


def _words(row: Row, called: dict[str, str], language: str) -> str:
    text = text_in(language)
    name = called.get(row["iso3"], text("chart.people.world"))
    return text("chart.workers.point", name=name, year=row["year"], value=row["value"])
