"""The pictures of README and docs show what is there now; KIT_PICTURES=write, or `make pictures`, takes them again."""

from __future__ import annotations

from pathlib import Path

import pytest
from answering import by_mouse, items, right
from pages import serving
from playwright.sync_api import Browser, Page
from screenshots import take
from still import drawn
from student import Desk

from kit.class_report.report import class_report

SIZE = WIDTH, HEIGHT = 1280, 800


@pytest.fixture
def wide(desk: Desk) -> Desk:
    """Give a tab in which a whole card has room; its pictures are made smaller."""
    desk.page.set_viewport_size({"width": WIDTH * 5 // 4, "height": HEIGHT * 5 // 4})
    return desk


def test_a_lesson_with_map_and_card(wide: Desk):
    """In lesson 02 a question is answered on a map."""
    wide.run("02-who-is-asean.ipynb")
    wide.page.keyboard.press("Control+b")  # the list of files gives room
    asked = next(item for item in items("02").values() if item.kind == "map-click")
    card = wide.item(asked.id)
    by_mouse(wide.page, card, asked)
    right(wide, asked)
    card.evaluate("card => card.scrollIntoView({ block: 'end' })")
    take(wide.page, "docs/pictures/lesson.png", SIZE, card.locator("iframe"), card.locator(".kit-note").first)


def test_the_timeline(wide: Desk):
    """The timeline of lesson 03 shows the events in order."""
    wide.run("03-fifty-years.ipynb")
    wide.page.keyboard.press("Control+b")
    shown = wide.bring(".kit-timeline")
    shown.evaluate("shown => shown.scrollIntoView({ block: 'start' })")
    take(wide.page, "docs/pictures/timeline.png", SIZE, shown.locator("li:not([hidden])").first)


def test_the_report_on_a_class(tab: Page, tmp_path: Path):
    """The report on the invented class says what to teach again."""
    tab.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    tab.set_content(class_report().save(tmp_path / "report.html").read_text(encoding="utf-8"))
    take(tab, "docs/pictures/class-report.png", SIZE, tab.locator("h1"))


def test_a_question_on_the_projector(chromium: Browser, tmp_path: Path):
    """On the projector a question of lesson 02 stands alone, in large type."""
    with serving(tmp_path, "kit", "present", "02") as url:
        context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        page = context.new_page()
        page.goto(url, wait_until="commit")
        page.locator(".kit-bar").wait_for()
        question = page.locator('.kit-item[data-item="q-members-01"]')  # it draws its map when it is seen
        question.wait_for(state="attached")
        for _ in range(int(page.locator(".kit-bar output").inner_text().split("/")[1])):
            if not question.is_visible():
                page.keyboard.press("PageDown")
                drawn(page)
        take(
            page,
            "docs/pictures/projector.png",
            SIZE,
            page.frame_locator(".kit-step-now iframe").locator("path.kit-area").first,
        )
        context.close()
