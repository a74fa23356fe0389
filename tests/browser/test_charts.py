"""Charts, the timeline and the dial in a real JupyterLab, with nothing asked of another machine."""

from __future__ import annotations

import json

from playwright.sync_api import Locator
from still import still
from student import Desk

NAMES = ["ladder", "trade", "shares", "investment", "gdp", "population", "visitors", "workers", "trust"]


def run(desk: Desk, *code: str) -> None:
    """Write a notebook of these cells, and run all of them."""
    plain = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**plain, "id": f"cell-{place}", "source": source} for place, source in enumerate(code)]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": cells}
    desk.lab.notebooks.mkdir(exist_ok=True)
    (desk.lab.notebooks / "own.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    desk.run("own.ipynb")


def at(place: int) -> str:
    """Return the selector of a cell."""
    return f'.jp-CodeCell[data-windowed-list-index="{place}"]'


def again(desk: Desk, place: int) -> Locator:
    """Run one cell again, and return what it says."""
    cell = at(place)
    code = desk.page.locator(f"{cell} .cm-content")
    code.scroll_into_view_if_needed()
    still(desk.page, code)  # a click at once would still go to a map that has just left this place
    code.click()
    desk.page.locator(f".jp-mod-editMode {cell}.jp-mod-active").wait_for()  # else the wish comes too early
    desk.page.keyboard.press("Control+Enter")
    return desk.page.locator(f"{cell} .jp-OutputArea-output")


def test_charts_are_drawn_without_a_network(desk: Desk):
    """Each chart is drawn by plotly's own extension, and its list stands below it; a narrow frame shows our picture."""
    run(desk, "import kit", *(f'kit.chart("{name}", "2023-07-13")' for name in NAMES))
    for place in range(1, 1 + len(NAMES)):
        assert desk.bring(f"{at(place)} .js-plotly-plot .main-svg").is_visible()
        assert desk.bring(f"{at(place)} .kit-chart-below summary").text_content() == "The chart as a list"
    a_narrow_frame_shows_our_picture_and_a_wide_one_plotly(desk, 1 + NAMES.index("trade"))


def a_narrow_frame_shows_our_picture_and_a_wide_one_plotly(desk: Desk, place: int) -> None:
    """See that a screen as narrow as a phone's shows our own picture, a wide one plotly's figure, and none both."""
    figure, phone = (desk.page.locator(f"{at(place)} {part}") for part in (".js-plotly-plot", ".kit-chart-340"))
    desk.bring(f"{at(place)} .js-plotly-plot .main-svg")
    assert not phone.is_visible()
    before = desk.page.viewport_size
    assert before
    desk.page.set_viewport_size({"width": 700, "height": 740})
    desk.bring(f"{at(place)} .kit-chart-340")
    phone.wait_for()
    assert not figure.is_visible()
    desk.page.set_viewport_size(before)
    desk.bring(f"{at(place)} .js-plotly-plot .main-svg")
    figure.wait_for()
    assert not phone.is_visible()


def test_what_is_done_by_keyboard_is_known_to_the_kernel(desk: Desk):
    """An event is opened, the picture of another timeline zoomed, and the dial turned; the next cells print it."""
    run(
        desk,
        "import kit",
        "events = kit.timeline()\nevents",
        "events.chosen, events.kinds",
        "zoomed = kit.timeline()\nzoomed",
        "zoomed.years",
        'dial = kit.dial("2023-07-13")\ndial',
        "dial.as_of.year, dial.chosen, len(dial.member())",
    )
    the_kernel_knows_which_event_is_open(desk, 1)
    the_picture_is_zoomed(desk, 3)
    the_dial_is_turned(desk, 5)


def the_kernel_knows_which_event_is_open(desk: Desk, place: int) -> None:
    """See that an event opened with the keyboard is the one that the next cell prints; a box is known to the table."""
    desk.bring(f'{at(place)} li[data-event="event-1967-asean-founded"] button').focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    desk.page.locator(f"{at(place)} li .kit-source:visible").wait_for()
    desk.page.locator(at(place)).get_by_label("World").uncheck()
    said = again(desk, place + 1)
    said.filter(has_text="event-1967-war-claims-settled").wait_for()
    assert "world" not in (said.text_content() or "")


def the_picture_is_zoomed(desk: Desk, place: int) -> None:
    """See that keys that JupyterLab would take, two zeros among them, zoom the picture; the kernel knows its years."""
    desk.bring(f'{at(place)} li[data-event="event-1967-asean-founded"] button').focus()
    desk.page.keyboard.press("Enter")
    told = desk.page.locator(f"{at(place)} .kit-shown-years")
    for keys, said in (("++++", "1967 to 19"), ("00", "all years"), ("-+++++", "1967 to 196"), ("+", "1967.")):
        for key in keys:
            desk.page.keyboard.press(key)
        told.filter(has_text=f"In the picture: {said}").wait_for()
    assert desk.page.locator(".jp-Dialog").count() == 0
    again(desk, place + 1).filter(has_text="[1967, 1967]").wait_for()


def the_dial_is_turned(desk: Desk, place: int) -> None:
    """See that the slider's keys change map and words, and that Enter on the map tells the kernel the chosen state."""
    desk.bring(f"{at(place)} .kit-dial input").focus()
    inside = desk.page.frame_locator(".kit-dial iframe")
    for key, members, says in (
        ("Home", 5, "Back on"),
        ("ArrowRight", 5, "No state joined"),
        ("End", 11, "Timor-Leste"),
    ):
        desk.page.keyboard.press(key)
        desk.page.locator(".kit-dial-says", has_text=says).wait_for()
        inside.locator("h1", has_text=f"{members} members").wait_for()
    inside.locator("[data-area=PHL]").press("Enter")
    desk.page.locator(".kit-dial-about + ul", has_text="Fukuda Doctrine").wait_for()
    again(desk, place + 1).filter(has_text="'PHL'").wait_for()
