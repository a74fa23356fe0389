"""The page under a finger, on a tablet and on a phone: it scrolls, it answers, it never gets lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from still import drawn, still

from kit.maps.catalogue import map as kit_map
from kit.maps.layers.flows import Flows
from kit.maps.map_view import SceneMap
from kit.maps.member_map import member_scene
from kit.maps.pick_map import pick_page
from kit.maps.scene import Scene
from kit.maps.to_page import page

SIZES = [(1024, 768), (768, 1024), (360, 740)]
SMALL = {"SGP": ((20, 8), (-3, 20)), "BRN": ((-8, -20), (8, -20)), "TLS": ((20, 8), (0, 20))}  # away from neighbours
Box = dict[str, float]
MAPS: dict[str, Callable[[], Scene]] = {
    "members": lambda: member_scene("2023-07-13"),
    "members-ja": lambda: member_scene("2026-01-01", language="ja"),
    "places": lambda: kit_map("places").scene,
    "trade": lambda: kit_map("trade", 2023).scene,
    "trade-ja": lambda: kit_map("trade", 2023, language="ja").scene,
    "ranks": lambda: member_scene("2026-01-01", color_by="rank"),
    "population": lambda: member_scene("2023-07-13", color_by="population"),
}


@pytest.fixture(params=SIZES, ids=lambda size: "x".join(map(str, size)))
def tablet(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """Give a page on a screen that is touched; a script that fails is a failure."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    tab, failed = context.new_page(), list[str]()
    tab.on("pageerror", lambda error: failed.append(str(error)))
    yield tab
    context.close()
    assert failed == []


def show(tab: Page, html: str) -> FrameLocator:
    """Put a map into a page that is longer than the screen, as a lesson has it."""
    tab.set_content(
        '<!DOCTYPE html><meta name="viewport" content="width=device-width"><title>Lesson</title>'
        "<style>body{margin:0 1rem}p{height:900px}iframe{width:100%;height:30rem;border:0}</style><iframe></iframe><p>"
    )
    tab.evaluate("html => { document.querySelector('iframe').srcdoc = html }", html)
    inside = tab.frame_locator("iframe")
    inside.locator("[data-area=IDN]").wait_for()
    drawn(tab)
    return inside


def fingers(tab: Page, *paths: list[tuple[float, float]]) -> None:
    """Move one finger along each path, all at a time."""
    session = tab.context.new_cdp_session(tab)
    for number, points in enumerate(zip(*paths, strict=True)):
        kind = "touchMove" if number else "touchStart"
        spots = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def line(start: tuple[float, float], end: tuple[float, float], steps: int = 12) -> list[tuple[float, float]]:
    """Return the points of a straight path."""
    (x0, y0), (x1, y1) = start, end
    return [(x0 + (x1 - x0) * at / steps, y0 + (y1 - y0) * at / steps) for at in range(steps + 1)]


def box_of(inside: FrameLocator, selector: str) -> Box:
    """Return where something of the map is on the screen."""
    found = inside.locator(selector).bounding_box()
    assert found
    return dict(found)


def middle(box: Box) -> tuple[float, float]:
    """Return the middle of a box."""
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def spread(tab: Page, inside: FrameLocator) -> None:
    """Zoom in by two fingers."""
    x, y = middle(box_of(inside, ".folium-map"))
    fingers(tab, line((x - 20, y), (x - 90, y)), line((x + 20, y), (x + 90, y)))
    inside.get_by_role("button", name="Whole map").wait_for()
    still(tab, inside.locator("[data-area=SGP]"))


@pytest.mark.parametrize("name", ["members", "trade"])
def test_one_finger_scrolls_the_page(tablet: Page, name: str):
    """A swipe that begins on a map moves the page, and the map stays as it was."""
    inside = show(tablet, page(MAPS[name](), pick=True))
    place = "path => { const { x, y } = path.getBoundingClientRect(); return [x, y] }"
    before = inside.locator("[data-area=SGP]").evaluate(place)
    x, y = middle(box_of(inside, ".folium-map"))
    fingers(tablet, line((x, y), (x, y - 150)))
    tablet.wait_for_function("scrollY > 60")
    assert inside.locator("[data-area=SGP]").evaluate(place) == before


