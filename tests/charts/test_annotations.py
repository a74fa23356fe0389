"""What charts say around their figures: years, gaps, hollow marks, sources."""

from __future__ import annotations

import pytest

from kit.charts.annotations import gaps, hollow_marks, source_line, year_axis
from kit.charts.catalogue import chart
from kit.facts.tables import rows

LATE = "2026-11-24"


def test_what_is_not_confirmed_is_hollow():
    """Marks of rows that are not confirmed are hollow, all others are full, and the note says what that means."""
    for name in ("trade", "investment"):
        shown = chart(name, LATE)
        marks = {point.x: point.sure for series in shown.chart.panels[0].series for point in series.points}
        table = shown.to_table()
        table = table[~table["iso3"].str.contains(";")]
        assert marks == dict(zip(table["year"], table["certainty"] == "confirmed", strict=True))
        assert "empty mark" in shown.chart.note
    assert "empty mark" not in chart("investment", "2010-12-31").chart.note


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [(2003, 2025, ["2005", "2010", "2015", "2020", "2025"]), (1967, 1990, ["1970", "1975", "1980", "1985", "1990"]),
     (1967, 2023, ["1970", "1980", "1990", "2000", "2010", "2020"]), (2001, 2003, ["2001"])],
)  # fmt: skip
def test_round_years_are_labelled(first: int, last: int, labels: list[str]):
    """Every fifth year is labelled, on a long axis every tenth, on a very short one the first."""
    axis = year_axis(first, last, "en")
    assert [text for _, text in axis.ticks] == labels
    assert axis.low < first < last < axis.high


def test_years_without_a_figure_are_named():
    """Single years and spans between the first and the last year are named; nothing is said where none is missing."""
    assert "2002, 2004–2006" in gaps([{"year": year} for year in (2001, 2003, 2007, 2008)], "en")
    assert gaps([{"year": 2001}, {"year": 2002}], "en") == ""


def test_sources_are_named_once_in_their_order():
    """Each source of the rows is named once, and a row may have several."""
    some = [row for row in rows("partnerships") if row["iso3"] in {"JPN", "CHN"}]
    line = source_line([*some, *some], "en")
    assert line.startswith("Sources: ")
    names = line.removeprefix("Sources: ").split("; ")
    assert len(names) == len(set(names)) >= 1


def test_nothing_is_said_of_marks_that_are_all_full():
    """Where every figure is confirmed, hollow marks are not explained."""
    assert hollow_marks([{"certainty": "confirmed"}], "en") == ""
    assert hollow_marks([{"certainty": "reported"}], "en") != ""
