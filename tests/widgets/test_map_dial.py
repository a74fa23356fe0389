"""The as-of dial: what one step sends and says, and how its script behaves in a browser."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page

from kit.errors import KitError
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.widgets.joined import css, esm
from kit.widgets.map_dial import MapDial, dial

THIS_YEAR = dt.date.today().year  # noqa: DTZ011 - the learner's own day
FIGURES = ["joined", "area_km2", *sorted(load("indicators").query("iso3 == 'VNM'")["indicator"].unique())]


def test_the_dial_starts_on_the_day_that_is_given():
    """It shows the very day, not the end of its year: ten members on the day of the story."""
    shown = dial("2023-07-13")
    assert shown.as_of == dt.date(2023, 7, 13)
    assert shown.year == 2023
    assert len(shown.members()) == 10
    assert shown.step["says"].startswith("ASEAN on 13 July 2023: 10 members.")


@pytest.mark.parametrize(
    ("year", "count"), [(1967, 5), (1983, 5), (1984, 6), (1995, 7), (1997, 9), (1999, 10), (2025, 11)]
)
def test_a_year_is_its_last_day(year: int, count: int):
    """A year on the slider means its last day, this year today; map, list and table agree."""
    shown = dial()
    shown.year = year
    assert shown.as_of == dt.date(year, 12, 31)
    assert len(shown.members()) == len(shown.step["members"]) == count
    shown.year = THIS_YEAR
    assert shown.as_of == dt.date.today()  # noqa: DTZ011


@pytest.mark.parametrize(
    ("start", "to", "says"),
    [
        (1990, 1996, "Vietnam joined. Members on 31 December 1996: 7."),
        (1996, 1999, "Laos, Myanmar, and Cambodia joined. Members on 31 December 1999: 10."),
        (1999, 1996, "Back on 31 December 1996, these had not joined yet: Laos, Myanmar, and Cambodia. Members: 7."),
        (2001, 2003, "No state joined between 2001 and 2003. Members on 31 December 2003: 10."),
        (1986, 1984, "Brunei joined. Members on 31 December 1984: 6."),
    ],
)
def test_a_step_says_what_changed(start: int, to: int, says: str):
    """Words say who joined, who had not yet, or that nobody did."""
    shown = dial()
    shown.year = start
    shown.year = to
    assert shown.step["says"] == says


def test_a_step_is_said_in_japanese():
    """A Japanese dial speaks Japanese, with Japanese names."""
    shown = dial("2023-07-13", language="ja")
    shown.year = 1996
    assert "ラオス、ミャンマー、カンボジア" in shown.step["says"]


@pytest.mark.parametrize("color_by", FIGURES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_step_is_small(color_by: str, language: str):
    """No step, forth or back, sends more than 2 kB, and none sends a page or an outline."""
    shown = dial("1996-01-01", color_by, language)
    page = shown.spec["page"]
    for year in (*range(1967, THIS_YEAR + 1), 1967):
        shown.year = year
        assert len(json.dumps(shown.step, ensure_ascii=False).encode()) <= 2_000
    assert shown.spec["page"] is page


@pytest.mark.parametrize("wrong", ["1967-08-07", "2999-01-01", "yesterday"])
def test_a_day_out_of_reach_is_an_error(wrong: str):
    """A day before ASEAN, after today, or none at all is an error with advice."""
    with pytest.raises(KitError) as error:
        dial(wrong)
    assert error.value.do


def test_a_chosen_state_is_known_as_of_the_day():
    """Joining, capital, the population of the latest year, then what happened there, and nothing after the day."""
    shown = dial("1978-01-01")
    assert shown.member().empty
    shown.chosen = "PHL"
    known = shown.member()
    assert list(known["what"][:3]) == [
        "Member since 8 August 1967",
        "Capital: Manila",
        next(words for words in known["what"] if words.startswith("Population 1978 (persons): 4")),
    ]
    assert known["what"].iloc[-1] == "18 August 1977: Fukuda Doctrine"
    assert known["source"].iloc[-1] == cite("event-1977-fukuda-doctrine")
    assert shown.about["title"] == "Philippines, on 1 January 1978"
    shown.year = 1990
    assert shown.about["title"] == "Philippines, on 31 December 1990"
    assert shown.member()["what"].iloc[-1] == "15 December 1987: Takeshita in Manila"
    shown.chosen = ""
    assert shown.about == {}


@pytest.mark.parametrize(("wanted", "shown_year"), [(1900, 1967), (3000, THIS_YEAR)])
def test_a_year_out_of_reach_stops_at_the_end(wanted: int, shown_year: int):
    """A year beyond the slider, set from Python, shows the nearest one."""
    shown = dial()
    shown.year = wanted
    assert shown.as_of.year == shown_year


def test_the_dial_stops_where_something_changes():
    """Next and Previous go from one joining to the next; for a figure, from year to year."""
    assert dial().spec["stops"] == sorted({1967, 1984, 1995, 1997, 1999, 2025, THIS_YEAR})
    assert dial(color_by="population").spec["stops"] == list(range(1967, THIS_YEAR + 1))


MODEL = """([spec, year, step]) => {
  const state = { spec, year, step, chosen: "", about: {} };
  const heard = new Set();
  window.model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes: async () => {
      Object.assign(state, await window.turn(state.year, state.chosen));
      heard.forEach((call) => call());
    },
    on: (_, call) => heard.add(call),
    off: (_, call) => heard.delete(call),
    state,
  };
}"""


@pytest.fixture
def show(tab: Page) -> Callable[[MapDial], FrameLocator]:
    """Return a function that shows a dial in a page whose model asks Python as JupyterLab would."""

    def shown(of: MapDial) -> FrameLocator:
        def turn(year: int, chosen: str) -> dict[str, Any]:
            of.chosen, of.year = chosen, year
            return {"step": dict(of.step), "about": dict(of.about)}

        tab.expose_function("turn", turn)
        style = f"<style>{css('map_dial.css')}</style>"
        body = "<main><h1>Dial</h1><div id=cell></div></main>"
        tab.set_content(f"<!DOCTYPE html><html lang=en><title>Dial</title>{style}{body}")
        tab.evaluate(MODEL, [of.spec, of.year, of.step])
        script = esm("keys.js", "map_frame.js", "map_dial.js").replace("export default", "window.dial =")
        tab.add_script_tag(content=script)
        tab.evaluate("void (window.end = dial.render({ model, el: document.getElementById('cell') }))")
        tab.frame_locator("iframe").locator("[data-area=VNM]").wait_for()
        return tab.frame_locator("iframe")

    return shown


def members_on(inside: FrameLocator) -> int:
    """Return how many members the map shows."""
    return inside.locator("[data-member=true]").count()


@pytest.mark.browser
def test_the_keyboard_turns_the_dial(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """Arrow keys, Home and End move the slider; map, legend, list and words follow, and keys go no further."""
    inside = show(dial("2023-07-13"))
    tab.evaluate("window.stray = 0; document.addEventListener('keydown', () => { window.stray += 1; })")
    tab.locator("input").focus()
    for key, year, count in (
        ("Home", 1967, 5),
        ("ArrowRight", 1968, 5),
        ("End", THIS_YEAR, 11),
        ("ArrowLeft", THIS_YEAR - 1, 11),
    ):
        tab.keyboard.press(key)
        tab.locator("output", has_text=str(year)).wait_for()
        inside.locator("h1", has_text=f"{count} members").wait_for()
        assert members_on(inside) == count
        assert tab.locator(".kit-dial-list li").count() == count
        assert tab.locator(".kit-dial-says[role=status]").inner_text()
    assert tab.evaluate("window.stray") == 0
    assert "joined in 2025" in inside.locator(".kit-legend").inner_text()
    assert tab.locator("input").get_attribute("aria-valuetext").startswith("ASEAN on 31 December")


@pytest.mark.browser
def test_buttons_go_from_change_to_change(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """Previous and Next stop where a state joined; at the end the button says that it leads nowhere."""
    show(dial("1996-01-01"))
    for button, year in ((".kit-onward", 1997), (".kit-onward", 1999), (".kit-back", 1997), (".kit-back", 1995)):
        tab.locator(button).click()
        tab.locator("output", has_text=str(year)).wait_for()
    tab.locator("input").press("End")
    tab.locator(".kit-onward[aria-disabled=true]").wait_for()


@pytest.mark.browser
def test_play_goes_through_the_years_and_stops(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """Play begins anew from the end, goes on by itself, and Pause stops it."""
    tab.clock.install()
    show(dial())
    play = tab.locator(".kit-play")
    play.click()
    tab.locator("output", has_text="1967").wait_for()
    assert play.inner_text() == "Pause"
    for year in (1984, 1995):
        tab.clock.run_for(1800)
        tab.locator("output", has_text=str(year)).wait_for()
    play.click()
    tab.clock.run_for(5000)
    assert tab.locator("output").inner_text() == "1995"
    assert play.inner_text() == "Play"


@pytest.mark.browser
def test_figures_on_the_map_follow_the_year(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """A restyled map says the figure of the year with its source, also for a state that had none before."""
    inside = show(dial("1990-06-01", "population"))
    tab.locator("input").press("End")
    inside.locator("[data-area=VNM][data-member=true]").wait_for()
    said = inside.locator("[data-area=VNM]").get_attribute("aria-label")
    assert said.startswith("Vietnam. Population ")
    assert "World Bank" in said
    tab.locator("input").press("Home")
    inside.locator("[data-area=VNM][data-member=false]").wait_for()
    assert "Not a member on 31 December 1967" in inside.locator("[data-area=VNM]").get_attribute("aria-label")


@pytest.mark.browser
def test_a_click_on_the_map_reaches_python(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """A state that is clicked is the dial's chosen one, also when it is clicked again after another."""
    inside = show(dial())
    for state in ("SGP", "BRN", "SGP"):
        inside.locator(f"[data-area={state}]").press("Enter")
        tab.wait_for_function(f"model.state.chosen === '{state}'")


