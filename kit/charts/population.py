"""How many people live in ASEAN and in Japan, year by year."""

from __future__ import annotations

from datetime import date

from kit.charts.chart import Chart
from kit.charts.figures import Row, figures, source_line, years
from kit.charts.parts import BLUE, GREY, ORANGE, Axis, Dash, Panel, Point, Series, steps
from kit.facts.as_of import members
from kit.facts.provenance import cite
from kit.text import date_in, text_in

_MILLION = 1e6
_LOOKS: dict[str, tuple[str, Dash]] = {"all": (BLUE, "solid"), "then": (ORANGE, "dash"), "japan": (GREY, "dot")}


def population(as_of: date, language: str) -> Chart:
    """Return the people of a day's members in every year, of each year's own members, and of Japan.

    Raises
    ------
    KitError
        When there is no figure yet.

    Source: tables ``indicators``, ``population``, and ``members``.
    """
    text = text_in(language)
    joined = {row.iso3: row.joined_day.year for row in members(as_of).itertuples()}
    rows = [row for row in figures(["population"], as_of) if row["iso3"] in {*joined, "JPN"}]
    known = sorted({row["year"] for row in rows})
    of_year = {year: {row["iso3"]: row["value"] for row in rows if row["year"] == year} for year in known}
    lines: dict[str, dict[int, float]] = {
        "all": {year: sum(people[iso3] for iso3 in joined) for year, people in of_year.items()},
        "then": {
            year: sum(people[iso3] for iso3 in joined if joined[iso3] <= year) for year, people in of_year.items()
        },
        "japan": {year: people["JPN"] for year, people in of_year.items()},
    }
    last, day, count = known[-1], date_in(as_of, language), len(joined)
    called = {name: text(f"chart.population.{name}", count=count, date=day) for name in lines}
    source = cite(rows[0])
    said = [
        (name, year, value, text("chart.population.point", name=called[name], year=year, value=value / _MILLION))
        for name, line in lines.items()
        for year, value in line.items()
    ]
    scale = steps(lines["all"][last] / _MILLION)
    panel = Panel(
        text("chart.population.unit"),
        years(known[0], last, language, room=6),
        Axis("", 0, scale[-1], tuple((step, f"{step:,.0f}") for step in scale)),
        tuple(_series(name, said, called[name], source) for name in lines),
        320,
    )
    return Chart(
        "population",
        language,
        text(
            "chart.population.title",
            year=last, count=count, date=day,
            all=lines["all"][last] / _MILLION, japan=lines["japan"][last] / _MILLION,
        ),
        text("chart.population.alt", first=known[0], last=last),
        text("chart.population.note"),
        source_line(rows, language),
        (*(words for *_, words in said), source),
        (panel,),
        (("line", "string"), ("year", "Int64"), ("value", "Float64"), ("unit", "string"), ("source_id", "string"),
         ("source", "string")),
        tuple((called[name], year, value, rows[0]["unit"], rows[0]["source_id"], source) for name, year, value, _ in said),
    )  # fmt: skip


def _series(name: str, said: list[tuple[str, int, float, str]], called: str, source: str) -> Series:
    """Return one line with its last figure written beside it."""
    own = [(year, value / _MILLION, words) for line, year, value, words in said if line == name]
    last = own[-1][0]
    written = "" if name == "then" else f"{own[-1][1]:,.0f}"
    points = [Point(year, value, words, source, written if year == last else "", "right") for year, value, words in own]
    color, dash = _LOOKS[name]
    return Series((tuple(points),), color, called, "", dash, 3)
