"""A card under a finger, on a tablet and on a phone: what is pressed is large, drags work, fields stay in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from finger import too_small
from playwright.sync_api import Browser, Page
from still import drawn

Make = Callable[..., Any]
Show = Callable[..., Any]


@pytest.fixture(params=[(768, 1024), (360, 740)], ids=["tablet", "phone"])
def tab(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """Give a page on a screen that is touched; a script that fails is a failure."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True)
    page, failed = context.new_page(), list[str]()
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    context.close()
    assert failed == []


def test_what_is_pressed_is_large_enough(tab: Page, item: Make, show: Show, fields: dict[str, Any]):
    """Of every kind, before and after Check, each thing to press is at least 44 pixels wide and high."""
    made = [item(kind, number) for number, kind in enumerate(fields, 1)]
    card = show(*made)
    tab.locator(".kit-hint").first.tap()
    tab.locator(".kit-hints p").first.wait_for()
    assert too_small(tab) == []
    for one in made:
        card.answer(one.sample_response("wrong"), one.id)
    show(*made)
    assert tab.locator(".kit-feedback:not(:empty)").count() == len(made)
    assert too_small(tab) == []


def test_every_drag_by_a_grip_works(tab: Page, item: Make, show: Show):
    """An entry whose grip is dragged to the top is the first, ten times out of ten, and the page stays where it was."""
    card = show(item("ordering"))
    session = tab.context.new_cdp_session(tab)
    for name in ("forum", "peace", "war", "peace", "forum") * 2:
        start = tab.locator(f"[data-id={name}] .kit-grip").bounding_box()
        end = tab.locator(".kit-order .kit-entry").first.bounding_box()
        assert start
        assert end
        x, y, top = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2, end["y"] + 3
        for kind, height in (
            ("touchStart", y),
            ("touchMove", y - 12),
            ("touchMove", (y + top) / 2),
            ("touchMove", top),
        ):
            spot = {"x": x, "y": height}
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [spot]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        tab.locator(f".kit-order .kit-entry:first-child[data-id={name}]:not(.kit-dragged)").wait_for()
    assert tab.evaluate("scrollY") == 0
    assert card.at(".kit-dragged").count() == 0


@pytest.mark.parametrize("kind", ["numeric", "short-text", "fill-in", "open"])
def test_a_field_stays_above_the_keyboard(tab: Page, item: Make, show: Show, kind: str):
    """When the keyboard of the screen takes half the height, the field that is written in is whole in what is left."""
    show(*(item(kind, number) for number in range(1, 6)))
    for number in (3, 5):
        field = tab.locator(f"[data-item=q-card-0{number}] :is([type=text], textarea)").first
        field.tap()
        size = tab.viewport_size
        assert size
        half = size["height"] // 2
        tab.set_viewport_size({"width": size["width"], "height": half})
        tab.wait_for_function("half => innerHeight === half", arg=half)
        drawn(tab)
        box = field.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= half
        assert field.evaluate("field => field === document.activeElement")
        tab.set_viewport_size(size)
