"""A whole lesson under a finger, on a tablet and on a phone, as pupils have it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from finger import too_small
from playwright.sync_api import Browser, Locator, Page
from still import drawn
from student import ALL_DONE, PATIENCE_MS, TOKEN, Lab

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


@pytest.fixture(params=[(1024, 768), (360, 740)], ids=["tablet", "phone"])
def touched(request: pytest.FixtureRequest, chromium: Browser, lab: Lab) -> Iterator[Page]:
    """Give a tab of a screen that is touched."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
    lab.end_kernels()


def run(page: Page, lab: Lab, lesson: str) -> None:
    """Open a lesson on the page of pupils, run all its cells, and scroll through it, so that all of it is drawn."""
    name = next(path.name for path in lab.notebooks.glob(f"{lesson}-*.ipynb"))
    page.goto(f"{lab.url}doc/tree/{name}?token={TOKEN}")
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(state="attached")
    page.locator(".jp-Notebook .jp-Cell").first.click()
    cells = json.loads((lab.notebooks / name).read_text(encoding="utf-8"))["cells"]
    for _ in cells[:-1]:
        page.keyboard.press("Shift+Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(ALL_DONE)
    panel = page.locator(PANEL)
    panel.evaluate("panel => panel.scrollTo(0, 0)")
    at = -1
    while at != (
        at := panel.evaluate("panel => { panel.scrollBy(0, panel.clientHeight / 2); return panel.scrollTop }")
    ):
        drawn(page)


def box_of(part: Locator) -> dict[str, float]:
    """Return where a part of the page is."""
    box = part.bounding_box()
    assert box
    return dict(box)


@pytest.mark.parametrize("lesson", PARTS)
def test_all_that_is_pressed_in_a_lesson_is_large_enough(touched: Page, lab: Lab, lesson: str):
    """In a whole lesson, in its maps too, with all folds open, each thing to press has 44 pixels."""
    run(touched, lab, lesson)
    for part in (FOLDED, *PARTS[lesson]):
        assert touched.locator(part).count(), part
    touched.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    for frame in touched.frames[1:]:
        frame.locator("body").wait_for()
    drawn(touched)
    assert too_small(touched) == []


def test_the_row_of_the_dial_stays_above_its_map(touched: Page, lab: Lab):
    """In a lesson, slider and sentence stay at the top while the map below them is scrolled, and they work."""
    run(touched, lab, "02")
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
    touched.locator(".kit-onward").tap()
    touched.wait_for_function("before => document.querySelector('.kit-dial input').value !== before", arg=before)
    touched.locator(".kit-dial output", has_text=slider.input_value()).wait_for()
