"""The as-of dial: what one step sends and says, and how its script behaves in a browser."""

# ruff: noqa: SLF001 - the page takes the place of ipywidgets

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page
from still import drawn

from kit.charts.catalogue import chart
from kit.errors import KitError
from kit.facts.partners import RANKS
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.text import text_in
from kit.widgets.map_dial.widget import MapDial, dial

THIS_YEAR = dt.date.today().year  # noqa: DTZ011 - the learner's own day
FIGURES = ["joined", "rank", "area_km2", *sorted(load("indicators").query("iso3 == 'VNM'")["indicator"].unique())]


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
        (1990, 1996, "Vietnam joined. ASEAN has 7 members on 31 December 1996."),
        (1996, 1999, "Laos, Myanmar, and Cambodia joined. ASEAN has 10 members on 31 December 1999."),
        (
            1999,
            1996,
            "Back on 31 December 1996, these had not joined yet: Laos, Myanmar, and Cambodia. ASEAN had 7 members.",
        ),
        (2001, 2003, "No state joined between 2001 and 2003. ASEAN has 10 members on 31 December 2003."),
        (1986, 1984, "Brunei joined. ASEAN has 6 members on 31 December 1984."),
    ],
)
def test_a_step_says_what_changed(start: int, to: int, says: str):
    """Words say who joined, who had not yet, or that nobody did."""
    shown = dial()
    shown.year = start
    shown.year = to
    assert shown.step["says"] == says


@pytest.mark.parametrize(
    ("start", "to", "says"),
    [
        (1996, 2005, "Japan: strategic partner."),
        (2023, 2004, "Japan: dialogue partner."),
        (1980, 1970, "Japan: no rank yet."),
        (2003, 2004, "ASEAN has 10 members on 31 December 2004."),
    ],
)
def test_a_step_says_japans_new_rank(start: int, to: int, says: str):
    """Where Japan's rank changed between two years, the sentence says the one it has now; else it is silent on it."""
    shown = dial()
    shown.year = start
    shown.year = to
    assert shown.step["says"].endswith(says)


@pytest.mark.parametrize(
    ("color_by", "start", "to", "says"),
    [
        (
            "population",
            1996,
            1998,
            "More than in 1996: 7 of the members; less: 0. Of 9 members with a figure, most: Indonesia; least: Brunei.",
        ),
        ("gdp_usd", 1996, 1998, "More than in 1996: 1 of the members; less: 6."),
        ("gdp_usd", 1998, 1996, "More than in 1998: 6 of the members; less: 1."),
        ("gdp_usd", 2023, 2024, "The figures are still those of 2023."),
        ("japan_exports_to_bn_jpy", 2007, 2008, "There are no figures for this day."),
        ("japan_exports_to_bn_jpy", 2008, 2010, "Of 5 members with a figure, most: Thailand; least: Philippines."),
    ],
)
def test_a_step_says_what_became_of_the_figures(color_by: str, start: int, to: int, says: str):
    """Words say how many members have more or less than before, who has most and least, or that nothing is known."""
    shown = dial(color_by=color_by)
    shown.year = start
    shown.year = to
    assert says in str(shown.step["says"])


def test_figures_are_counted_as_the_table_has_them():
    """More and less are those of the members with both figures, as table indicators has them."""
    gdp = load("indicators").query("indicator == 'gdp_usd'").set_index(["iso3", "year"])["value"]
    shown = dial(color_by="gdp_usd")
    shown.year = 1996
    before = list(shown.members()["iso3"])
    shown.year = 2000
    grew = sum(gdp[state, 2000] > gdp[state, 1996] for state in before)
    assert f"More than in 1996: {grew} of the members; less: {len(before) - grew}." in str(shown.step["says"])


def ranks(shown: MapDial) -> dict[str, set[str]]:
    """Return who has which rank, as the ladder of the dial's day has it."""
    table = chart("ladder", shown.as_of.isoformat()).to_table()
    return {str(rank): set(rows["name"]) for rank, rows in table.groupby("rank")}


@pytest.mark.parametrize("year", [1975, 1996, 2004, 2015, 2022, 2023, THIS_YEAR])
def test_the_dial_shows_the_ranks_of_all_partners(year: int):
    """By rank, the list is the ladder of the day, the map shows Japan's rank, and the button to the next change."""
    shown = dial(color_by="rank")
    shown.year = year
    by_rank = ranks(shown)
    lines = shown.step["lines"]
    assert len(lines) == len(by_rank)
    assert f", {sum(map(len, by_rank.values()))} partners" in str(shown.step["map"]["title"])
    for line, rank in zip(lines, [rank for rank in reversed(RANKS) if rank in by_rank], strict=True):
        assert f"({len(by_rank[rank])})" in line
        assert all(name in line for name in by_rank[rank])
    its_own = next((rank for rank, names in by_rank.items() if "Japan" in names), "none")
    assert text_in("en")(f"chart.rank.{its_own}") in str(shown.step["map"]["legend"][-1])
    assert {1974, 1977, 2005, 2021, 2023, 2025} <= set(shown.spec["stops"])
    assert 2000 not in shown.spec["stops"]


