"""The timeline under a finger, on narrow screens, and in dark and forced colours."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kit.widgets.timeline.widget import Timeline, timeline

FUKUDA = "event-1977-fukuda-doctrine"
SIZES = [(1024, 768), (768, 1024), (360, 740), (512, 384)]  # the last one is a tablet at 200 %
MIDDLES = """() => [...document.querySelectorAll("g.kit-mark path")].map(mark => mark.getBoundingClientRect())
  .filter(box => box.width).map(box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2])"""
SMALL = """() => [...document.querySelectorAll(".kit-timeline :is(button, label)")]
  .map(node => [node.textContent, node.getBoundingClientRect().height]).filter(([, high]) => high && high < 44)"""
CLIPPED = """() => [...document.querySelectorAll("figure > svg text")].filter(text => {
  const [box, frame] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
  return box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom || box.top < frame.top;
}).map(text => text.textContent)"""
COVERED = """() => {
  const texts = [...document.querySelectorAll("figure > svg > text")].map(text => text.getBoundingClientRect());
  const marks = [...document.querySelectorAll("g.kit-mark path")].map(mark => mark.getBoundingClientRect());
  return marks.filter(a => a.width && texts.some(b => a.left < b.right && b.left < a.right && a.top < b.bottom - 1
    && b.top < a.bottom)).length;
}"""
# Of what is read, the contrast with what is behind it; of what only shows a state, that with the page.
COLOURS = """() => {
  const root = document.querySelector(".kit-timeline");
  const solid = node => {
    const shade = node ? getComputedStyle(node).backgroundColor : "rgb(255, 255, 255)";
    return shade === "rgba(0, 0, 0, 0)" ? solid(node.parentElement) : shade;
  };
  const read = [".kit-title", ".kit-when", ".kit-tag", ".kit-source", ".kit-keys", "legend", "figcaption",
    ".kit-shown-years", ".kit-nearer", ".kit-farther", ".kit-open-text p", "[aria-expanded=true] + .kit-more p"
  ].map(name => root.querySelector(name));
  const page = solid(document.body);
  const style = (name, what) => getComputedStyle(root.querySelector(name))[what];
  return [
    ...read.map(node => [node.className, 4.5, getComputedStyle(node).color, solid(node)]),
    ["years", 4.5, style("figure svg text", "fill"), page],
    ["mark", 3, style(".kit-mark:not(.kit-open) path", "stroke"), page],
    ["open mark", 3, style(".kit-open path", "fill"), page],
    ["line", 3, style(".kit-now", "stroke"), page],
    ["frame", 3, style(".kit-events", "borderTopColor"), page],
  ];
}"""


@pytest.fixture
def finger(chromium: Browser) -> Iterator[Callable[[int, int], Page]]:
    """Return a function that opens an empty page on a screen for fingers, of a width and a height."""
    contexts: list[BrowserContext] = []

    def opened(width: int, height: int) -> Page:
        size = {"width": width, "height": height}
        contexts.append(chromium.new_context(viewport=size, has_touch=True, is_mobile=True))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_mark_opens_with_one_or_two_taps(
    finger: Callable[[int, int], Page], put: Callable[[Page, Timeline], Page], width: int, height: int
):
    """A tap on any mark opens its event or lists the events near it, of 44 px each, and one of these opens it."""
    shown = timeline()
    page = put(finger(width, height), shown)
    page.locator("figure > svg").scroll_into_view_if_needed()
    opened = set()
    events = [(at, event) for at, event in enumerate(shown.spec["events"]) if "early" not in event]
    for at, event in events[::4]:
        mark = page.locator("g.kit-mark").nth(at)
        box = mark.locator("path").bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        away = [hypot(a - x, b - y) for a, b in page.evaluate(MIDDLES)]
        near, about = sum(far < 23 for far in away), sum(far < 25 for far in away)  # a tap is exact to a pixel
        page.evaluate("window.scrollTo(0, 0)")
        mark.locator(".kit-hit").scroll_into_view_if_needed()
        box = mark.locator("path").bounding_box()
        assert box
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        choices = page.locator(".kit-near button")
        if choices.count() or near > 1:
            page.locator(f"[data-near={event['id']}]").wait_for()
            assert near <= choices.count() <= about
            assert min(choice.bounding_box()["height"] for choice in choices.all()) >= 44  # type: ignore[index]
            page.locator(f"[data-near={event['id']}]").tap()
        page.wait_for_function("id => model.get('chosen') === id", arg=event["id"])
        opened.add(event["id"])
    assert shown.chosen in opened
    assert len(opened) > 12


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_text_of_a_tapped_event_is_in_view(
    finger: Callable[[int, int], Page], put: Callable[[Page, Timeline], Page], width: int, height: int
):
    """What happened at the chosen event is below the picture and within the screen, without a scroll of the pupil's."""
    page = put(finger(width, height), timeline())
    hit = page.locator("g.kit-mark", has_text="28th ASEAN-Japan Summit").locator("path")
    hit.scroll_into_view_if_needed()
    box = hit.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    choice = page.locator(".kit-near button", has_text="28th ASEAN-Japan Summit")
    if choice.count():
        choice.tap()
    words = page.locator(".kit-open-text p").first
    words.wait_for()
    place = words.bounding_box()
    assert place
    assert 0 <= place["y"] < height - 20
    picture = page.locator("figure > svg").bounding_box()
    assert picture
    assert place["y"] >= picture["y"] + picture["height"]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_small_clipped_or_covered(
    finger: Callable[[int, int], Page], put: Callable[[Page, Timeline], Page], width: int, height: int, language: str
):
    """What a finger presses is 44 px high, every year and kind is whole, and no mark covers the name of a kind."""
    shown = timeline(language=language, with_map=True)
    shown.chosen = FUKUDA
    page = put(finger(width, height), shown)
    assert page.evaluate(SMALL) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(COVERED) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_map_is_as_wide_as_the_timeline(
    finger: Callable[[int, int], Page], put: Callable[[Page, Timeline], Page], width: int, height: int
):
    """In a narrow frame the map has the whole width, and its page with all the words below it is whole."""
    page = put(finger(width, height), timeline(with_map=True))
    page.locator("iframe").scroll_into_view_if_needed()  # a frame out of view is not drawn
    frame = page.frame_locator("iframe")
    frame.locator("[data-place=Manila]").wait_for()
    wide = page.locator("iframe").bounding_box()
    root = page.locator(".kit-timeline").bounding_box()
    assert wide
    assert root
    if root["width"] < 860:
        assert wide["width"] == root["width"]
    over = frame.locator("html").evaluate("""html => {
      const parts = [html, ...html.querySelectorAll(".kit-side, main")];
      return parts.map(part => part.scrollHeight - part.clientHeight).filter(hidden => hidden > 1);
    }""")
    assert over == []


