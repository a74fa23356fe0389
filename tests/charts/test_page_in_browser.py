"""Charts in Chromium: drawn by the plotly.js that plotly carries, without a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kit.charts.catalogue import Name, chart
from kit.charts.panels import DARK, PAPER
from kit.charts.to_plotly import plotly_json
from kit.charts.view import ChartView

NAMES = get_args(Name)
STORY = "2023-07-13"
# What is seen: plotly's figure or one of our pictures. Texts that reach beyond it, and texts that lie upon each other.
OUTSIDE = """() => {
  const frame = document.querySelector(".jp-OutputArea").getBoundingClientRect();
  return [...document.querySelectorAll("#chart text, .kit-chart text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1
      || box.top < frame.top - 1);
  }).map((text) => text.textContent);
}"""
OVERLAPPING = """() => {
  const written = "#chart :is(.annotation-text, .ytick text, .xtick text), .kit-chart text";
  const texts = [...document.querySelectorAll(written)]
    .map((text) => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
  const found = [];
  texts.forEach(([one, a], place) => texts.slice(place + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 4) found.push(`${one} | ${other}`);
  }));
  return found;
}"""


# The colour of every text, and that of every stroke, bar and mark which is not the grid, the paper or hollow.
INKS = """() => {
  const probe = document.createElement("canvas").getContext("2d");
  const hex = (colour) => { probe.fillStyle = colour; return probe.fillStyle; };
  const seen = (node) => node.getBoundingClientRect().width || node.getBoundingClientRect().height;
  const texts = [...document.querySelectorAll("#chart text, .kit-chart text")].filter(seen)
    .map((text) => ["text", 4.5, hex(getComputedStyle(text).fill)]);
  const marks = [...document.querySelectorAll("#chart .points path, #chart .js-line, .kit-chart g[stroke], "
    + ".kit-chart path[stroke]:not([stroke='#d9d9d9']), .kit-chart rect[stroke]")].filter(seen)
    .map((mark) => getComputedStyle(mark).stroke).filter((colour) => colour !== "none")
    .map((colour) => ["mark", 3, hex(colour)]);
  return [...texts, ...marks];
}"""


@pytest.fixture(scope="module")
def sheet(chromium: Browser) -> Iterator[Page]:
    """Give a page with plotly.js on it; a test fails if the page asks for anything or a script of it fails."""
    page = chromium.new_context(viewport={"width": 1000, "height": 900}).new_page()
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_content(
        '<!DOCTYPE html><html lang="en"><title>Chart</title>'
        "<style>body { margin: 8px; font: 14px sans-serif }</style><main></main>"
    )
    page.add_script_tag(content=files("plotly").joinpath("package_data/plotly.min.js").read_text(encoding="utf-8"))
    yield page
    page.context.close()
    assert [what for what in wrong if not what.startswith(("about:", "data:", "blob:"))] == []


def show(sheet: Page, drawn: ChartView, width: int = 1000) -> None:
    """Put a chart on the page as JupyterLab's extension does, the list below it."""
    sheet.set_viewport_size({"width": width, "height": 900})
    sheet.evaluate(
        """([json, below]) => {
          document.querySelector("main").innerHTML = `<h1>Chart</h1><div class="jp-OutputArea">
            <div class="jp-OutputArea-child"><div id="chart"></div></div>
            <div class="jp-OutputArea-child">${below}</div></div>`;
          const figure = JSON.parse(json);
          return Plotly.newPlot("chart", figure.data, figure.layout, figure.config).then(() => undefined);
        }""",
        [json.dumps(plotly_json(drawn.chart)), drawn._second_output()],  # noqa: SLF001
    )


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", NAMES)
def test_charts_fit_wide_and_narrow_frames(sheet: Page, name: str, language: str):
    """One picture is seen, plotly's where there is room for it, whole, and no text lies on another."""
    for width in (1000, 760, 640, 400, 360):
        show(sheet, chart(name, STORY, language=language), width)
        assert sheet.locator("#chart .main-svg").first.is_visible() == (width > 756)
        assert sheet.locator(".kit-chart svg:visible").count() == (width < 756)
        assert (width, sheet.evaluate(OUTSIDE)) == (width, [])
        assert (width, sheet.evaluate(OVERLAPPING)) == (width, [])
        assert sheet.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [640, 360])
