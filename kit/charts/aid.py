"""Japan's aid to ASEAN, and the money that it promised for exchange: the little that was found."""

from __future__ import annotations

from datetime import date

from kit.charts.annotations import cited, source_line, ticks
from kit.charts.chart import Chart
from kit.charts.panels import Panel, Point, bar_rows
from kit.facts.figures import FIGURE_COLUMNS, amount, figure_row, figures
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.text import text_in

_SHARE, _MONEY = "asean_share_of_japan_aid_percent", "aid_from_japan_bn_usd"
_PROMISED = ("exchange_support_bn_jpy", "research_support_bn_jpy")
_ANNOUNCED = date(2023, 12, 17)  # the summit at which both were announced


def aid_chart(as_of: date, language: str) -> Chart:
    """Return ASEAN's share of Japan's aid in the one year that was found, and what was announced in 2023.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: table ``indicators``.
    """
    text = text_in(language)
    wanted = (_SHARE, _MONEY, *(_PROMISED if as_of >= _ANNOUNCED else ()))
    known = {row["indicator"]: row for row in figures(wanted, as_of)}
    rows = [known[name] for name in wanted]
    share, money = rows[:2]
    panels = [_panel([share], text("chart.aid.share", year=share["year"]), (0, 25, 50, 75, 100), language)]
    if rows[2:]:
        panels.append(_panel(rows[2:], text("chart.aid.promised", year=_ANNOUNCED.year), (0, 10, 20, 30, 40), language))
    return Chart(
        name="aid",
        language=language,
        title=text("chart.aid.title", year=share["year"], share=share["value"], value=amount(money)),
        alt=text("chart.aid.alt", count=len(rows) - 1),
        note=text("chart.aid.note"),
        source_line=source_line(rows, language),
        said=tuple(cited(_words(row, language), row, language) for row in rows),
        panels=tuple(panels),
        columns=FIGURE_COLUMNS,
        rows=tuple(figure_row(row, language) for row in rows),
    )


def _panel(rows: list[Row], title: str, scale: tuple[int, ...], language: str) -> Panel:
    points = [
        Point(
            row["value"],
            0,
            _words(row, language),
            cite(row, language=language),
            text_in(language)("amount.short", value=amount(row)),
            "right",
        )
        for row in rows
    ]
    return bar_rows(
        title,
        [text_in(language)(f"chart.aid.{row['indicator']}") for row in rows],
        points,
        ticks(scale, rows[0]["unit"], language),
    )


def _words(row: Row, language: str) -> str:
    return text_in(language)(f"chart.aid.point.{row['indicator']}", year=row["year"], value=amount(row))