def test_a_mouse_opens_what_it_points_at(show: Callable[[Timeline], Page]):
    """With a mouse, which is exact, a mark opens at once though others are near; what the list opens is told there."""
    page = show(timeline())
    page.locator("g.kit-mark", has_text="Riots in Jakarta").locator("path").click()
    assert page.evaluate("model.get('chosen')") == "event-1974-malari-riots"
    assert page.locator(".kit-near button").count() == 0
    assert page.locator(".kit-open-text").is_visible()
    page.locator(".kit-events button", has_text="Forum on synthetic rubber").click()
    assert page.locator(".kit-open-text").is_hidden()
    assert page.locator(".kit-more:visible").count() == 1


def test_the_choice_goes_with_its_marks(finger: Callable[[int, int], Page], put: Callable[[Page, Timeline], Page]):
    """A list of near events is gone once the picture shows other years, and the open text stays."""
    page = put(finger(1024, 768), timeline())
    page.locator("g.kit-mark", has_text="Riots in Jakarta").locator("path").tap()
    page.locator("[data-near=event-1974-malari-riots]").tap()
    assert page.locator(".kit-near .kit-open-text").is_visible()
    page.evaluate("model.set('years', [1974, 1974])")
    assert page.locator(".kit-near button").count() == 0
    assert page.locator(".kit-below > .kit-open-text").is_visible()


def variables(theme: str) -> str:
    """Return the variables of a theme of JupyterLab."""
    folder = Path(sys.prefix) / "share" / "jupyter" / "lab" / "themes" / "@jupyterlab"
    return (folder / f"theme-{theme}-extension" / "index.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out_in_both_themes(
    show: Callable[[Timeline], Page], contrast: Callable[[str, str], float], theme: str
):
    """In JupyterLab's light and dark theme, words have 4.5 to 1 against what is behind them, marks and lines 3 to 1."""
    page = show(timeline())
    page.locator("g.kit-mark", has_text="Riots in Jakarta").locator("path").click()  # is told below the picture, too
    page.add_style_tag(content=f"{variables(theme)} body {{ background: var(--jp-layout-color1) }}")
    weak = []
    for name, least, *pair in page.evaluate(COLOURS):
        front, back = (solid(colour) for colour in pair)
        if contrast(front, back) < least:
            weak.append((name, front, back))
    assert weak == []


def solid(colour: str) -> str:
    """Return a computed colour as #rrggbb; one that lets something through is as strong as its opacity says."""
    red, green, blue, *opacity = (float(part) for part in colour[colour.index("(") + 1 : -1].split(","))
    # JupyterLab writes on dark with white that lets 13 % through, and on light with black.
    behind = 17 if red > 127 else 255
    through = opacity[0] if opacity else 1
    return "#" + "".join(f"{round(part * through + behind * (1 - through)):02x}" for part in (red, green, blue))


def test_forced_colours_keep_the_marks_apart(tab: Page, put: Callable[[Page, Timeline], Page]):
    """With forced colours hollow, filled and open marks still look different, and lines are there."""
    tab.emulate_media(forced_colors="active", color_scheme="dark")
    shown = timeline()
    shown.chosen = FUKUDA
    page = put(tab, shown)
    fills = [
        page.locator(f"{name} path").first.evaluate("mark => getComputedStyle(mark).fill")
        for name in (".kit-mark:not(.kit-named, .kit-open)", ".kit-named:not(.kit-open)", ".kit-open")
    ]
    assert all(one != other for one, other in pairwise([*fills, fills[0]]))
