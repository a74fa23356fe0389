"""The print twin: the same as last time, small, well formed, with its words inside."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import get_args

import pytest
from syrupy.assertion import SnapshotAssertion

from kit.charts.catalogue import Name, chart
from kit.charts.panels import BLUE, Axis, Panel, Point, Series
from kit.charts.to_svg import HALF, PHONE, svg
from kit.charts.view import ChartView

NAMESPACE = "{http://www.w3.org/2000/svg}"
NAMES = get_args(Name)
STORY = "2023-07-13"


def texts(svg: str) -> list[str]:
    """Return the texts of a picture, in order."""
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{NAMESPACE}text")]  # noqa: S314 - our own text


@pytest.mark.parametrize(("name", "language"), [*((name, "en") for name in NAMES), ("ladder", "ja"), ("trade", "ja")])
def test_the_picture_is_the_same_as_last_time(name: str, language: str, golden: SnapshotAssertion):
    """A picture that changed is looked at by somebody before it becomes the golden one."""
    drawn = chart(name, STORY, language=language).to_svg()
    assert drawn == golden(name=f"chart-{name}-{STORY}-{language}.svg")


@pytest.mark.parametrize("name", NAMES)
def test_title_and_description_are_inside(name: str):
    """A screen reader hears one picture with the title, and what it looks like and how to read it."""
    shown = chart(name, STORY)
    root = ET.fromstring(shown.to_svg())  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("lang") == "en"
    assert root.findtext(f"{NAMESPACE}title") == shown.chart.title
    assert root.findtext(f"{NAMESPACE}desc") == f"{shown.chart.alt} {shown.chart.note}"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_written_is_there_as_text(name: str, language: str):
    """Title, units, names, labels, key, note and sources stand in the picture as text, in its language."""
    shown = chart(name, STORY, language=language)
    written = "".join(texts(shown.to_svg())).replace(" ", "")
    for sentence in (shown.chart.title, shown.chart.note, shown.chart.source_line):
        assert sentence.replace(" ", "") in written
    for panel in shown.chart.panels:
        said = [
            panel.title,
            panel.x.title,
            panel.y.title,
            *(text for axis in (panel.x, panel.y) for _, text in axis.ticks),
        ]
        said += [one.name for one in panel.series] + [point.label for one in panel.series for point in one.points]
        assert [text for text in said if text.replace(" ", "") not in written] == []


def test_every_mark_is_drawn():
    """The ladder's picture has a mark for each rank reached, and one in the key for each rank."""
    shown = chart("ladder", STORY)
    marked = sum(bool(point.words) for one in shown.chart.panels[0].series for point in one.points)
    assert shown.to_svg().count("<g transform=") == marked + 3 == 27


def test_what_is_typed_is_shown_as_typed(nasty: ChartView):
    """Whatever stands in names, words and notes, the picture stays well formed and shows it; "$" is no formula."""
    written = texts(nasty.to_svg())
    assert sum("{{ 7*7 }} %{x} $x^2$" in text for text in written) > 30


@pytest.mark.parametrize("name", NAMES)
def test_pictures_fit_on_one_page(name: str):
    """A picture has no id that another could share, leads to none, and no style of it reaches the page."""
    picture = chart(name, STORY).to_svg()
    assert re.findall(r"\bid=|href|url\(|<style", picture) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_small_and_asks_for_nothing(name: str):
    """A picture takes at most 15 kB and names no address but that of its own language."""
    drawn = chart(name, STORY).to_svg()
    assert len(drawn.encode()) <= 15_000
    assert set(re.findall(r"https?://[^\s\"'<]+", drawn)) == {"http://www.w3.org/2000/svg"}
    assert re.findall(r"<(?:image|script|foreignObject)\b", drawn) == []


def test_a_picture_needs_no_other_library():
    """A picture is drawn without matplotlib, plotly or a warning."""
    code = (
        "import sys, warnings; warnings.simplefilter('error'); from kit.charts.catalogue import chart; "
        "chart('ladder', '2023-07-13', language='ja').to_svg(); "
        "sys.exit('matplotlib' in sys.modules or 'plotly' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("low", "high", "log", "value", "part"), [(0, 10, False, 4, 0.4), (10, 1000, True, 100, 0.5)])
def test_a_point_is_where_its_axis_says(low: float, high: float, *, log: bool, value: float, part: float):
    """On a plain axis equal steps are equally long; on one of powers equal factors are."""
    x, y = Axis("", low, high, (), log=log), Axis("", 0, 1, ((0, "0"),))
    series = Series(((Point(value, 0.25, "Here."),),), BLUE)
    shown = replace(chart("trade", STORY).chart, panels=(Panel("", x, y, (series,), 200),), note="", source_line="")
    (at,) = re.findall(r"translate\(([\d.]+) ([\d.]+)\)", svg(shown))
    left = 20 + 7.2
    assert float(at[0]) == pytest.approx(left + part * (800 - left - 14), abs=0.1)
    bottom = float(re.search(r"M[\d.]+ ([\d.]+)H", svg(shown))[1])  # type: ignore[index]
    assert bottom - float(at[1]) == pytest.approx(0.25 * 200, abs=0.1)


@pytest.mark.parametrize("width", [PHONE, HALF])
@pytest.mark.parametrize("name", ["trade", "visitors"])
def test_a_figure_covers_no_mark(name: str, width: int):
    """On narrow screens the last figure of a line is not on the marks before it, where years are close together."""
    root = ET.fromstring(svg(chart(name, "2026-11-28").chart, width))  # noqa: S314
    marks = [
        tuple(float(number) for number in re.findall(r"[\d.]+", mark.get("transform", "")))
        for mark in root.findall(f".//{NAMESPACE}g[@transform]")
    ]
    figures = [text for text in root.iter(f"{NAMESPACE}text") if re.fullmatch(r"[\d.,]+", text.text or "")]
    ends = [text for text in figures if text.get("stroke")]
    assert marks
    assert ends
    for text in ends:
        x, y, wide = float(text.get("x", "")), float(text.get("y", "")), 6.6 * len(text.text or "")
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "start")]
        assert not [mark for mark in marks if left < mark[0] < left + wide and y - 9 < mark[1] < y], text.text
