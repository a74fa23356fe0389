"""A chart that shows itself: its table is that of the data, and it can be kept as a file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from kit.charts.catalogue import Name, chart
from kit.facts.provenance import cite
from kit.facts.tables import load

PEOPLE = ["visitors", "students", "workers", "aid", "trust"]
NAMES = get_args(Name)
STORY = "2023-07-13"
LATE = "2026-11-24"


@pytest.mark.parametrize("name", ["trade", "shares", "investment", "gdp"])
def test_figures_are_those_of_the_data(name: str):
    """Each single figure of a chart stands in the data with the same value, unit and source line."""
    table, data = chart(name, LATE).to_table(), load("indicators")
    single = table[~table["iso3"].str.contains(";")] if "iso3" in table else table.assign(iso3="JPN")
    keys = ["indicator", "iso3", "year"]
    both = single.merge(data, on=keys, suffixes=("", "_data"))
    assert len(both) == len(single) >= 12
    assert (both["value"] == both["value_data"]).all()
    assert (both["unit"] == both["unit_data"]).all()
    assert list(both["source"]) == [cite("/".join(map(str, key))) for key in both[keys].itertuples(index=False)]


@pytest.mark.parametrize("day", [STORY, LATE])
@pytest.mark.parametrize("name", PEOPLE)
def test_figures_on_people_are_those_of_the_data(name: str, day: str):
    """Each figure of a table is in the data with its unit and source, and none is later than the day's year."""
    table, data = chart(name, day).to_table(), load("indicators")
    single = table[~table["iso3"].str.contains(";")]
    keys = ["indicator", "iso3", "year"]
    both = single.merge(data, on=keys, suffixes=("", "_data"))
    assert len(both) == len(single) >= 2
    assert (both["value"] == both["value_data"]).all()
    assert (both["unit"] == both["unit_data"]).all()
    assert list(both["source"]) == [cite("/".join(map(str, key))) for key in both[keys].itertuples(index=False)]
    assert table["year"].max() <= int(day[:4])


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", PEOPLE)
def test_all_that_is_marked_on_people_is_said(name: str, language: str):
    """What the pointer says at any mark is in the list, and nothing is left to fill in."""
    shown = chart(name, LATE, language=language).chart
    said = "\n".join(shown.said)
    points = [point for panel in shown.panels for series in panel.series for point in series.points if point.words]
    assert points
    assert [point.words for point in points if point.words not in said] == []
    assert all(text and "{" not in text for text in (shown.title, shown.alt, shown.note, shown.source_line))


def test_tables_are_typed():
    """Tables have text, whole numbers and numbers as nullable dtypes; a table changed leaves the chart as it was."""
    for name in ("ladder", "trade", "shares", "investment", "gdp", "population"):
        shown = chart(name, LATE)
        table = shown.to_table()
        assert dict(table.dtypes.astype(str)) == dict(shown.chart.columns)
        table["source"] = ""
        assert (shown.to_table()["source"] != "").all()


def test_names_come_in_the_language_of_the_chart():
    """A Japanese chart names partners, goods and states in Japanese."""
    assert "日本" in set(chart("ladder", STORY, language="ja").to_table()["name"])
    assert "天然ゴム" in set(chart("shares", STORY, language="ja").to_table()["good"])
    assert "タイ" in [name for _, name in chart("gdp", STORY, language="ja").chart.panels[0].y.ticks]


@pytest.mark.parametrize("name", NAMES)
def test_each_chart_has_each_form(name: str, tmp_path: Path):
    """Every chart can be a page, a vector and a picture, and the file is what its name says."""
    drawn = chart(name, STORY)
    page = drawn.save(tmp_path / "chart.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert escape(drawn.chart.title) in page
    assert drawn.to_svg() in page
    ET.fromstring(drawn.save(tmp_path / "chart.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own text
    picture = Image.open(drawn.save(tmp_path / "chart.png"))
    assert (picture.format, picture.width) == ("PNG", 1600)


def test_a_page_says_everything_as_a_list():
    """The page has each line of the list, the note and the sources, in the language of the chart."""
    drawn = chart("ladder", STORY, language="ja")
    page = drawn.to_html()
    assert '<html lang="ja">' in page
    assert page.count("<li>") == len(drawn.chart.said)
    assert all(escape(text) in page for text in (drawn.chart.alt, drawn.chart.note, drawn.chart.source_line))
