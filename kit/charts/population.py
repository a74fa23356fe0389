"""How many people live in ASEAN and in Japan, year by year."""

from __future__ import annotations

from datetime import date

from kit.amounts import Amount
from kit.charts.annotations import source_line, ticks, year_axis
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, GREY, ORANGE, Axis, Dash, Panel, Point, Series, Side, steps
from kit.facts.figures import figures
from kit.facts.membership import members
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.text import date_in, text_in

_MILLION, _UNIT = 1e6, "million persons"
_NAMED = 1985  # where the lines are apart
# Colour and dash of a line; where its name is written: millions above it, and on which side.
_LOOKS: dict[str, tuple[str, Dash, int, Side]] = {
    "all": (BLUE, "solid", 40, "left"),
    "then": (ORANGE, "dash", -40, "right"),
    "japan": (GREY, "dot", 30, "right"),
}


def population_chart(as_of: date, language: str) -> Chart:
    """Return the people of a day's members in every year, of each year's own members, and of Japan.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: tables ``indicators``, ``population``, and ``members``.
    """
    text = text_in(language)
    joined = {str(row["iso3"]): row["joined_day"].year for row in members(as_of).to_dict("records")}
    rows = [row for row in figures(["population"], as_of) if row["iso3"] in {*joined, "JPN"}]
    known = sorted({row["year"] for row in rows})
    lines = _lines(rows, joined)
    last, day, count = known[-1], date_in(as_of, language), len(joined)
    called = {name: text(f"chart.population.{name}", count=count, date=day) for name in lines}
    source = cite(rows[0], language=language)
    said = [
        (
            name,
            year,
            value,
            text("chart.population.point", name=called[name], year=year, value=Amount(value / _MILLION, _UNIT)),
        )
        for name, line in lines.items()
        for year, value in line.items()
    ]
    scale = steps(max(line[last] for line in lines.values()) / _MILLION)  # before August 1967 there is no member
    panel = Panel(
        text("chart.population.unit"),
        year_axis(known[0], last, language, room=6),
        Axis("", 0, scale[-1], ticks(scale, _UNIT, language)),
        tuple(
            _series(name, said, called[name], text(f"chart.population.short.{name}", count=count), source, language)
            for name in lines
        ),
        320,
    )
    return Chart(
        name="population",
        language=language,
        title=text(
            "chart.population.title",
            year=last, count=count, date=day,
            all=Amount(lines["all"][last] / _MILLION, _UNIT), japan=Amount(lines["japan"][last] / _MILLION, _UNIT),
        ),
        alt=text("chart.population.alt", first=known[0], last=last),
        note=text("chart.population.note"),
        source_line=source_line(rows, language),
        said=(*(words for *_, words in said), source),
        panels=(panel,),
        columns=(("line", "string"), ("year", "Int64"), ("value", "Float64"), ("unit", "string"),
                 ("source_id", "string"), ("source", "string")),
        rows=tuple(
            (called[name], year, value, rows[0]["unit"], rows[0]["source_id"], source)
            for name, year, value, _ in said
        ),
    )  # fmt: skip


def _lines(rows: list[Row], joined: dict[str, int]) -> dict[str, dict[int, float]]:
    """Return the people of each year: of all members, of those that had joined by then, and of Japan."""
    of_year: dict[int, dict[str, float]] = {}
    for row in rows:
        of_year.setdefault(row["year"], {})[row["iso3"]] = row["value"]
    lines: dict[str, dict[int, float]] = {"all": {}, "then": {}, "japan": {}}
    for year, people in sorted(of_year.items()):
        lines["all"][year] = sum(people[iso3] for iso3 in joined)
        lines["then"][year] = sum(people[iso3] for iso3 in joined if joined[iso3] <= year)
        lines["japan"][year] = people["JPN"]
    return lines


def _series(  # noqa: PLR0913, PLR0917 - what one line of a chart needs
    name: str, said: list[tuple[str, int, float, str]], called: str, short: str, source: str, language: str
) -> Series:
    """Return one line, its name next to it, and its last figure."""
    color, dash, above, side = _LOOKS[name]
    own = [(year, value / _MILLION, words) for line, year, value, words in said if line == name]
    last = own[-1][0]
    points = []
    for year, value, words in own:
        label = text_in(language)("amount.whole", value=Amount(value, _UNIT)) if year == last and name != "then" else ""
        points.append(Point(year, value, words, source, label, "right"))
    named = next((Point(year, value + above, label=short, side=side) for year, value, _ in own if year == _NAMED), None)
    return Series((tuple(points), *([(named,)] if named else [])), color, called, "", dash, 3)
