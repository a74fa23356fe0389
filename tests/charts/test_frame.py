"""The colours of charts on a dark page, and the pictures for narrow frames."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from itertools import combinations

import pytest

from kit.charts.catalogue import chart
from kit.charts.frame import pictures, projector_pictures, style
from kit.charts.panels import BLUE, DARK, GREEN, GREY, INK, ORANGE, PAPER
from kit.charts.to_svg import HALF, PHONE, WIDTHS, svg

STORY = "2023-07-13"


@pytest.mark.parametrize(("colour", "least"), [(BLUE, 3), (ORANGE, 3), (GREEN, 3), (GREY, 3), (INK, 4.5)])
def test_colours_stand_out_from_a_dark_page(contrast: Callable[[str, str], float], colour: str, least: float):
    """On a dark page marks have a contrast of at least 3 to 1, words of 4.5 to 1."""
    assert contrast(DARK[colour], DARK[PAPER]) >= least


def test_colours_on_a_dark_page_can_be_told_apart(least_apart: Callable[[Iterable[str]], float]):
    """Any two colours of the dark page, and the page, are at least 10 apart with every colour vision."""
    assert least_apart([DARK[colour] for colour in (BLUE, ORANGE, GREEN, GREY, PAPER)]) >= 10


@pytest.mark.parametrize("name", ["ladder", "trade", "gdp", "population", "visitors", "students", "trust"])
def test_every_colour_of_a_chart_has_one_for_a_dark_page(name: str):
    """No chart uses a colour that would stay as it is on a dark page."""
    drawn = "".join(svg(chart(name, STORY).chart, width) for width in WIDTHS)
    assert set(re.findall(r'(?:fill|stroke)="(#[^"]+)"', drawn)) <= set(DARK)


def test_narrow_pictures_say_all_but_the_note():
    """A picture for a narrow frame has title and sources, and leaves the note to what is below it."""
    shown = chart("trade", STORY).chart
    words = re.sub(r"<[^>]+>", " ", pictures(shown, (PHONE, HALF)))
    assert shown.note.split(". ")[0] not in words
    for text in (shown.title, shown.source_line):
        assert " ".join(text.split()) in " ".join(words.split())


@pytest.mark.parametrize("name", ["ladder", "trade", "gdp", "population", "visitors", "students", "trust", "shares"])
def test_every_figure_is_said_by_a_strip(name: str):
    """Each point of a chart is said by one strip inside the picture, and strips of a panel do not lie on each other."""
    shown = chart(name, STORY).chart
    strips = re.findall(r'<i tabindex="-1" style="--x:(.+?);top:(.+?)%;width:(.+?)%;height:(.+?)%" data-says="(.*?)">',
                        pictures(shown, (PHONE,)), re.DOTALL)  # fmt: skip
    points = [point for panel in shown.panels for series in panel.series for point in series.points if point.words]
    said = [line for *_, words in strips for line in unescape(words).split("\n")]
    assert sorted(said) == sorted(point.words for point in points)
    boxes = [tuple(map(float, box)) for *box, _ in strips]
    assert all(x >= 0 and y >= 0 and x + wide <= 100.1 and y + tall <= 100 for x, y, wide, tall in boxes)
    for one, other in combinations(boxes, 2):
        across, down = (
            min(one[at] + one[at + 2], other[at] + other[at + 2]) - max(one[at], other[at]) for at in (0, 1)
        )
        assert min(across, down) <= 0.2


def test_the_style_is_small_and_asks_for_nothing():
    """The style of a chart takes at most 5 kB and names no address."""
    assert len(style().encode()) <= 5_000
    assert "url(" not in style()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", ["ladder", "trade", "gdp", "population", "visitors", "students", "trust", "shares"])
def test_a_panel_is_a_screen_of_the_projector(name: str, language: str):
    """On the projector each panel is a picture as high as a screen or, with many rows or names, a little higher."""
    shown = chart(name, STORY, language=language).chart
    drawn = projector_pictures(shown)
    heights = [int(height) for height in re.findall(r'viewBox="0 0 560 (\d+)"', drawn)]
    assert len(heights) == len(shown.panels)
    assert max(heights) <= (750 if name in {"ladder", "gdp"} else 370)  # these have labels between their rows
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn)) >= 11.5
    words = " ".join(re.sub(r"<[^>]+>", " ", unescape(drawn)).split())
    assert [panel.title for panel in shown.panels if panel.title not in words] == []
