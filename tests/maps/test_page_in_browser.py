"""The page in Chromium: seen, clicked, typed at, hidden and shown, with no network."""

from __future__ import annotations

import io
from typing import Any, Literal

import folium
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, FrameLocator, Page
from still import drawn

from kit.assets import esm
from kit.maps.catalogue import map as kit_map
from kit.maps.colours import WAVES
from kit.maps.layers.flows import Flows
from kit.maps.member_map import member_scene
from kit.maps.scene import Scene
from kit.maps.to_page import page

STATES = ["BRN", "IDN", "JPN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM"]
# A point at which a state is what the pointer hits, as far as possible from its edge.
POINT = """(path) => {
  const box = path.getBoundingClientRect();
  for (let step = 1; step < 40; step += 1) {
    const x = box.x + box.width * ((step * 0.618) % 1), y = box.y + box.height * (step / 40);
    if (document.elementFromPoint(x, y) === path) return [x, y];
  }
  return null;
}"""


def open_pick_map(tab: Page, scene: Scene, options: tuple[str, ...] = tuple(STATES)) -> FrameLocator:
    """Put the map into a frame of a page, as a card or dial does, and wait until it is ready."""
    tab.set_content(
        "<!DOCTYPE html><title>Card</title><style>iframe { width: 960px; height: 600px; border: 0 }</style>"
    )
    tab.add_script_tag(content=esm("scripts/map_frame.js"))
    tab.evaluate(
        """(page) => new Promise((done) => {
          window.got = [];
          window.map = mapFrame(page, "Map", ({ ready, id, place }) => ready ? done() : got.push(id ?? place));
          document.body.append(map.element);
        })""",
        page(scene, pick=True, options=options),
    )
    return tab.frame_locator("iframe")


def violations(tab: Page) -> list[str]:
    """Return what axe-core finds."""
    found: list[dict[str, Any]] = Axe().run(tab).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [380, 1000])
def test_axe_finds_nothing(tab: Page, language: str, width: int):
    """The page breaks no rule of axe-core, wide or narrow, to look at or to pick from."""
    tab.set_viewport_size({"width": width, "height": 640})
    shown = (
        kit_map("members", "2023-07-13", language=language),
        kit_map("places", language=language),
        kit_map("trade", 2023, language=language),
    )
    for one in shown:
        for pick in (False, True):
            tab.set_content(page(one.scene, pick=pick))
            assert violations(tab) == []


@pytest.mark.parametrize("width", [380, 1000, 1600])
def test_every_state_is_in_sight(tab: Page, story: Scene, width: int):
    """At any width every member and Japan lie inside the map, and something of each can be hit."""
    tab.set_viewport_size({"width": width, "height": 640})
    tab.set_content(page(story))
    inside = tab.locator(".folium-map").bounding_box()
    for state in STATES:
        path = tab.locator(f"[data-area={state}]")
        box = path.bounding_box()
        assert inside["x"] <= box["x"]
        assert inside["x"] + inside["width"] >= box["x"] + box["width"]
        assert inside["y"] <= box["y"]
        assert inside["y"] + inside["height"] >= box["y"] + box["height"]
        assert path.evaluate(POINT), state


def test_the_smallest_states_are_large_enough_to_hit(tab: Page, story: Scene):
    """Singapore, Brunei and Timor-Leste are at least 24 pixels wide and high, on a phone too."""
    tab.set_viewport_size({"width": 380, "height": 640})
    tab.set_content(page(story))
    for state in ("SGP", "BRN", "TLS"):
        box = tab.locator(f"[data-area={state}]").bounding_box()
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("width", [380, 1000])
def test_singapore_can_be_seen(tab: Page, story: Scene, width: int):
    """In the pixels of the page Singapore's fill is there as a disc, not a single dot, inside a dark ring."""
    tab.set_viewport_size({"width": width, "height": 640})
    tab.set_content(page(story))
    box = tab.locator("[data-area=SGP]").bounding_box()
    picture = np.asarray(Image.open(io.BytesIO(tab.screenshot(clip=box))).convert("RGB")).astype(int)
    fill, ring = (np.array(list(bytes.fromhex(colour))) for colour in (WAVES[1967][1:], "333333"))
    assert (np.abs(picture - fill).max(axis=2) < 12).sum() >= 150
    assert (np.abs(picture - ring).max(axis=2) < 30).sum() >= 60


def test_a_click_on_each_state_tells_which(tab: Page, story: Scene):
    """Each of the eleven members and Japan can be clicked, and the page around the map hears its code."""
    inside = open_pick_map(tab, story)
    for state in STATES:
        x, y = inside.locator(f"[data-area={state}]").evaluate(POINT)
        frame = tab.locator("iframe").bounding_box()
        tab.mouse.click(frame["x"] + x, frame["y"] + y)
    tab.wait_for_function(f"got.length === {len(STATES)}")
    assert tab.evaluate("got") == STATES
    assert inside.locator("[aria-pressed=true]").evaluate_all("paths => paths.map((path) => path.dataset.area)") == [
        "VNM"
    ]