def test_two_fingers_zoom_and_the_button_leads_back(tablet: Page):
    """Two fingers make the map larger and move no page; one button shows the whole map again, and then goes."""
    inside = show(tablet, page(MAPS["members"]()))
    before = box_of(inside, "[data-area=BRN] >> xpath=..")
    spread(tablet, inside)
    assert tablet.evaluate("scrollY") == 0
    button = inside.get_by_role("button", name="Whole map")
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    tablet.touchscreen.tap(*middle(dict(box)))
    button.wait_for(state="hidden")
    after = box_of(inside, "[data-area=BRN] >> xpath=..")
    assert all(abs(after[side] - before[side]) <= 2 for side in before)


def test_the_region_stays_in_view(tablet: Page):
    """However far two fingers push an enlarged map, its frame is full of the map that was there at first."""
    inside = show(tablet, page(MAPS["members"]()))
    frame = box_of(inside, ".folium-map")
    # Names have a place on the map also where they are out of view; both are on the right of their points.
    names = [f'.kit-state .kit-line:text-is("{name}")' for name in ("Japan", "Vietnam")]
    before = [box_of(inside, name) for name in names]
    spread(tablet, inside)
    x, y = middle(frame)
    for _ in range(3):
        fingers(tablet, line((x - 90, y - 60), (x + 40, y + 60)), line((x - 40, y - 60), (x + 90, y + 60)))
    still(tablet, inside.locator("[data-area=MMR]"))
    after = [box_of(inside, name) for name in names]
    for side, length in (("x", "width"), ("y", "height")):
        (japan, vietnam), (japan_now, vietnam_now) = ([box[side] for box in found] for found in (before, after))
        times = (japan_now - vietnam_now) / (japan - vietnam)
        assert times > 1
        begin, end = (vietnam_now + (edge - vietnam) * times for edge in (frame[side], frame[side] + frame[length]))
        assert begin <= frame[side] + 10  # a name is a little off its point, whatever the scale
        assert end >= frame[side] + frame[length] - 10


def test_a_tap_near_a_small_state_means_it(tablet: Page):
    """A finger up to 21 pixels from the middle of a small state means it, also on its capital's dot."""
    inside = show(tablet, page(MAPS["members"](), pick=True))
    for turn in range(3):  # one state after the other: two taps on one spot would be a double tap
        for state, spots in SMALL.items():
            path = inside.locator(f"[data-area={state}]")
            x, y = middle(box_of(inside, f"[data-area={state}]"))
            across, down = ((0, 0), *spots)[turn]
            tablet.touchscreen.tap(x + across, y + down)
            name = str(path.get_attribute("aria-label")).split(".")[0]
            inside.locator(".kit-words b", has_text=name).wait_for()
            assert path.get_attribute("aria-pressed") == (None if state == "TLS" else "true")  # not a member then
    inside = show(tablet, page(MAPS["places"]()))  # without rings: dots are what this map is about
    x, y = middle(box_of(inside, "[data-area=BRN]"))
    tablet.touchscreen.tap(x + 8, y - 12)
    inside.locator(".kit-words b", has_text="Brunei").wait_for()


def test_a_tap_on_a_capital_means_its_own_state(tablet: Page):
    """No small neighbour takes the tap on a capital; the words begin with the state and end with the source."""
    scene = MAPS["members"]()
    inside = show(tablet, page(scene))
    for capital, state in (("Kuala Lumpur", "MYS"), ("Jakarta", "IDN"), ("Dili", "TLS")):
        tablet.touchscreen.tap(*middle(box_of(inside, f'[aria-label^="{capital}. "]')))
        area = next(area for area in scene.areas if area.id == state)
        inside.locator(".kit-words b", has_text=area.name).wait_for()
        assert inside.locator(".kit-words").inner_text().split("\n") == [area.name, *area.words, area.source]


def test_the_words_are_never_cut(tablet: Page):
    """What is said of a state lies whole inside the map, wherever the state is."""
    inside = show(tablet, page(MAPS["members"]()))
    frame = box_of(inside, ".folium-map")
    for state in ("JPN", "MMR", "TLS", "IDN", "PHL", "SGP"):
        path = inside.locator(f"[data-area={state}]")
        path.dispatch_event("focus")
        path.focus()
        tablet.keyboard.press("Enter")
        box = box_of(inside, ".kit-words")
        assert frame["x"] <= box["x"], state
        assert box["x"] + box["width"] <= frame["x"] + frame["width"], state
        assert frame["y"] <= box["y"], state
        assert box["y"] + box["height"] <= frame["y"] + frame["height"], state
        assert inside.locator(".kit-words").evaluate("box => box.scrollHeight <= box.clientHeight"), state


