"""How many students from ASEAN are in Japan, then and now."""

from __future__ import annotations

from datetime import date

from kit.amounts import Amount
from kit.charts.annotations import cited, source_line, ticks
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, GREY, ORANGE, Axis, Panel, Point, Series, Side, steps
from kit.facts.figures import FIGURE_COLUMNS, figure_row, figures
from kit.facts.membership import names
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.text import LearnerError, text_in

_THOUSAND, _UNIT = 1e3, "thousand persons"


def students_chart(as_of: date, language: str) -> Chart:
    """Return the students of each member with two figures: in the first year, and in the last one up to a day.

    Raises
    ------
    KitError
        When no member has two figures yet.

    Source: table ``indicators``, ``students_in_japan``.
    """
    text, called = text_in(language), names(language)
    by_state: dict[str, list[Row]] = {}
    for row in figures(["students_in_japan"], as_of):
        by_state.setdefault(row["iso3"], []).append(row)
    world = by_state.pop("WLD")
    pairs = [(own[0], own[-1]) for own in by_state.values() if own[-1]["year"] > own[0]["year"]]
    if not pairs:
        raise LearnerError("ask.compare", where="as_of", do="ask.later", year=2023)
    pairs.sort(key=lambda pair: -pair[1]["value"])
    alone = [own[0] for own in by_state.values() if own[-1]["year"] == own[0]["year"]]
    ends = [row for pair in pairs for row in pair]
    rows = [*ends, *alone, world[0], world[-1]]
    words = {row["iso3"] + str(row["year"]): _words(row, called, language) for row in rows}
    named = [*(called[old["iso3"]] for old, _ in pairs), *(called[row["iso3"]] for row in alone)]
    most = pairs[0][1]
    return Chart(
        name="students",
        language=language,
        title=text(
            "chart.students.title",
            year=most["year"], name=called[most["iso3"]],
            share=100 * most["value"] / next(row["value"] for row in world if row["year"] == most["year"]),
        ),
        alt=text("chart.students.alt", count=len(named)),
        note=text("chart.students.note"),
        source_line=source_line(rows, language),
        said=tuple(cited(_words(row, called, language), row, language) for row in rows),
        panels=(_panel(pairs, alone, words, named, language),),
        columns=FIGURE_COLUMNS,
        rows=tuple(figure_row(row, language) for row in rows),
    )  # fmt: skip


def _panel(
    pairs: list[tuple[Row, Row]], alone: list[Row], words: dict[str, str], named: list[str], language: str
) -> Panel:
    """Return a row for each member: its first figure, its last one, and the stroke between them."""
    text = text_in(language)
    scale = steps(max(row["value"] for pair in pairs for row in pair) / _THOUSAND)

    def points(chosen: list[Row], end: int) -> tuple[tuple[Point, ...], ...]:
        found = []
        for place, row in enumerate(chosen):
            other = pairs[place][1 - end] if place < len(pairs) else row
            side: Side = "right" if row["value"] >= other["value"] else "left"
            label = text("chart.students.figure", value=Amount(row["value"] / _THOUSAND, _UNIT), year=row["year"])
            said = words[row["iso3"] + str(row["year"])]
            found.append((Point(row["value"] / _THOUSAND, place, said, cite(row, language=language), label, side),))
        return tuple(found)

    strokes = tuple(
        (Point(old["value"] / _THOUSAND, place), Point(new["value"] / _THOUSAND, place))
        for place, (old, new) in enumerate(pairs)
    )
    return Panel(
        text("chart.students.unit"),
        Axis("", -scale[-1] * 0.3, scale[-1] * 1.3, ticks(scale, _UNIT, language, "amount.short")),
        Axis("", len(named) - 0.5, -0.6, tuple((float(place), name) for place, name in enumerate(named))),
        (
            Series(strokes, GREY, marker="", width=3),
            Series(points([*(old for old, _ in pairs), *alone], 0), ORANGE, text("chart.students.first"), width=0),
            Series(points([new for _, new in pairs], 1), BLUE, text("chart.students.last"), "diamond", width=0),
        ),
        44 * len(named) + 10,
        rows=True,
    )


def _words(row: Row, called: dict[str, str], language: str) -> str:
    text = text_in(language)
    name = called.get(row["iso3"], text("chart.people.world"))
    return text("chart.students.point", name=name, year=row["year"], value=row["value"])