def test_a_tap_on_a_narrow_chart_says_its_figures(sheet: Page, width: int):
    """In a narrow frame a tap on a year says all its figures, as wide as the picture, and a tap elsewhere ends it."""
    shown = chart("trade", STORY)
    show(sheet, shown, width)
    point = shown.chart.panels[0].series[0].points[0]
    strip = sheet.locator(".kit-chart i:visible").first
    strip.click()
    says = strip.evaluate("strip => getComputedStyle(strip, '::after').content")
    assert point.words in says
    box = sheet.locator(".kit-chart svg:visible").bounding_box()
    assert box
    assert strip.evaluate("strip => parseFloat(getComputedStyle(strip, '::after').width)") == pytest.approx(
        box["width"]
    )
    sheet.locator("summary").click()
    assert strip.evaluate("strip => getComputedStyle(strip, '::after').content") == "none"


@pytest.mark.parametrize("width", [1000, 400])
@pytest.mark.parametrize("name", NAMES)
def test_dark_and_forced_colours_reach_every_stroke(
    sheet: Page, contrast: Callable[[str, str], float], name: str, width: int
):
    """On a dark page words have 4.5 to 1 and marks 3 to 1; with forced colours nothing has a colour of its own."""
    show(sheet, chart(name, STORY), width)
    sheet.evaluate("document.body.dataset.jpThemeLight = 'false'")
    colours = sheet.evaluate(INKS)
    weak = [(kind, colour) for kind, least, colour in colours if contrast(colour, DARK[PAPER]) < least]
    assert weak == []
    assert {kind for kind, *_ in colours} == {"text", "mark"}
    sheet.emulate_media(forced_colors="active")
    forced = {colour for _, _, colour in sheet.evaluate(INKS)}
    sheet.emulate_media(forced_colors="none")
    sheet.evaluate("delete document.body.dataset.jpThemeLight")
    assert len(forced) == 1


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(sheet: Page, name: str):
    """The chart and the list below it break no rule of axe-core."""
    show(sheet, chart(name, STORY))
    sheet.locator("summary").click()
    found = Axe().run(sheet).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []


def test_the_list_opens_with_the_keyboard(sheet: Page):
    """The list below a chart opens with Enter and then holds a line for each partner."""
    drawn = chart("ladder", STORY)
    show(sheet, drawn)
    assert not sheet.locator("li").first.is_visible()
    sheet.locator("summary").press("Enter")
    assert sheet.locator("li").count() == 11
    assert sheet.locator("li").first.is_visible()


def test_the_pointer_reads_a_mark_and_its_source(sheet: Page):
    """Over a mark the pointer shows what it says and where it is from."""
    show(sheet, chart("shares", STORY))
    box = sheet.locator("#chart .bars .point").nth(1).bounding_box()
    assert box
    sheet.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    said = sheet.locator("#chart .hoverlayer .hovertext").text_content() or ""
    assert "natural rubber: 99.8 percent in 2023" in said
    assert "ASEAN-Japan Centre" in said


def test_what_is_typed_is_shown_as_typed(sheet: Page, nasty: ChartView):
    """Braces, tags, dollars and ampersands in names and labels are seen as they were typed."""
    show(sheet, nasty)
    shown = sheet.locator("#chart .ytick text").first.text_content() or ""
    assert shown.replace("\xa0", " ") == "{{ 7*7 }} %{x} $x^2$ </script><!-- \"'`\\ &lt; <b> & <br>"
    labels = sheet.locator("#chart .annotation-text").all_text_contents()
    assert any("$x^2$ </script><!-- \"'`\\ &lt; <b> & <br>" in label for label in labels)
    assert sheet.locator("#chart text b").count() == 0


def test_there_is_no_badge(sheet: Page):
    """The only tool over the chart saves a picture; no one's badge is there."""
    show(sheet, chart("trade", STORY))
    assert sheet.locator("#chart .modebar-btn").count() == 1
    assert sheet.locator("#chart a[href]").count() == 0