def test_a_state_that_cannot_be_chosen_says_why(tablet: Page):
    """On the map of an item a tap on another state says that it is not among the choices, and chooses nothing."""
    inside = show(tablet, pick_page(("MMR", "VNM", "SGP", "BRN"), "2025-12-31", "en"))
    tablet.touchscreen.tap(*middle(box_of(inside, "[data-area=KHM]")))
    assert inside.locator(".kit-words").inner_text() == "Cambodia\nNot one of the places to choose from here."
    assert inside.locator("[aria-pressed=true]").count() == 0


def test_the_buttons_for_zoom_are_large_enough(tablet: Page):
    """Each button of the map is at least 44 pixels wide and high under a finger."""
    inside = show(tablet, page(MAPS["members"]()))
    for button in inside.locator(".leaflet-bar a").all():
        box: Any = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("name", ["members", "members-ja", "trade", "trade-ja"])
@pytest.mark.parametrize("was_wide", [False, True])
def test_every_state_has_its_name(tablet: Page, name: str, *, was_wide: bool):
    """On a phone each state's name is whole, inside the map and not on another, also where the map was wide before."""
    size: Any = tablet.viewport_size
    if was_wide:
        tablet.set_viewport_size({"width": 1280, "height": 900})
    inside = show(tablet, page(MAPS[name]()))
    tablet.set_viewport_size(size)
    drawn(tablet)
    frame = box_of(inside, ".folium-map")
    names = [label for label in inside.locator(".kit-state").all() if label.is_visible()]
    assert len(names) == len(MAPS[name]().areas)
    boxes: list[Any] = [label.locator(".kit-line").first.bounding_box() for label in names]
    for box in boxes:
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    for one, other in combinations(boxes, 2):
        across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
        down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
        assert min(across, down) <= 3  # letters fill less than their box


def test_both_seas_of_the_story_have_their_name(tablet: Page):
    """The first name of each sea is seen on every screen, although others may have no room."""
    inside = show(tablet, page(member_scene("2023-07-13")))
    for name in ("East China Sea", "South China Sea"):
        expect(inside.locator(".kit-sea .kit-line").get_by_text(name)).to_be_visible()


@pytest.mark.parametrize("name", MAPS)
def test_all_below_a_map_is_read_without_a_scroll(chromium: Browser, name: str):
    """On a phone the frame of a map is as high as its legend and its notes need, and the map keeps its size."""
    tab = chromium.new_page(viewport={"width": 360, "height": 740})
    tab.set_content(f'<body style="margin: 0 22px">{SceneMap(MAPS[name]())._repr_html_()}')
    side = tab.frame_locator("iframe").locator(".kit-side")
    side.wait_for()
    assert side.evaluate("side => side.scrollHeight - side.clientHeight") <= 0
    assert box_of(tab.frame_locator("iframe"), ".folium-map")["height"] >= 280
    tab.close()


@pytest.mark.parametrize("width", [710, 958, 1180])
def test_the_south_china_sea_has_all_its_names(chromium: Browser, width: int):
    """At the sizes of a tablet and a laptop the sea has its three names, whole, in the sea and under nothing else."""
    tab = chromium.new_page(viewport={"width": width, "height": 640})
    tab.set_content(page(MAPS["members"]()))
    sea = tab.locator(".kit-sea", has_text="South China Sea")
    assert sea.is_visible()
    assert sea.inner_text().split("\n") == ["South China Sea", "East Sea", "West Philippine Sea"]
    middle = sea.evaluate("""sea => {
      const { x, y, width, height } = sea.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2).className.baseVal ?? 'sea';
    }""")
    assert "kit-area" not in middle
    tab.close()


def test_no_name_is_under_a_button(tablet: Page):
    """A name that would be under the buttons for zoom is on another side of its place, or is left out."""
    inside = show(tablet, page(MAPS["places"]()))
    bar = box_of(inside, ".leaflet-bar")
    for name in inside.locator(".kit-name").all():
        if name.is_visible():
            box: Any = name.bounding_box()
            across = min(box["x"] + box["width"], bar["x"] + bar["width"]) - max(box["x"], bar["x"])
            down = min(box["y"] + box["height"], bar["y"] + bar["height"]) - max(box["y"], bar["y"])
            assert min(across, down) <= 3