@pytest.mark.browser
def test_a_chosen_state_is_told_of_below_the_map(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """Below the map stands what Python knows of the chosen state, each line with its source, for the year shown."""
    shown = dial("2025-12-31")
    inside = show(shown)
    assert tab.locator(".kit-dial-about").inner_text() == ""
    inside.locator("[data-area=BRN]").press("Enter")
    lines = tab.locator(".kit-dial-about + ul li")
    for year in (2025, 1970):
        tab.locator("input").fill(str(year))
        tab.locator(".kit-dial-about", has_text=f"Brunei, on 31 December {year}").wait_for()
        told = [" ".join(line) for line in shown.member().to_numpy().tolist()]
        assert lines.all_inner_texts() == told
        assert any("Capital: Bandar Seri Begawan" in line for line in told)


@pytest.mark.browser
def test_axe_finds_nothing_in_the_dial(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """The dial breaks no rule of axe-core, at either end, wide or narrow, with a state chosen."""
    show(dial()).locator("[data-area=IDN]").press("Enter")
    tab.locator(".kit-dial-about", has_text="Indonesia").wait_for()
    for width in (1000, 380):
        tab.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(tab).response["violations"]
        assert [(rule["id"], node["html"][:100]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.browser
def test_a_dial_that_is_gone_leaves_nothing(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """When its cell is cleared, frame and timers go, and a late step does no harm."""
    show(dial())
    tab.locator(".kit-play").click()
    tab.evaluate("window.end()")
    assert tab.locator("iframe").count() == 0
    tab.wait_for_timeout(100)