@pytest.mark.parametrize(
    ("start", "to", "says"),
    [
        (2002, 2003, "China: now strategic partner."),
        (2022, 2023, "Japan: now comprehensive strategic partner. Canada: now strategic partner."),
        (2023, 2022, "Back on 31 December 2022, these had not reached their later rank yet: Japan and Canada."),
        (1999, 2001, "No partner rose between 1999 and 2001."),
    ],
)
def test_a_step_says_who_rose(start: int, to: int, says: str):
    """By rank, words say who has a new rank, the highest first, who had not yet, or that nobody rose."""
    shown = dial(color_by="rank")
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
    """No step sends more than 2 kB (a Japanese letter takes three bytes), and none sends a page or an outline."""
    shown = dial("1996-01-01", color_by=color_by, language=language)
    page = shown.spec["page"]
    for year in (*range(1967, THIS_YEAR + 1), 1967):
        shown.year = year
        assert len(json.dumps(shown.step, ensure_ascii=False).encode()) <= (2_400 if language == "ja" else 2_000)
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
        "Capital today: Manila",
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
    assert (shown.as_of.year, shown.year) == (shown_year, shown_year)


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
        style = f"<style>{of._css}</style>"
        body = "<main><h1>Dial</h1><div id=cell></div></main>"
        tab.set_content(f"<!DOCTYPE html><html lang=en><title>Dial</title>{style}{body}")
        tab.evaluate(MODEL, [of.spec, of.year, of.step])
        script = str(of._esm).replace("export default", "window.dial =")
        tab.add_script_tag(content=script)
        tab.evaluate("void (window.end = dial.render({ model, el: document.getElementById('cell') }))")
        tab.frame_locator("iframe").locator("[data-area=VNM]").wait_for()
        return tab.frame_locator("iframe")

    return shown


def members_on(inside: FrameLocator) -> int:
    """Return how many members the map shows."""
    return inside.locator("[data-member=true]").count()


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


