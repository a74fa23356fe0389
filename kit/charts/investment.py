"""What companies from Japan invested in ASEAN, year by year."""

from __future__ import annotations

from datetime import date

from kit.charts.annotations import cited, gaps, hollow_marks, source_line, ticks, year_axis
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, Axis, Panel, Point, Series, steps
from kit.facts.figures import FIGURE_COLUMNS, amount, figure_row, figures
from kit.facts.provenance import cite
from kit.text import settings, text_in


def investment_chart(as_of: date, language: str) -> Chart:
    """Return Japan's direct investment in ASEAN; a year without a figure has no bar.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: table ``indicators``, ``fdi_japan_to_asean_bn_usd``.
    """
    text = text_in(language)
    rows = figures(["fdi_japan_to_asean_bn_usd"], as_of)
    words = [text("chart.investment.point", year=row["year"], value=amount(row)) for row in rows]
    points = [
        Point(
            row["year"],
            row["value"],
            said,
            cite(row, language=language),
            text("amount.tenths", value=amount(row)),
            "above",
            row["certainty"] == "confirmed",
        )
        for row, said in zip(rows, words, strict=True)
    ]
    first, last, top = rows[0], rows[-1], max(rows, key=lambda row: row["value"])
    scale = steps(top["value"])
    panel = Panel(
        text("chart.bn_usd"),
        year_axis(first["year"], last["year"], language, room=0.7),
        Axis("", 0, max(scale[-1], top["value"] * 1.12), ticks(scale, top["unit"], language, "amount.short")),
        (Series(tuple((point,) for point in points), BLUE, bars=True),),
        300,
    )
    notes = (text("chart.investment.note"), gaps(rows, language), hollow_marks(rows, language))
    title = text(
        "chart.investment.title",
        first=amount(first), first_year=first["year"], top=amount(top), top_year=top["year"],
        last=amount(last), last_year=last["year"],
    )  # fmt: skip
    return Chart(
        name="investment",
        language=language,
        title=title,
        alt=text("chart.investment.alt", first=first["year"], last=last["year"]),
        note=settings(language).joiner.join(filter(None, notes)),
        source_line=source_line(rows, language),
        said=tuple(cited(said, row, language) for row, said in zip(rows, words, strict=True)),
        panels=(panel,),
        columns=FIGURE_COLUMNS,
        rows=tuple(figure_row(row, language) for row in rows),
    )
