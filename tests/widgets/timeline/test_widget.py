"""The timeline: what it holds and refuses, and how its list and picture behave in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page
from still import drawn, still

from kit.errors import KitError
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.widgets.timeline.widget import KINDS, Timeline, timeline

FUKUDA = "event-1977-fukuda-doctrine"
RUBBER = "event-1973-rubber-forum"
AUSTRALIA = "event-1974-australia-dialogue"
RIOTS = "event-1974-malari-riots"


def test_all_events_are_there_in_order():
    """Every event of the table is in the timeline, in the order of the first day that its date may mean."""
    shown = timeline()
    events: list[dict[str, Any]] = shown.spec["events"]
    assert sorted(event["id"] for event in events) == sorted(load("timeline")["event_id"])
    begins = [event["at"] for event in events]
    assert begins == sorted(begins)


def test_events_say_when_who_and_where_from():
    """Each event has its words, its kind and its source line; the story's have a paragraph."""
    rows = load("timeline").set_index("event_id")
    for event in timeline().spec["events"]:
        row = rows.loc[event["id"]]
        assert event["words"] == [row["what_happened"], row["significance"]]
        assert event["kind"] == row["kind"]
        assert event["source"] == cite(row)
        assert ("story" in event) == (str(row["paragraph"]) != "<NA>")


def test_dates_that_are_not_sure_are_spans():
    """A year is a span of a year, a month one of a month, a day a point; words say that the day is not known."""
    events = {event["id"]: event for event in timeline().spec["events"]}
    begin, end = events[AUSTRALIA]["at"], events[AUSTRALIA]["until"]
    assert (begin, round(end - begin, 1)) == (1974, 1)
    assert events[AUSTRALIA]["when"] == "1974, day not known"
    month = events["event-2004-japan-tac"]
    assert 0.07 < month["until"] - month["at"] < 0.09
    assert "until" not in events[FUKUDA]
    assert events[FUKUDA]["when"] == "18 August 1977"


def test_the_table_is_what_is_shown():
    """The table follows the first year, the kinds and the two other boxes."""
    shown, data = timeline(), load("timeline")
    late = data[data["date"] >= "1967"]
    assert sorted(shown.to_table()["event_id"]) == sorted(late["event_id"])
    shown.early = True
    assert len(shown.to_table()) == len(data)
    shown.story = True
    assert set(shown.to_table()["event_id"]) == set(data[data["paragraph"].notna()]["event_id"])
    shown.kinds = ["world"]
    assert set(shown.to_table()["kind"]) == {"world"}
    assert list(timeline(1977, kinds=["japan", "asean"]).to_table()["kind"].unique()) == ["asean", "japan"]


def test_what_came_before_is_announced():
    """Events before the first year are counted where one can tick them; where there are none, nothing is said."""
    assert timeline().spec["text"]["early"] == "Also the 9 events before 1967"
    assert timeline(1942).spec["text"]["early"] == "Also the 1 event before 1942"
    assert timeline(1900).spec["text"]["early"] == ""
    assert len(timeline(1900).to_table()) == len(load("timeline"))


@pytest.mark.parametrize(
    "wrong", [{"kinds": ["asia"]}, {"first": 3000}, {"first": "1967"}, {"first": True}, {"language": "xx"}]
)
def test_a_wrong_word_is_an_error_with_advice(wrong: dict[str, Any]):
    """A kind, a year or a language that is none is named, and what to write instead."""
    with pytest.raises(KitError) as error:
        timeline(**wrong)
    assert error.value.do


def test_an_unknown_event_is_refused():
    """Only an event that there is can be chosen; near ids are named, and the choice stays."""
    shown = timeline()
    shown.chosen = RUBBER
    with pytest.raises(KitError) as error:
        shown.chosen = "event-1977-fukuda"
    assert FUKUDA in error.value.do
    assert shown.chosen == RUBBER