def test_a_click_on_a_capital_means_its_state(tab: Page, story: Scene):
    """The dot of a capital does not hide its state from a click: the middle of Singapore is Singapore."""
    inside = open_pick_map(tab, story)
    for place in ("Singapore", "Hanoi"):
        box = inside.locator(f'[aria-label^="{place}. Capital of"]').bounding_box()
        tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.wait_for_function("got.length === 2")
    assert tab.evaluate("got") == ["SGP", "VNM"]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_can_choose(tab: Page, story: Scene, key: str):
    """Tab goes through the states by name; Enter or Space chooses, and the focus stays where it was."""
    inside = open_pick_map(tab, story)
    inside.locator("[data-area=KHM]").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press(key)
    tab.wait_for_function("got.length === 1")
    assert tab.evaluate("got") == ["IDN"]
    assert inside.locator(":focus").get_attribute("data-area") == "IDN"
    assert inside.locator(":focus").get_attribute("aria-pressed") == "true"
    tab.keyboard.press("Tab")
    assert inside.locator(":focus").get_attribute("data-area") == "JPN"


def test_the_focus_can_be_seen(tab: Page, story: Scene):
    """A state that has the keyboard gets a dashed outline above the others, and its words."""
    tab.set_content(page(story))
    tab.keyboard.press("Tab")
    tab.locator("[data-area=LAO]").focus()
    tab.keyboard.press("Tab")
    assert tab.locator(".leaflet-kit-outlines-pane path[stroke-dasharray]").count() == 1
    tab.locator(".kit-words", has_text="Laos").wait_for(state="detached")
    assert tab.locator(".kit-words").inner_text().startswith("Malaysia\nMember since 8 August 1967")


def test_the_keyboard_goes_from_place_to_place(tab: Page):
    """On a map of events Tab goes from dot to dot, in the order of the first event, and each says its events."""
    tab.set_content(page(kit_map("places", first=1974, last=1977).scene))
    tab.locator("[data-place=Jakarta]").focus()
    assert tab.locator(".kit-words").inner_text().startswith("Jakarta\n15 January 1974: Riots in Jakarta\n")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").get_attribute("data-place") == "Ho Chi Minh City"
    assert "1 April" not in tab.locator(":focus").get_attribute("aria-label")
    assert "30 April 1975: The war in Vietnam ends" in tab.locator(":focus").get_attribute("aria-label")
    assert tab.locator("[data-area][tabindex]").count() == 0


@pytest.mark.parametrize("name", ["Manila", "Tokyo", "Dili", "Ho Chi Minh City", "Singapore"])
def test_a_place_can_be_chosen_and_shown(tab: Page, name: str):
    """A click on a dot tells the page around which place it is; that page can show one, with its words."""
    inside = open_pick_map(tab, kit_map("places", last=2023).scene, ())
    box = inside.locator(f'[data-place="{name}"]').bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.wait_for_function("got.length === 1")
    assert tab.evaluate("got") == [name]
    tab.evaluate("map.send({ place: 'Bangkok' })")
    inside.locator(".kit-words b", has_text="Bangkok").wait_for()
    inside.locator(".kit-words b", has_text=name).wait_for(state="detached")
    assert inside.locator('[data-place="Bangkok"]').get_attribute("fill") == "#ffd24a"
    assert inside.locator(f'[data-place="{name}"]').get_attribute("fill") == "#fff"


def test_an_arrow_says_what_it_shows(tab: Page):
    """Over an arrow stands where from, where to, how much and who says so; the member says both of its figures."""
    tab.set_content(page(kit_map("trade", 2023).scene))
    arrows = tab.locator("path.kit-flow")
    assert arrows.count() == 13
    tab.mouse.move(*arrows.first.evaluate(POINT))
    words = tab.locator(".kit-words").inner_text()
    assert words == "\n".join(["Japan to Thailand", *kit_map("trade", 2023).scene.layer(Flows).flows[0].said])
    said = tab.locator("[data-area=THA]").get_attribute("aria-label")
    assert "Sold by Japan 2023 (billion yen): 4,114.7. Bought by Japan 2023 (billion yen): 3,609.5." in said


def test_a_pointer_shows_words_and_source(tab: Page, story: Scene):
    """Over a state stands its name, since when it is a member, and who says so."""
    tab.set_content(page(story))
    tab.mouse.move(*tab.locator("[data-area=MMR]").evaluate(POINT))
    words = tab.locator(".kit-words").inner_text()
    assert words.startswith("Myanmar\nMember since 23 July 1997\nCapital today: Naypyidaw\n")
    assert "ASEAN Secretariat" in words


