"""What emphasis and a picture look like on a card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator

from kit.quiz.item_picture import Picture

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><circle cx="20" cy="20" r="9" fill="red"/>'
    '<text x="40" y="30">Hanoi</text></svg>'
)
TEXT = "Not *this* but **<img src=x onerror=alert(1)>** `x < y`"
HTML = "Not <em>this</em> but <strong>&lt;img src=x onerror=alert(1)&gt;</strong> <code>x &lt; y</code>"
KINDS = ("single-choice", "multiple-choice", "true-false", "ordering", "matching", "grouping")


def html(place: Locator) -> str:
    """Return the HTML of a place, without the empty classes that the card's own maker of elements leaves."""
    return place.inner_html().replace(' class=""', "")


@pytest.fixture
def picture(tmp_path: Path) -> Picture:
    """Return a picture as a loaded item has it."""
    (tmp_path / "map.svg").write_text(SVG, encoding="utf-8")
    return Picture(file=str(tmp_path / "map.svg"), alt="A red dot and the word Hanoi")


@pytest.mark.parametrize("kind", KINDS)
def test_emphasis_is_shown_and_html_is_text(kind: str, item: Callable[..., Any], show: Callable[..., Any]):
    """Stem and first option have elements for emphasis; what looks like HTML is read as text."""
    asked = item(kind, stem=TEXT)
    options = "prompts" if kind == "matching" else "options"
    first, *others = getattr(asked, options)
    changed = msgspec.structs.replace(asked, **{options: (msgspec.structs.replace(first, text=TEXT), *others)})
    card = show(changed, title="")
    assert html(card.at(".kit-stem")) == HTML
    assert html(card.at(":not(.kit-stem):has(> em:text-is('this'))").first).startswith(HTML)
    assert card.at("img").count() == 0


def test_feedback_and_hints_are_stressed_too(item: Callable[..., Any], show: Callable[..., Any]):
    """A hint and the feedback after an answer show their emphasis, and still do after a reload."""
    asked = item("short-text", hints=[TEXT, "More."], feedback={"right": TEXT, "wrong": TEXT})
    card = show(asked, title="")
    card.at(".kit-hint").click()
    card.at(".kit-hints em").wait_for()
    card.answer("nothing of the kind")
    card = show(asked, title="")
    assert HTML in html(card.at(".kit-hints"))
    assert html(card.at(".kit-note p").first) == HTML


@pytest.mark.parametrize("is_dark", [False, True])
def test_a_picture_is_seen_and_told(
    is_dark: bool,  # noqa: FBT001 - a parameter of the test
    picture: Picture,
    item: Callable[..., Any],
    show: Callable[..., Any],
):
    """The picture has its words, is drawn, stays within the card, and axe finds nothing wrong."""
    card = show(
        msgspec.structs.replace(item("single-choice", stem="*Where* is `this`?"), picture=picture),
        title="",
        is_dark=is_dark,
    )
    image = card.tab.get_by_role("img", name="A red dot and the word Hanoi")
    image.evaluate("image => image.decode()")
    box, around = image.bounding_box(), card.at(".kit-item").bounding_box()
    assert box["height"] > 50
    assert box["x"] >= around["x"]
    assert box["x"] + box["width"] <= around["x"] + around["width"]
    found = Axe().run(card.tab, options={"rules": {"page-has-heading-one": {"enabled": False}}}).response["violations"]
    assert found == []