@pytest.mark.parametrize(("language", "most"), [("en", 70_000), ("ja", 90_000)])
def test_it_travels_in_one_small_message(language: str, most: int):
    """What is sent to the browser, words, script and style together, is small; a Japanese letter takes three bytes."""
    shown = timeline(language=language)
    sent = json.dumps(shown.spec, ensure_ascii=False) + str(shown._esm) + str(shown._css)  # noqa: SLF001
    assert len(sent.encode()) <= most


def test_the_map_comes_only_when_asked_for_and_once():
    """Without `with_map` no page is sent; with it one is, and no choice or tick sends it anew."""
    assert "page" not in timeline().spec
    shown = timeline(with_map=True)
    sent: list[str] = []
    shown.observe(lambda change: sent.append(change["name"]))
    assert len(json.dumps(shown.spec, ensure_ascii=False).encode()) <= 300_000
    shown.chosen, shown.kinds, shown.early = FUKUDA, ["japan"], True
    assert sent == ["chosen", "kinds", "early"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_events_stand_at_their_place_on_the_map(language: str):
    """Each event with a place in sight has the dot of this place, in the words of the map, and no other event has."""
    names = load("places").set_index("place")["name_ja"].to_dict()
    table = load("timeline").dropna(subset=["place"]).set_index("event_id")["place"].to_dict()
    far = {"San Francisco", "Nairobi", "Kazan"}
    near = {event: place for event, place in table.items() if place not in far}
    shown = timeline(language=language, with_map=True)
    assert shown.spec["dots"] == {event: names[place] if language == "ja" else place for event, place in near.items()}


def test_another_folder_has_no_map(tmp_path: Path):
    """A map for a timeline of another folder, whose places nobody knows, is an error with advice."""
    with pytest.raises(KitError) as error:
        timeline(folder=tmp_path, with_map=True)
    assert "with_map" in error.value.do


def test_a_click_opens_an_event_and_python_knows(show: Callable[[Timeline], Page]):
    """A click opens what happened and where it is from; a second one closes it; Python hears both."""
    shown = timeline()
    page = show(shown)
    row = page.locator(f"li[data-event={RUBBER}]")
    row.get_by_role("button").click()
    assert row.locator(".kit-source").inner_text() == cite(RUBBER)
    assert row.get_by_role("button").get_attribute("aria-expanded") == "true"
    assert shown.chosen == RUBBER
    row.get_by_role("button").click()
    assert not row.locator(".kit-more").is_visible()
    assert shown.chosen == ""


def test_the_keyboard_walks_through_the_list(show: Callable[[Timeline], Page]):
    """The list is one stop of the Tab key; arrows, Home and End move, Enter opens, and no key reaches the page."""
    shown = timeline()
    page = show(shown)
    page.locator("fieldset input").last.focus()
    page.keyboard.press("Tab")
    at = "document.activeElement.closest('li')?.dataset.event"
    assert page.evaluate(at) == "event-1967-asean-founded"
    for key, event in (
        ("ArrowDown", "event-1967-war-claims-settled"),
        ("End", "event-2026-kazan"),
        ("ArrowDown", "event-2026-kazan"),
        ("Home", "event-1967-asean-founded"),
        ("ArrowUp", "event-1967-asean-founded"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(at) == event
    page.keyboard.press("Enter")
    assert shown.chosen == "event-1967-asean-founded"
    page.keyboard.press("Tab")
    assert page.evaluate(at) is None
    assert page.evaluate("window.stray") is None


def test_boxes_filter_list_and_picture(show: Callable[[Timeline], Page]):
    """What is ticked off leaves list and picture alike, the count is said, and Python's table agrees."""
    shown = timeline()
    page = show(shown)

    def agree() -> None:
        count = len(shown.to_table())
        assert page.locator("li:not([hidden])").count() == page.locator("g.kit-mark:visible").count() == count
        assert page.locator(".kit-count[role=status]").inner_text() == f"Events shown: {count}"

    agree()
    for label in ("World", "Also the 9 events before 1967", "Only what the story names"):
        page.get_by_label(label).click()
        agree()
    assert shown.kinds == ["japan-asean", "japan", "asean", "partner"]
    assert page.locator("li:not([hidden]) .kit-named").count() == len(shown.to_table())


def test_the_picture_opens_events_of_the_list(show: Callable[[Timeline], Page]):
    """A click on a mark opens its event in the list and brings it into view."""
    shown = timeline()
    page = show(shown)
    page.locator("g.kit-mark", has_text="28th ASEAN-Japan Summit").locator(".kit-hit").click(force=True)
    assert shown.chosen
    row = page.locator(f"li[data-event={shown.chosen}]")
    assert row.locator(".kit-more").is_visible()
    inside = "row => row.getBoundingClientRect().top >= row.parentElement.getBoundingClientRect().top - 1"
    assert row.evaluate(inside)


def test_python_can_choose(show: Callable[[Timeline], Page]):
    """An event chosen in Python is open, is the Tab stop, and has the line of the picture."""
    shown = timeline()
    shown.chosen = FUKUDA
    page = show(shown)
    row = page.locator(f"li[data-event={FUKUDA}]")
    assert row.locator(".kit-more").is_visible()
    assert row.get_by_role("button").get_attribute("tabindex") == "0"
    assert page.locator("[role=button][tabindex='0'], li button[tabindex='0']").count() == 1
    assert page.locator(".kit-now").get_attribute("x1") == page.locator("g.kit-open svg").get_attribute("x")


def years_of(page: Page) -> str:
    """Return what the picture says about its years."""
    return page.locator(".kit-shown-years[role=status]").inner_text()


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_picture_can_be_zoomed(show: Callable[[Timeline], Page], way: str):
    """Buttons and keys show fewer or other years, words say which, Python knows, and the list stays as it is."""
    shown = timeline()
    shown.chosen, shown.years = FUKUDA, (1967, 1996)
    page = show(shown)
    last = shown.spec["range"][2] - 1
    page.locator(f"li[data-event={FUKUDA}] button").focus()
    scrolled = page.locator(".kit-events").evaluate("list => list.scrollTop = 40")
    for button, key, years in (
        ("Zoom in", "+", (1970, 1984)),
        ("Zoom in", "=", (1974, 1981)),
        ("Later", "ArrowRight", (1978, 1985)),
        ("Earlier", "ArrowLeft", (1974, 1981)),
        ("Earlier", "ArrowLeft", (1970, 1977)),
        ("Zoom out", "-", (1970, 1985)),
    ):
        events = load("timeline")["date"].str[:4].astype(int).between(*years).sum()
        if way == "mouse":
            page.get_by_role("button", name=button, exact=True).click()
        else:
            page.keyboard.press(key)
        assert years_of(page) == f"In the picture: {years[0]} to {years[1]}. Events: {events}"
        assert page.locator("g.kit-mark:visible").count() == events
        assert tuple(shown.years) == years
        assert page.locator("li:not([hidden])").count() == (load("timeline")["date"] >= "1967").sum()
        assert page.locator(".kit-events").evaluate("list => list.scrollTop") == scrolled
    page.get_by_role("button", name="All years").click() if way == "mouse" else page.keyboard.press("0")
    assert years_of(page) == f"In the picture: all years, 1967 to {last}"
    assert shown.years == []
    assert page.evaluate("window.stray") is None


def test_zoom_ends_where_there_is_nothing_more(show: Callable[[Timeline], Page]):
    """At one year, and at either end, the button says that it leads nowhere, keeps the focus and does no harm."""
    shown = timeline()
    shown.years = 1967, 1967
    page = show(shown)
    for name, does in (("nearer", False), ("earlier", False), ("later", True), ("farther", True), ("whole", True)):
        button = page.locator(f".kit-{name}")
        assert button.get_attribute("aria-disabled") == str(not does).lower()
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    page.locator(".kit-nearer").press("Enter")
    page.locator(".kit-earlier").press("Enter")
    assert page.evaluate("document.activeElement.className") == "kit-earlier"
    assert years_of(page) == "In the picture: 1967. Events: 2"
    assert page.locator("figure svg > g").first.locator("text").all_text_contents() == ["1967", "Apr", "Jul", "Oct"]


def test_the_zoom_of_the_browser_is_left_alone(show: Callable[[Timeline], Page]):
    """With Ctrl, Alt or Cmd the keys are the browser's and do not touch the picture."""
    page = show(timeline())
    page.locator(".kit-nearer").focus()
    for key in ("Control++", "Control+-", "Alt+ArrowLeft", "Meta+0"):
        page.keyboard.press(key)
    assert years_of(page).startswith("In the picture: all years")


def test_an_event_outside_the_picture_brings_it_there(show: Callable[[Timeline], Page]):
    """An event that opens moves years of the same number to where it is; who then goes elsewhere is not drawn back."""
    shown = timeline()
    shown.years = 2020, 2025
    page = show(shown)
    page.locator(f"li[data-event={FUKUDA}] button").click()
    assert years_of(page).startswith("In the picture: 1975 to 1980.")
    assert page.locator("g.kit-open").is_visible()
    assert page.locator(".kit-now").get_attribute("style") == ""
    page.locator(".kit-later").click()
    page.get_by_label("World").click()
    assert years_of(page).startswith("In the picture: 1978 to 1983.")
    assert page.locator(".kit-now").get_attribute("style") == "display: none;"
    page.evaluate("event => model.set('chosen', event)", "event-1967-asean-founded")
    assert years_of(page).startswith("In the picture: 1967 to 1972.")


def test_a_timeline_that_is_shown_again_shows_the_same_years(show: Callable[[Timeline], Page]):
    """A second view, and one after the first has gone, show the years of the first; both follow the same buttons."""
    shown = timeline(language="ja")
    shown.years = 1982, 2011
    page = show(shown)
    page.locator(".kit-nearer").click()
    page.evaluate("""() => {
      const again = document.body.appendChild(document.createElement("aside"));
      window.end = widget.render({ model, el: again });
    }""")
    first, again = page.locator("main .kit-shown-years"), page.locator("aside .kit-shown-years")
    years = load("timeline")["date"].str[:4].astype(int)
    events = years.between(1990, 2004).sum()
    assert first.inner_text() == again.inner_text() == f"図の範囲：1990年～2004年。出来事：{events}件"
    page.locator("aside .kit-later").click()
    assert (
        first.inner_text()
        == again.inner_text()
        == f"図の範囲：1998年～2012年。出来事：{years.between(1998, 2012).sum()}件"
    )
    page.evaluate("window.end(), document.querySelector('aside').remove()")
    page.locator(".kit-whole").click()
    assert shown.years == []


def test_all_years_are_those_of_the_list(show: Callable[[Timeline], Page]):
    """All years begin with the early events once these are ticked; ticked off again, no picture shows their years."""
    shown = timeline()
    page = show(shown)
    page.get_by_label("Also the 9").click()
    assert years_of(page).startswith("In the picture: all years, 1941 to ")
    page.locator(".kit-nearer").click()
    for _ in range(3):
        page.locator(".kit-nearer").focus()
        page.keyboard.press("ArrowLeft")
    assert shown.years[0] == 1941
    page.get_by_label("Also the 9").click()
    assert years_of(page).startswith("In the picture: 1967 to ")


def test_crowded_marks_come_apart(show: Callable[[Timeline], Page]):
    """In the picture of one year no mark covers any part of another of its row."""
    page = show(timeline(1900))
    for year in sorted({event["at"] // 1 for event in timeline().spec["events"]}):
        page.evaluate("year => model.set('years', [year, year])", year)
        touching = page.evaluate("""() => {
          const marks = [...document.querySelectorAll("g.kit-mark")].filter((mark) => mark.style.display !== "none");
          const boxes = marks.map((mark) => mark.querySelector("path").getBoundingClientRect());
          const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          return boxes.flatMap((box, n) => boxes.slice(n + 1).filter((other) => meet(box, other))).length;
        }""")
        assert (year, touching) == (year, 0)


@pytest.mark.parametrize("wrong", [[1970], [1985, 1970], [1900, 1970], [1970, 3000], [1970, 1980, 1990]])
def test_years_that_are_none_are_refused(wrong: list[int]):
    """The picture shows a first and a last year in order, within the events; else an error says which there are."""
    shown = timeline()
    shown.years = 1970, 1985
    with pytest.raises(KitError) as error:
        shown.years = wrong
    assert "from 1941 to" in error.value.do
    assert shown.years == [1970, 1985]


def test_marks_stand_by_date(show: Callable[[Timeline], Page]):
    """In the picture an earlier event never stands to the right of a later one, with or without the early ones."""
    page = show(timeline())
    for _ in range(2):
        places = page.evaluate(
            "[...document.querySelectorAll('g.kit-mark > svg')].map(m => parseFloat(m.getAttribute('x')))"
        )
        middles = [event["at"] + event.get("until", event["at"]) for event in timeline().spec["events"]]
        assert [place for _, place in sorted(zip(middles, places, strict=True))] == sorted(places)
        page.get_by_label("Also the 9").click()


def dot(page: Page, place: str) -> Locator:
    """Return the dot of a place on the map next to the list, once it is there and the map fits its frame."""
    found = page.frame_locator("iframe").locator(f"[data-place='{place}']")
    found.wait_for()
    still(page, found)
    return found


def on_the_map(page: Page) -> list[str]:
    """Return the places that are filled as chosen on the map."""
    places = page.frame_locator("iframe").locator(".kit-place[fill='#ffd24a']")
    return [str(place.get_attribute("data-place")) for place in places.all()]


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_an_event_shows_its_place(show: Callable[[Timeline], Page], way: str):
    """An event that opens in the list is shown on the map and said in words; one that closes leaves the map plain."""
    page = show(timeline(with_map=True))
    dot(page, "Manila")
    caption = page.locator(".kit-caption")
    for event, says, places in (
        (FUKUDA, "Fukuda Doctrine. 18 August 1977. Manila. Events shown for this place: 5", ["Manila"]),
        (RIOTS, "Riots in Jakarta. 15 January 1974. Jakarta. Events shown for this place: 11", ["Jakarta"]),
        (RUBBER, "Forum on synthetic rubber. November 1973, day not known. No single place", []),
        ("event-2026-kazan", "Kazan, too far away for this map", []),
        (FUKUDA, "Manila", ["Manila"]),
        (FUKUDA, "Choose an event to see its place.", []),
    ):
        button = page.locator(f"li[data-event={event}] button")
        button.click() if way == "mouse" else button.press("Enter")
        page.locator(".kit-caption", has_text=says).wait_for()
        drawn(page)
        assert on_the_map(page) == places
        named = [*{line.inner_text() for line in page.locator(".kit-here:visible").all()}]
        assert named == [f"● {place}" for place in places]
    assert caption.get_attribute("role") == "status"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_place_opens_its_events(show: Callable[[Timeline], Page], way: str):
    """A place that is pressed opens its first event in the list, pressed again the next, and at last the first."""
    shown = timeline(with_map=True)
    page = show(shown)
    press = dot(page, "Manila")
    rows = load("timeline").query("place == 'Manila' and date >= '1967'").sort_values("date")
    events = rows["event_id"].tolist()
    assert len(events) > 2
    for event in (*events, events[0]):
        press.click() if way == "mouse" else press.press("Enter")
        page.wait_for_function("event => model.get('chosen') === event", arg=event)
        row = page.locator(f"li[data-event={event}]")
        assert row.locator(".kit-more").is_visible()
        assert page.locator(".kit-caption").inner_text().startswith(row.locator(".kit-title").inner_text())
        assert page.locator("li:not([hidden]) .kit-here:visible").count() == len(events)
    drawn(page)
    assert shown.chosen == events[0]


def test_a_place_whose_events_are_ticked_off_says_so(show: Callable[[Timeline], Page]):
    """Where the list shows none of a place's events, the caption says so, nothing is open, and ticks change that."""
    shown = timeline(kinds=["world"], with_map=True)
    page = show(shown)
    dot(page, "Manila").press(" ")
    page.locator(".kit-caption", has_text="Manila: the list shows none of its events.").wait_for()
    drawn(page)
    assert on_the_map(page) == ["Manila"]
    assert page.locator(".kit-more:visible").count() == 0
    page.get_by_label("Japan and ASEAN").click()
    dot(page, "Manila").press("Enter")
    page.locator(".kit-caption", has_text="Fukuda Doctrine").wait_for()
    page.get_by_label("Japan and ASEAN").click()
    page.locator(".kit-caption", has_text="Choose an event").wait_for()
    drawn(page)
    assert on_the_map(page) == []


def test_the_map_is_told_only_what_changed(show: Callable[[Timeline], Page]):
    """A tick sends the map nothing, nor does a second event at the same place."""
    shown = timeline(with_map=True)
    shown.chosen = FUKUDA
    page = show(shown)
    dot(page, "Manila")
    drawn(page)
    page.evaluate("""() => {
      window.told = [];
      Object.defineProperty(document.querySelector("iframe"), "contentWindow", {
        value: { postMessage: (message) => window.told.push(message.place) },
      });
    }""")
    page.get_by_label("World").click()
    page.locator("li[data-event=event-1987-takeshita-in-manila] button").click()
    page.locator(f"li[data-event={RIOTS}] button").click()
    assert page.evaluate("window.told") == ["Jakarta"]


@pytest.mark.parametrize("with_map", [False, True])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [380, 1000])
def test_axe_finds_nothing(show: Callable[[Timeline], Page], language: str, width: int, with_map: bool):  # noqa: FBT001
    """The timeline breaks no rule of axe-core, wide or narrow, with an event open, and fits the page."""
    shown = timeline(language=language, with_map=with_map)
    shown.chosen = FUKUDA
    page = show(shown)
    page.set_viewport_size({"width": width, "height": 800})
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_is_typed_is_shown_as_typed(show: Callable[[Timeline], Page]):
    """Tags, braces and quotes in an event are seen as they were typed."""
    nasty = "{{ 7*7 }} ${1} </script><b> & \"'`"
    shown = timeline()
    events = [{**event, "title": nasty, "words": [nasty], "source": nasty} for event in shown.spec["events"]]
    shown.spec = {**shown.spec, "events": events}
    shown.chosen = RUBBER
    page = show(shown)
    assert page.locator(".kit-title").first.inner_text() == nasty
    assert page.locator(f"li[data-event={RUBBER}] .kit-source").inner_text() == nasty
    assert page.locator("main b").count() == 0


def test_kinds_are_those_of_the_data():
    """Each kind of the table has a box with a name in every language."""
    assert set(load("timeline")["kind"]) == set(KINDS)
    for language in ("en", "ja"):
        assert [kind for kind, name in timeline(language=language).spec["kinds"] if name] == list(KINDS)


def test_the_events_are_there_as_text():
    """Where no widget can be shown, every event that would be shown is read as text, in order, and then what to do."""
    shown = timeline(first=1973, kinds=["japan-asean"])
    *lines, last = shown._repr_mimebundle_()[0]["text/plain"].splitlines()
    assert len(lines) == len(shown.to_table())
    assert "Run > Run All Cells" in last
    assert lines[0].startswith("November 1973, day not known: Forum on synthetic rubber. ")
    *lines, _last = timeline(language="ja").to_words().plain.splitlines()
    assert lines[0].startswith("1967年8月8日：ASEANが設立される。インドネシア、")