def test_a_map_that_was_hidden_is_whole_when_it_is_shown(tab: Page, story: Scene):
    """A map made inside something hidden, such as another tab, fits its frame as soon as it shows."""
    tab.set_content("<!DOCTYPE html><div id=place style='display: none'></div>")
    tab.evaluate(
        """(page) => {
          const frame = Object.assign(document.createElement("iframe"), { srcdoc: page, width: 900, height: 600 });
          document.getElementById("place").append(frame);
        }""",
        page(story),
    )
    drawn(tab)
    tab.evaluate("document.getElementById('place').style.display = ''")
    inside = tab.frame_locator("iframe")
    for state in ("JPN", "MMR", "TLS"):
        inside.locator(f"[data-area={state}]").wait_for()
    drawn(tab)
    frame, japan = tab.locator("iframe").bounding_box(), inside.locator("[data-area=JPN]").bounding_box()
    assert frame["y"] <= japan["y"] < frame["y"] + 200
    assert japan["x"] + japan["width"] <= frame["x"] + frame["width"]


def test_what_is_typed_is_shown_as_typed(tab: Page, nasty: Scene):
    """Braces, percent signs and tags in any text of a scene are read out and shown as they were typed."""
    tab.set_content(page(nasty))
    assert tab.title() == " ".join(nasty.title.split())
    assert tab.locator("h1").text_content() == nasty.title
    assert set(tab.locator(".kit-name").all_text_contents()) == {nasty.title, nasty.title * 2}  # a name and its mark
    said = tab.locator("[data-area]").evaluate_all("paths => paths.map((path) => path.getAttribute('aria-label'))")
    assert set(said) == {f"{nasty.title}. {nasty.title}"}


def test_a_marker_with_a_popup_works(tab: Page):
    """What a teacher adds to the map works without a further file: a marker, its picture, its popup."""
    drawn = kit_map("members", "2023-07-13").to_folium()
    folium.Marker([13.7, 100.5], popup="{{ 7*7 }} here").add_to(drawn)
    tab.set_content(drawn.get_root().render())
    marker = tab.locator("img.leaflet-marker-icon")
    assert marker.evaluate("image => image.naturalWidth") > 0
    marker.click()
    assert "{{ 7*7 }} here" in tab.locator(".leaflet-popup-content").inner_text()


def test_no_flag_and_no_one_elses_badge(tab: Page, story: Scene):
    """Leaflet's badge is not there; our sources and the note that the map takes no side can be seen."""
    tab.set_content(page(story))
    assert tab.locator(".leaflet-control-attribution").count() == 0
    assert tab.locator(".kit-below").is_visible()


def test_only_its_own_card_can_talk_to_a_map(tab: Page, story: Scene):
    """A message without the token of the map changes nothing."""
    inside = open_pick_map(tab, story)
    tab.evaluate("map.element.contentWindow.postMessage({ kit: 'map', token: 'wrong', chosen: 'THA' }, '*')")
    tab.evaluate("map.send({ chosen: 'LAO' })")
    inside.locator("[data-area=LAO][aria-pressed=true]").wait_for()
    assert inside.locator("[aria-pressed=true]").count() == 1


def test_several_can_be_chosen_and_let_go(tab: Page, story: Scene):
    """Where several may be chosen, the card says which; one that was clicked last can be let go again."""
    inside = open_pick_map(tab, story)
    inside.locator("[data-area=THA]").press("Enter")
    tab.evaluate("map.send({ styles: { THA: { chosen: true }, LAO: { chosen: true } } })")
    inside.locator("[data-area=LAO][aria-pressed=true]").wait_for()
    assert inside.locator("[data-area=THA]").get_attribute("aria-pressed") == "true"
    tab.evaluate("map.send({ styles: { THA: { chosen: false }, LAO: { chosen: true } } })")
    inside.locator("[data-area=THA][aria-pressed=false]").wait_for()
    assert inside.locator("[aria-pressed=true]").count() == 1


def test_buttons_speak_the_language_of_the_map(tab: Page):
    """On a Japanese map Leaflet's own buttons have Japanese names."""
    tab.set_content(page(member_scene("2023-07-13", language="ja")))
    assert tab.get_by_role("button", name="拡大").is_visible()


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_a_map_jumps_where_motion_is_unwelcome(
    chromium: Browser,
    story: Scene,
    motion: Literal["no-preference", "reduce"],
    moves: bool,  # noqa: FBT001
):
    """Zoom slides for most, and for whoever asked for less motion each step is there at once."""
    tab = chromium.new_page(reduced_motion=motion)
    tab.set_content(page(story))
    slides = tab.evaluate("""() => new Promise(done => {
      document.querySelector('.leaflet-control-zoom-in').click();
      requestAnimationFrame(() => {  // in the frame in which Leaflet begins to zoom, after it
        const parts = [...document.querySelectorAll('*')].map(node => getComputedStyle(node));
        const isSlow = ({ transitionProperty: what, transitionDuration: time }) =>
          what.includes('transform') && parseFloat(time) > 0;
        done(parts.some(isSlow));
      });
    })""")
    assert slides == moves
    tab.close()