def test_buttons_go_from_change_to_change(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """Previous and Next stop where a state joined; at the end the button says that it leads nowhere."""
    show(dial("1996-01-01"))
    for button, year in ((".kit-onward", 1997), (".kit-onward", 1999), (".kit-back", 1997), (".kit-back", 1995)):
        tab.locator(button).click()
        tab.locator("output", has_text=str(year)).wait_for()
    tab.locator("input").press("End")
    tab.locator(".kit-onward[aria-disabled=true]").wait_for()


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


def test_figures_on_the_map_follow_the_year(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """A restyled map says the figure of the year with its source, also for a state that had none before."""
    inside = show(dial("1990-06-01", color_by="population"))
    tab.locator("input").press("End")
    inside.locator("[data-area=VNM][data-member=true]").wait_for()
    said = inside.locator("[data-area=VNM]").get_attribute("aria-label")
    assert said.startswith("Vietnam. Population ")
    assert "World Bank" in said
    tab.locator("input").press("Home")
    inside.locator("[data-area=VNM][data-member=false]").wait_for()
    assert "Not a member on 31 December 1967" in inside.locator("[data-area=VNM]").get_attribute("aria-label")


def test_ranks_follow_the_year(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """By rank, button and keys change Japan's colour and words on the map, and the open list of all partners."""
    shown = dial("1973-01-01", color_by="rank")
    inside = show(shown)
    assert tab.locator(".kit-dial-list").inner_text() == "Nobody has a rank as a partner on 1 January 1973."
    fills = set()
    for press, year, said in (
        (".kit-onward", 1974, "Australia"),
        (".kit-onward", 1975, "New Zealand"),
        (".kit-onward", 1977, "Canada"),
        ("End", THIS_YEAR, "Comprehensive strategic partners"),
    ):
        tab.locator("input").press(press) if press == "End" else tab.locator(press).click()
        tab.locator("output", has_text=str(year)).wait_for()
        tab.locator(".kit-dial-list", has_text=said).wait_for()
        inside.locator(".kit-legend", has_text="Japan: ").wait_for()
        drawn(tab)
        fills.add(inside.locator("[data-area=JPN]").get_attribute("fill"))
    assert len(fills) == 3
    assert "Comprehensive strategic partner since" in str(inside.locator("[data-area=JPN]").get_attribute("aria-label"))
    assert tab.locator(".kit-dial-list li").all_inner_texts() == list(shown.step["lines"])
    assert "Nobody" not in inside.locator("body").inner_text()


def test_a_click_on_the_map_reaches_python(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """A state that is clicked is the dial's chosen one, also when it is clicked again after another."""
    inside = show(dial())
    for state in ("SGP", "BRN", "SGP"):
        inside.locator(f"[data-area={state}]").press("Enter")
        tab.wait_for_function(f"model.state.chosen === '{state}'")


def test_a_chosen_state_is_told_of_below_the_map(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """Below the map stands what Python knows of the chosen state, each line with its source, for the year shown."""
    shown = dial("2025-12-31")
    inside = show(shown)
    assert tab.locator(".kit-dial-about").inner_text().startswith("Choose a state on the map")
    inside.locator("[data-area=BRN]").press("Enter")
    lines = tab.locator(".kit-dial-about + ul li")
    for year in (2025, 1970):
        tab.locator("input").fill(str(year))
        tab.locator(".kit-dial-about", has_text=f"Brunei, on 31 December {year}").wait_for()
        told = [" ".join(line) for line in shown.member().to_numpy().tolist()]
        assert lines.all_inner_texts() == told
        assert any("Capital today: Bandar Seri Begawan" in line for line in told)


def test_a_dial_that_is_shown_again_is_as_it_was(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """A second view of a dial shows its year, its words and its chosen state, outlined on the map."""
    shown = dial("1990-01-01", color_by="population")
    inside = show(shown)
    inside.locator("[data-area=PHL]").press("Enter")
    tab.locator("input").press("ArrowRight")
    tab.locator(".kit-dial-about", has_text="Philippines, on 31 December 1991").wait_for()
    said = tab.locator(".kit-dial-says").inner_text()
    tab.evaluate("""() => {
      window.end();
      document.getElementById("cell").replaceChildren();
      window.end = dial.render({ model, el: document.getElementById("cell") });
    }""")
    again = tab.frame_locator("iframe")
    again.locator("[data-area=PHL][aria-pressed=true]").wait_for()
    again.locator("h1", has_text="Population 1991").wait_for()
    assert tab.locator("output").inner_text() == "1991"
    assert tab.locator(".kit-dial-says").inner_text() == said
    assert tab.locator(".kit-dial-about").inner_text() == "Philippines, on 31 December 1991"


@pytest.mark.parametrize(("width", "height"), [(512, 320), (344, 640), (694, 600)])
def test_slider_sentence_and_map_are_seen_together(
    tab: Page, show: Callable[[MapDial], FrameLocator], width: int, height: int
):
    """In what a notebook has of a tablet at 200 %, of a phone and of a tablet, nothing has to be scrolled to see them.

    The names of states that are shown do not lie on each other.
    """
    tab.set_viewport_size({"width": width, "height": height})
    inside = show(dial("2023-07-13"))
    tab.locator("input").press("ArrowRight")
    tab.locator("output", has_text="2024").wait_for()
    tab.locator(".kit-dial").evaluate("dial => dial.scrollIntoView()")
    drawn(tab)
    for part in (tab.locator("input"), tab.locator(".kit-dial-says"), inside.locator(".folium-map")):
        box = part.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
    assert inside.locator(".folium-map").bounding_box()["height"] >= 110
    boxes = [label.bounding_box() for label in inside.locator(".kit-state").all() if label.is_visible()]
    assert len(boxes) >= 5
    for one, other in combinations(boxes, 2):
        across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
        down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
        assert min(across, down) <= 3  # letters fill less than their box
    tab.evaluate("scrollTo(0, 200)")  # the row stays
    assert tab.locator("input").bounding_box()["y"] >= 0


def test_the_map_is_there_as_text():
    """Where no widget can be shown, states, ranks, note and sources are read as text, for the day of the dial."""
    shown = dial("1990-06-01", color_by="rank")
    shown.year = 1996
    text = shown._repr_mimebundle_()[0]["text/plain"]
    assert text.startswith("ASEAN on 31 December 1996: 7 members, 10 partners")
    assert "Vietnam: Member since 28 July 1995" in text
    assert "Dialogue partners" in text
    assert text_in("en")("map.no_side") in text


def test_axe_finds_nothing_in_the_dial(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """The dial breaks no rule of axe-core, at either end, wide or narrow, with a state chosen."""
    show(dial()).locator("[data-area=IDN]").press("Enter")
    tab.locator(".kit-dial-about", has_text="Indonesia").wait_for()
    for width in (1000, 380):
        tab.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(tab).response["violations"]
        assert [(rule["id"], node["html"][:100]) for rule in found for node in rule["nodes"]] == []


def test_a_dial_that_is_gone_leaves_nothing(tab: Page, show: Callable[[MapDial], FrameLocator]):
    """When its cell is cleared, frame and timers go, and a late step does no harm."""
    show(dial())
    tab.locator(".kit-play").click()
    tab.evaluate("window.end(), document.getElementById('cell').replaceChildren()")
    assert tab.locator("iframe").count() == 0
    drawn(tab)
