"""The print twin: the same as last time, small, well formed, with its words inside."""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ET

import pytest
from syrupy.assertion import SnapshotAssertion

from kit.charts.catalogue import chart
from kit.charts.view import ChartView

NAMESPACE = "{http://www.w3.org/2000/svg}"
NAMES = ["ladder", "trade", "shares", "investment", "gdp", "population"]
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
    assert shown.to_svg().count("<use ") == marked + 3 == 27


def test_what_is_typed_is_shown_as_typed(nasty: ChartView):
    """Whatever stands in names, words and notes, the picture stays well formed and shows it; "$" is no formula."""
    written = texts(nasty.to_svg())
    assert sum("{{ 7*7 }} %{x} $x^2$" in text for text in written) > 30


def test_pictures_can_stand_on_one_page():
    """No two charts share an id, each reference leads to an id of its own, and no style reaches the page."""
    pictures = [chart(name, STORY).to_svg() for name in NAMES]
    ids = [found for picture in pictures for found in re.findall(r'\bid="([^"]+)"', picture)]
    assert len(ids) == len(set(ids))
    for picture in pictures:
        led = re.findall(r'(?:href="#|url\(#)([^")]+)', picture)
        assert led
        assert set(led) <= set(re.findall(r'\bid="([^"]+)"', picture))
        assert "<style" not in picture


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_small_and_asks_for_nothing(name: str):
    """A picture takes at most 40 kB and names no address but those of its own language."""
    drawn = chart(name, STORY).to_svg()
    assert len(drawn.encode()) <= 40_000
    assert set(re.findall(r"https?://[^\s\"'<]+", drawn)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert re.findall(r"<(?:image|script|foreignObject)\b", drawn) == []


def test_drawing_changes_no_settings_and_warns_of_nothing():
    """After a Japanese picture matplotlib is set as before, and a learner has seen no warning."""
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart("ladder", STORY, language="ja").to_svg()
    assert dict(mpl.rcParams) == before
