"""How much of what Japan buys abroad comes from ASEAN, good by good."""

from __future__ import annotations

from datetime import date

from kit.charts.annotations import source_line
from kit.charts.chart import Chart
from kit.charts.panels import Point, bar_rows
from kit.facts.figures import figures
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.text import figure_in, text_in

_BEFORE, _AFTER = "asean_share_of_japan_imports_", "_percent"


def shares_chart(as_of: date, language: str) -> Chart:
    """Return the share of ASEAN in Japan's imports of single goods, the largest first.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: table ``indicators``, ``asean_share_of_japan_imports_<good>_percent``.
    """
    text = text_in(language)
    known = load("indicators")["indicator"]
    rows = figures(known[known.str.startswith(_BEFORE)].unique(), as_of)
    rows = sorted(rows, key=lambda row: row["value"], reverse=True)
    goods = [text(f"chart.good.{row['indicator'].removeprefix(_BEFORE).removesuffix(_AFTER)}") for row in rows]
    words = [
        text("chart.shares.point", good=good, value=row["value"], year=row["year"])
        for good, row in zip(goods, rows, strict=True)
    ]
    points = [
        Point(
            row["value"],
            0,
            said,
            cite(row, language=language),
            figure_in(f"{row['value']:.1f}", language),
            "right",
            row["certainty"] == "confirmed",
        )
        for said, row in zip(words, rows, strict=True)
    ]
    panel = bar_rows(
        text("chart.shares.unit"), goods, points, tuple((float(step), f"{step}") for step in range(0, 101, 25))
    )
    year, half = max(row["year"] for row in rows), sum(row["value"] > 50 for row in rows)  # noqa: PLR2004 - half
    return Chart(
        name="shares",
        language=language,
        title=text("chart.shares.title", year=year, count=half, total=len(rows)),
        alt=text("chart.shares.alt", count=len(rows), first=goods[0], last=goods[-1]),
        note=text("chart.shares.note", low=figure_in(f"{rows[-1]['value']:.1f}", language)),
        source_line=source_line(rows, language),
        said=(*words, cite(rows[0], language=language)),
        panels=(panel,),
        columns=(("good", "string"), ("indicator", "string"), ("year", "Int64"), ("value", "Float64"),
                 ("unit", "string"), ("source_id", "string"), ("source", "string")),
        rows=tuple(
            (
                good,
                *(row[name] for name in ("indicator", "year", "value", "unit", "source_id")),
                cite(row, language=language),
            )
            for good, row in zip(goods, rows, strict=True)
        ),
    )  # fmt: skip
