"""From tables to what charts have in common: rows up to a day, and where they are from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from kit.charts.panels import Axis
from kit.errors import KitError
from kit.facts.provenance import cite, find
from kit.facts.tables import load
from kit.text import date_in, text_in

Row = Mapping[str, Any]
FIGURE_COLUMNS = (
    ("indicator", "string"),
    ("iso3", "string"),
    ("year", "Int64"),
    ("value", "Float64"),
    ("unit", "string"),
    ("certainty", "string"),
    ("source_id", "string"),
    ("source", "string"),
)


def figures(indicators: Iterable[str], as_of: date) -> list[Row]:
    """Return the rows of some figures up to the year of a day, by figure, state and year.

    Raises
    ------
    KitError
        When there is none.

    Source: table ``indicators``.
    """
    wanted, table = list(indicators), load("indicators")
    kept = table[table["indicator"].isin(wanted)]
    rows = _rows(kept[kept["year"] <= as_of.year].sort_values(["indicator", "iso3", "year"]))
    if not rows:
        do = f"Choose a day in {kept['year'].min()} or later." if len(kept) else "Look at kit.load('indicators')."
        raise KitError(f"There is no figure yet on {date_in(as_of)}.", where=", ".join(wanted[:3]), do=do)
    return rows


def figure_row(row: Row) -> tuple[Any, ...]:
    """Return one figure as a row of a chart's table."""
    return (*(row[name] for name, _ in FIGURE_COLUMNS[:-1]), cite(row))


def years(first: int, last: int, language: str, room: float = 0) -> Axis:
    """Return the axis from one year to another, a round year written every five or ten, with some room at its end."""
    step = 10 if last - first > 25 else 5  # noqa: PLR2004 - so that the years fit a narrow screen
    shown = [year for year in range(first, last + 1) if year % step == 0] or [first]
    return Axis(text_in(language)("chart.year"), first - 0.7, last + max(room, 0.7), tuple((y, str(y)) for y in shown))


def gaps(rows: Iterable[Row], language: str) -> str:
    """Return a sentence on the years between the first and the last for which there is no figure; empty for none."""
    known = sorted({row["year"] for row in rows})
    missing = []
    for before, after in pairwise(known):
        if after - before > 1:
            missing.append(str(before + 1) if after - before == 2 else f"{before + 1}–{after - 1}")  # noqa: PLR2004
    return text_in(language)("chart.gaps", years=", ".join(missing)) if missing else ""


def hollow(rows: Iterable[Row], language: str) -> str:
    """Return what a hollow mark means, where a figure is not confirmed; else empty."""
    return "" if all(row["certainty"] == "confirmed" for row in rows) else text_in(language)("chart.hollow")


def names(language: str) -> dict[str, str]:
    """Return the names of the members and of Japan, by ISO code.

    Source: tables ``members`` and ``partnerships``.
    """
    shown = "name_ja" if language == "ja" else "name_en"
    rows = [*_rows(load("members")), *_rows(load("partnerships").dropna(subset=["iso3"]))]
    return {str(row["iso3"]): str(row[shown]) for row in rows}


def source_line(rows: Iterable[Row], language: str) -> str:
    """Return who all the rows are from, in their order.

    Source: columns ``source_id`` of the rows and ``attribution`` of table ``sources``.
    """
    ids = dict.fromkeys(source_id for row in rows for source_id in str(row["source_id"]).split(";"))
    who = dict.fromkeys(str(find(source_id)["attribution"]) for source_id in ids)
    return text_in(language)("chart.sources", sources="; ".join(who))


def _rows(table: Any) -> list[Row]:  # noqa: ANN401 - a DataFrame
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