@pytest.mark.parametrize(("width", "height"), [(958, 608), (920, 490), (1180, 640)])
def test_figures_leave_room_for_names(chromium: Browser, width: int, height: int):
    """On tablet, projector and laptop each member of the map of trade has its name, and figures where there is room.

    All that is next to the map can be read without a scroll.
    """
    tab = chromium.new_page(viewport={"width": width, "height": height})
    scene = MAPS["trade"]()
    tab.set_content(page(scene))
    shown = [name for name in tab.locator(".kit-state").all() if name.is_visible()]
    assert {name.locator(".kit-line").first.inner_text() for name in shown} == {area.name for area in scene.areas}
    figures = tab.locator(".kit-state .kit-line:nth-child(2)")
    assert sum(figure.is_visible() for figure in figures.all()) >= 2
    assert tab.locator(".kit-side").evaluate("side => side.scrollHeight - side.clientHeight") <= 0
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["members", "places", "trade"])
def test_texts_and_lines_stand_out_in_both_themes(
    chromium: Browser, contrast: Callable[[str, str], float], name: str, scheme: str
):
    """Texts have a contrast of 4.5 with what is behind them, borders of states 3 with the sea, in light and dark."""
    tab = chromium.new_page(color_scheme="no-preference")  # then a frame has that of the page around it
    tab.set_content(f'<html style="color-scheme: {scheme}"><iframe width=900 height=600></iframe>')
    tab.evaluate("html => { document.querySelector('iframe').srcdoc = html }", SceneMap(MAPS[name]()).to_html())
    inside = tab.frame_locator("iframe")
    inside.locator("[data-area=IDN]").wait_for()

    def colour(selector: str, part: str) -> str:
        found = inside.locator(selector).first.evaluate("(node, part) => getComputedStyle(node)[part]", part)
        parts = [int(value) for value in found[found.index("(") + 1 : found.index(")")].split(",")[:3]]
        return "#" + "".join(f"{value:02x}" for value in parts)

    page_colour, sea = colour("body", "backgroundColor"), colour(".folium-map", "backgroundColor")
    assert (contrast(page_colour, "#ffffff") > 10) == (scheme == "dark")
    for text in ("h1", ".kit-below", ".kit-legend-title"):
        assert contrast(colour(text, "color"), page_colour) >= 4.5, text
    assert contrast(colour(".leaflet-bar a", "color"), colour(".leaflet-bar a", "backgroundColor")) >= 4.5
    for text in inside.locator(".kit-state, .kit-town").all()[:1]:
        halo = text.evaluate("node => getComputedStyle(node).textShadow").split(" 0px")[0]
        parts = [int(value) for value in halo[halo.index("(") + 1 : halo.index(")")].split(",")[:3]]
        assert contrast(colour(".kit-state, .kit-town", "color"), "#" + "".join(f"{v:02x}" for v in parts)) >= 4.5
    if inside.locator(".kit-sea").count():
        assert contrast(colour(".kit-sea", "color"), sea) >= 4.5
    assert contrast(colour(".kit-area", "stroke"), sea) >= 3
    tab.close()


def test_a_tap_beside_an_arrow_reads_it(tablet: Page):
    """A finger that misses an arrow by 9 pixels still reads it, and a tap on a member reads what goes both ways."""
    scene = MAPS["trade"]()
    thin = next(layer for layer in scene.layers if isinstance(layer, Flows)).flows[-1]
    singapore = next(area for area in scene.areas if area.id == "SGP")
    inside = show(tablet, page(scene))
    words = inside.locator(".kit-words")
    hit = inside.locator(".kit-flow-hit").last
    x, y = hit.evaluate("""path => {
      const [at, next] = [0.5, 0.51].map((part) => path.getPointAtLength(part * path.getTotalLength()));
      const far = Math.hypot(next.x - at.x, next.y - at.y);
      const beside = new DOMPoint(at.x - 9 * (next.y - at.y) / far, at.y + 9 * (next.x - at.x) / far);
      const spot = beside.matrixTransform(path.getScreenCTM());
      return [spot.x, spot.y];
    }""")
    frame = tablet.locator("iframe").bounding_box()
    assert frame
    tablet.touchscreen.tap(frame["x"] + x, frame["y"] + y)
    words.get_by_text(thin.name, exact=True).wait_for()
    inside.locator("[data-area=SGP]").tap(force=True)
    words.get_by_text(singapore.name, exact=True).wait_for()
    said = words.text_content() or ""
    assert [line for line in singapore.words if line not in said] == []
    assert len(singapore.words) == 2
