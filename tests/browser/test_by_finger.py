"""A whole lesson under a finger, on a tablet and on a phone, as pupils have it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from finger import too_small
from playwright.sync_api import Browser, Locator, Page
from still import drawn
from student import TOKEN, Lab, all_done

PANEL = ".jp-WindowedPanel-outer"
FOLDED = ".jp-InputPlaceholder [role=button]"
# What the lessons below have to have on their page, so that it is measured.
PARTS = {
    "02": (
        "a[href^='#New-words']",
        ".kit-word",
        ".kit-from a",
        ".kit-address a",
        "iframe.kit-map",
        ".kit-dial",
        ".kit-map iframe",
    ),
    "03": (".kit-timeline", ".kit-places iframe", ".kit-word", ".kit-grip", ".kit-from a"),
    "05": (".kit-chart", "iframe.kit-map", ".kit-word", ".kit-address a"),
}


# A phone, then a tablet; and the button of the dial that is tapped on each.
SIZES = {(360, 740): ".kit-onward", (1024, 768): ".kit-back"}


@pytest.fixture
def touched(chromium: Browser, lab: Lab) -> Iterator[Page]:
    """Give a tab of a phone."""
    width, height = next(iter(SIZES))
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True)
    yield context.new_page()
    context.close()
    lab.end_kernels()


def run(page: Page, lab: Lab, lesson: str) -> None:
    """Open a lesson on the page of pupils, and run all its cells."""
    name = next(path.name for path in lab.notebooks.glob(f"{lesson}-*.ipynb"))
    page.goto(f"{lab.url}doc/tree/{name}?token={TOKEN}")
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(state="attached")
    page.locator(".jp-Notebook .jp-Cell").first.click()
    cells = json.loads((lab.notebooks / name).read_text(encoding="utf-8"))["cells"]
    for _ in cells[:-1]:
        page.keyboard.press("Shift+Enter")
    page.keyboard.press("Control+Enter")
    all_done(page)


def scroll_through(page: Page) -> None:
    """Scroll through a lesson, so that all of it is drawn."""
    panel = page.locator(PANEL)
    panel.evaluate("panel => panel.scrollTo(0, 0)")
    at = -1
    while at != (
        at := panel.evaluate("panel => { panel.scrollBy(0, panel.clientHeight * 0.9); return panel.scrollTop }")
    ):
        drawn(page)


def box_of(part: Locator) -> dict[str, float]:
    """Return where a part of the page is."""
    box = part.bounding_box()
    assert box
    return dict(box)


@pytest.mark.parametrize("lesson", PARTS)
def test_a_lesson_is_for_fingers(touched: Page, lab: Lab, lesson: str):
    """On a phone, and on a tablet: with all folds open each thing to press has 44 pixels, and a dial stays in sight."""
    run(touched, lab, lesson)
    for (width, height), button in SIZES.items():
        touched.set_viewport_size({"width": width, "height": height})
        scroll_through(touched)
        for part in (FOLDED, *PARTS[lesson]):
            assert touched.locator(part).count(), part
        touched.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        for frame in touched.frames[1:]:
            frame.locator("body").wait_for()
        drawn(touched)
        assert too_small(touched) == []
        if ".kit-dial" in PARTS[lesson]:
            the_row_of_the_dial_stays_above_its_map(touched, button)


def the_row_of_the_dial_stays_above_its_map(touched: Page, button: str) -> None:
    """Look whether slider and sentence stay at the top while the map below them is scrolled, and whether they work."""
    dial = touched.locator(".kit-dial")
    dial.evaluate("""dial => {
      const panel = dial.closest('.jp-WindowedPanel-outer');
      const below = dial.querySelector('iframe').getBoundingClientRect();
      panel.scrollBy(0, below.top + below.height / 2 - panel.getBoundingClientRect().top);
    }""")
    drawn(touched)
    top = box_of(touched.locator(PANEL))["y"]
    for part in (".kit-dial input", ".kit-dial-says"):
        box = box_of(touched.locator(part))
        assert box["y"] >= top - 1
        assert box["y"] + box["height"] <= top + 200
    slider = touched.locator(".kit-dial input")
    before = slider.input_value()
    touched.locator(button).tap()
    touched.wait_for_function("before => document.querySelector('.kit-dial input').value !== before", arg=before)
    touched.locator(".kit-dial output", has_text=slider.input_value()).wait_for()
