"""A class in Chromium: two learners and a teacher, from the door to the hand-ins; it needs the site of these tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from classroom import classroom
from playwright.sync_api import BrowserContext, Locator, Page, expect

from kit.class_report.collect import collect
from kit.live.headings import step_titles
from kit.quiz.bank import load_lesson
from kit.site.check import run_all

Context = Callable[..., BrowserContext]
LESSON, FIRST, SECOND = "00", "q-start-04", "q-pre-03"  # the lesson that starts fastest


def come_in(context: BrowserContext, port: int, code: str, name: str) -> Page:
    """Open the address of the class on plain http, as a tablet does, and come in."""
    page = context.new_page()
    page.goto(f"http://school.test:{port}/?code={code}")
    page.get_by_label("Your name").fill(name)
    page.keyboard.press("Enter")
    return page


def answered(page: Page, item: str) -> Locator:
    """Choose the first option of an item, press its button, and return the card."""
    card = page.locator(f".kit-item[data-item='{item}']").first
    card.scroll_into_view_if_needed()
    card.locator("input").first.check()
    card.locator(".kit-check").click()
    return card


def hears_of_lock_and_key(card: Locator) -> None:
    """Wait until a card says that it is closed, and what is right."""
    card.page.bring_to_front()
    told = card.locator(".kit-told")
    expect(told).to_contain_text("takes no more answers")
    expect(told).to_contain_text("Right: ")
    expect(card.locator(".kit-check")).to_have_attribute("aria-disabled", "true")


def test_a_class_from_the_door_to_the_hand_ins(site_folder: Path, context: Context, tmp_path: Path):
    """Learners come in, answer and raise a hand, the teacher sees it and locks; after a cut nothing is missing."""
    with classroom(tmp_path / "class", site_folder, LESSON) as room:
        board = context(viewport={"width": 1366, "height": 768}).new_page()
        board.goto(room.board)
        row = board.locator(f"[data-rows=items] [data-key='{FIRST}']")
        row.wait_for()
        assert "key=" not in board.url

        hanako = come_in(context(viewport={"width": 1024, "height": 768}), room.port, room.code, "Hanako")
        run_all(hanako)
        taken = come_in(context(), room.port, room.code, "hanako")
        expect(taken.get_by_role("alert")).to_contain_text("Somebody has this name already")
        assert [found["id"] for found in Axe().run(taken).response["violations"]] == []
        taken.get_by_label("Your name").fill("Thanh")
        taken.get_by_role("button").click()
        thanh = taken
        run_all(thanh)

        for page in (hanako, thanh):
            page.bring_to_front()
            card = answered(page, FIRST)
            expect(card.locator(".kit-sent")).to_have_text("With your teacher.")
        expect(row).to_contain_text("2 of 2 answered")
        thanh.get_by_role("button", name="Raise hand").click()
        hand = board.locator("[data-rows=hands]")
        expect(hand).to_contain_text("Thanh")
        expect(hand).to_contain_text(re.compile("|".join(map(re.escape, step_titles(load_lesson(LESSON))))))

        lock = board.locator(f"#lock-{SECOND}")
        lock.focus()
        board.keyboard.press("Space")
        expect(lock).to_have_attribute("aria-pressed", "true")
        expect(lock).to_be_focused()
        board.locator(f"#reveal-{SECOND}").press("Space")
        cards = [page.locator(f".kit-item[data-item='{SECOND}']").first for page in (hanako, thanh)]
        for card in cards:
            hears_of_lock_and_key(card)
        lock.press("Space")
        expect(lock).to_have_attribute("aria-pressed", "false")
        for card in cards:
            card.page.bring_to_front()
            expect(card.locator(".kit-told")).not_to_contain_text("takes no more answers")

        room.kill()
        hanako.bring_to_front()
        card = answered(hanako, SECOND)
        expect(card.locator(".kit-sent")).to_contain_text("Not with your teacher yet")
        expect(board.locator("#said")).to_contain_text("No connection")
        room.start()
        expect(card.locator(".kit-sent")).to_have_text("With your teacher.")
        expect(board.locator(f"[data-rows=items] [data-key='{SECOND}']")).to_contain_text("1 of 2 answered")

        board.get_by_label(re.compile("For the projector")).check()
        expect(board.locator("[data-rows=learners]")).to_be_hidden()
        assert "Thanh" not in board.locator("main").inner_text()
        assert [found["id"] for found in Axe().run(board).response["violations"]] == []
        room.stop()
    assert collect(tmp_path / "class" / "hand-ins").learners == ["Hanako", "Thanh"]
