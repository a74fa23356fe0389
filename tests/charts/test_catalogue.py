"""The notebook's word for a chart: what it knows, what it refuses, what it loads."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import get_args

import pytest

from kit.charts import panels as parts
from kit.charts.catalogue import Name, chart
from kit.errors import KitError

NAMES = get_args(Name)
STORY = "2023-07-13"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_says_what_it_is(name: str, language: str):
    """Each chart has a title, a sentence on its looks, one on how to read it, sources, and a list of all it says."""
    shown = chart(name, STORY, language=language)
    data = shown.chart
    for sentence in (data.title, data.alt, data.note, data.source_line):
        assert len(sentence) > 8
        assert "{" not in sentence
    assert data.source_line.startswith({"en": "Sources: ", "ja": "出典："}[language])
    assert set(repr(shown).split("\n")) == {data.title, data.alt, *data.said, data.note, data.source_line}


@pytest.mark.parametrize("name", ["aid", "investment", "population", "students", "trade", "visitors", "workers"])
def test_a_japanese_chart_counts_in_ten_thousands(name: str):
    """No unit is a step that Japanese does not count in, and an axis counts in the steps of its marks."""
    for panel in chart(name, "2024-12-31", language="ja").chart.panels:
        assert not re.search("10億|100万|千", panel.title)
        marks = [point.label for series in panel.series for point in series.points]
        ticks = [words for _, words in (*panel.x.ticks, *panel.y.ticks)]
        steps = {step for step in "万億兆" if any(step in mark for mark in marks)}
        assert not steps or any(step in tick for step in steps for tick in ticks), panel.title


@pytest.mark.parametrize("name", get_args(Name))
def test_the_table_of_a_japanese_chart_says_its_sources_in_japanese(name: str):
    """Whatever the language of the lesson: the table has the lines that the list below the chart has."""
    shown = chart(name, language="ja")
    assert [line for line in shown.to_table()["source"] if line not in "\n".join(shown.chart.said)] == []


@pytest.mark.parametrize("name", get_args(Name))
def test_decimals_of_an_indonesian_chart_have_a_comma(name: str):
    """No number that is written in a picture has a point before one or two decimals."""
    panels = chart(name, language="id").chart.panels
    written = [point.label for panel in panels for series in panel.series for point in series.points]
    written += [words for panel in panels for _, words in (*panel.x.ticks, *panel.y.ticks)]
    assert [words for words in written if re.search(r"\d\.\d{1,2}(?!\d)", words)] == []


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_marked_is_said(name: str):
    """What the pointer says at any mark stands in the list too."""
    shown = chart(name, STORY)
    said = "\n".join(shown.chart.said)
    marked = [
        point for panel in shown.chart.panels for series in panel.series for point in series.points if point.words
    ]
    assert marked
    for point in marked:
        start, _, rest = point.words.partition(": ")
        assert point.words in said or (start in said and rest in said), point.words


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_lies_inside_its_axes(name: str):
    """No mark and no label stands outside the axes, and a bar begins at zero."""
    for panel in chart(name, STORY).chart.panels:
        for series in panel.series:
            for point in series.points:
                assert min(panel.x.low, panel.x.high) <= point.x <= max(panel.x.low, panel.x.high)
                assert min(panel.y.low, panel.y.high) <= point.y <= max(panel.y.low, panel.y.high)
            if series.bars:
                assert 0 in (panel.x.low, panel.y.low)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hangs_on_colour_alone(name: str):
    """Series that share a panel differ in mark or dash, and so do those of the same colour."""
    for panel in chart(name, "today").chart.panels:
        looks = [(series.marker, series.dash) for series in panel.series]
        assert len(set(looks)) == len(looks)


def test_colours_can_be_told_apart_with_every_colour_vision(least_apart: Callable[[Iterable[str]], float]):
    """Any two colours of charts, and the paper, are at least 10 apart in CIE L*a*b* (2 is just noticeable)."""
    assert least_apart([parts.BLUE, parts.ORANGE, parts.GREEN, parts.GREY, "#ffffff"]) >= 10


@pytest.mark.parametrize("colour", [parts.BLUE, parts.ORANGE, parts.GREEN, parts.GREY])
def test_colours_stand_out_from_paper(colour: str, contrast: Callable[[str, str], float]):
    """Each colour has a contrast of at least 3 to 1 with white, as WCAG 2.2 asks for graphics (1.4.11)."""
    assert contrast(colour, "#ffffff") >= 3


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"name": "map"}, "ladder"),
        ({"name": "trade", "as_of": "13 July"}, "2023-07-13"),
        ({"name": "ladder", "as_of": "1970-01-01"}, "1975"),
        ({"name": "trade", "as_of": "1999-01-01"}, "2003"),
        ({"name": "shares", "as_of": "2022-12-31"}, "2023"),
        ({"name": "gdp", "as_of": "1973-12-31"}, "1974"),
        ({"name": "ladder", "language": "xx"}, "en"),
    ],
)
def test_a_wrong_word_is_an_error_with_advice(wrong: dict[str, str], advice: str):
    """A name, a day or a language that is none, or a day before all figures, is named with what to write instead."""
    with pytest.raises(KitError) as error:
        chart(**wrong)
    assert advice in error.value.do


@pytest.mark.parametrize("name", ["ladder", "trade", "investment", "gdp", "population"])
def test_nothing_later_than_the_day_is_shown(name: str):
    """A chart of the end of 2010 holds no later year or date."""
    table = chart(name, "2010-12-31").to_table()
    dates = table.filter(regex="year$|since$").astype("string").stack().dropna()
    assert len(dates)
    assert dates.max() < "2011"


def test_plotly_and_matplotlib_come_only_when_they_are_needed():
    """A chart as a table, as words or in a cell loads neither library."""
    code = (
        "import sys; from kit.charts.catalogue import chart; from kit.charts.to_plotly import plotly_json; "
        "c = chart('gdp'); c.to_table(); repr(c); plotly_json(c.chart); "
        "sys.exit('plotly' in sys.modules or 'matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
