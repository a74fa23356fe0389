"""A student in lesson 02, run once for all: what each part of it shows, and how it goes by mouse and by keyboard."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from answering import by_mouse, items, quiz_item, right
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from student import Desk, Lab, sitting

AXE = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def read(chromium: Browser, lab: Lab) -> Iterator[Desk]:
    """Give the lesson with every cell run; each test below answers an item that is its own."""
    with sitting(chromium, lab) as desk:
        desk.run("02-who-is-asean.ipynb")
        yield desk


def test_the_key_stays_in_python_until_the_answer_is_scored(read: Desk):
    """No message to the browser holds a key or a sentence of feedback before scoring; then only what is due."""
    item = quiz_item("single-choice")
    card = read.item(item.id)
    before = "\n".join(read.received)
    assert item.stem in before
    assert '"key"' not in before
    sentences = [note for other in items("02").values() for note in feedback(other)]
    assert len(sentences) > 100
    assert [sentence for sentence in sentences if sentence in before] == []
    wrong = next(option for option in item.options if option.id != item.key)
    card.locator("label.kit-option", has=read.page.locator(f'input[value="{wrong.id}"]')).click()
    card.locator(".kit-check").click()
    card.locator('.kit-verdict[data-verdict="wrong"]').wait_for()
    after = "\n".join(read.received)
    assert [sentence for sentence in sentences if sentence in after] == [escaped(wrong.feedback)]


def feedback(item: object) -> list[str]:
    """Return the sentences that an item shows after scoring, as they stand in a message."""
    texts = [option.feedback for option in getattr(item, "options", ())]
    texts += [error.feedback for error in getattr(item, "expected_errors", ())]
    texts += [getattr(getattr(item, "feedback", None), name, None) for name in ("right", "wrong")]
    return [escaped(text) for text in texts if text]


def escaped(text: object) -> str:
    """Return a text as JSON writes it."""
    return json.dumps(str(text))[1:-1]


def test_the_map_shows_the_ten_members_of_the_day(read: Desk):
    """The first map of lesson 02 shows the ten members of 13 July 2023, and no eleventh."""
    read.bring("iframe.kit-map")
    members = read.page.frame_locator("iframe.kit-map").first.locator('path.kit-area[data-member="true"]')
    members.first.wait_for()
    shown = set(members.evaluate_all("paths => paths.map(path => path.dataset.area)"))
    assert shown == {"BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM"}


def test_axe_finds_nothing_in_our_widgets(read: Desk):
    """Cards, dial and lists break no rule that axe knows, answered or not, dark as the system is or light."""
    item = quiz_item("multiple-choice")
    by_mouse(read.page, read.item(item.id), item)
    right(read, item)
    for scheme, theme in (("dark", "JupyterLab Dark"), ("light", "JupyterLab Light")):
        read.page.emulate_media(color_scheme=scheme)
        read.page.locator(f'body[data-jp-theme-name="{theme}"]').wait_for(state="attached")
        for part in (".kit-card", ".kit-dial", ".kit-map-list", ".kit-listing"):
            read.bring(part)
            found = Axe().run(read.page, context=part, options=AXE)
            assert found.violations_count == 0, found.generate_report()


def test_every_row_of_a_card_is_reached_from_the_notebook_by_keyboard(read: Desk):
    """From a cell of the notebook Tab goes into the card below it: nobody is shut out without a mouse."""
    card = read.item("q-members-03")
    cell = card.locator("xpath=ancestor::div[contains(@class, 'jp-CodeCell')]")
    cell.locator(".jp-InputPlaceholder [role=button]").focus()  # the code is folded
    for _ in range(20):
        read.page.keyboard.press("Tab")
        if read.page.evaluate("Boolean(document.activeElement.closest('.kit-item'))"):
            break
    assert read.page.evaluate("document.activeElement.closest('.kit-item').dataset.item") == "q-members-03"


def test_escape_leads_from_a_card_back_to_the_notebook(read: Desk):
    """One Escape stays in the card and says so; a second one leaves, and the arrow keys go on through the notebook."""
    card = read.item("q-members-03")
    card.locator("input").first.focus()
    read.page.keyboard.press("Escape")
    expect(read.page.locator(".kit-leave:not(:empty)")).to_have_text("Press Esc once more to leave.")
    assert read.page.evaluate("Boolean(document.activeElement.closest('.kit-item'))") is True
    read.page.keyboard.press("Escape")
    read.page.keyboard.press("ArrowDown")
    assert read.page.evaluate("Boolean(document.activeElement.closest('.kit-item'))") is False
    assert read.page.locator(".jp-Notebook.jp-mod-commandMode").count() == 1


def test_a_new_word_opens_its_meaning_in_place(read: Desk):
    """A new word shows its meaning to a mouse, and opens it from the keyboard in both languages; Escape leads back."""
    word = read.bring('.jp-RenderedMarkdown a[title*="日本語"]')
    assert "議長国" in read.bring('a[title^="The member that leads"]').get_attribute("title")
    word.focus()
    read.page.keyboard.press("Enter")
    note = read.page.locator(".kit-note:popover-open")
    expect(note.locator("[lang=en]")).to_be_in_viewport()
    expect(note.locator("[lang=ja]")).to_be_in_viewport()
    read.page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(word).to_be_focused()


def test_a_kernel_that_is_busy_for_half_a_minute(read: Desk, tmp_path: Path):
    """Who answers while a cell runs for 30 seconds reads that the card waits; then the verdict comes, saved once."""
    item = quiz_item("numeric")
    card = read.item(item.id)
    end = tmp_path / "seen"
    looked_at = f"lambda: os.path.exists({str(end)!r})"
    begun = run_in_a_new_cell(
        read, f"import os, time; time.sleep(30); all(time.sleep(0.1) is None for _ in iter({looked_at}, True))"
    )
    by_mouse(read.page, read.item(item.id), item)
    expect(card.locator(".kit-wait")).to_contain_text("No answer from Python yet")
    expect(card.locator(".kit-wait")).to_contain_text("not yet known")
    assert [each for each in read.lab.attempts() if each["item_id"] == item.id] == []
    end.touch()
    right(read, item)
    assert time.monotonic() - begun > 29
    assert card.locator(".kit-wait, .kit-error").count() == 0


def run_in_a_new_cell(read: Desk, code: str) -> float:
    """Run some code in a cell at the end of the notebook, and return when it begins."""
    read.page.keyboard.press("Escape")
    read.page.locator(".jp-Notebook .jp-Cell").last.click()
    read.page.keyboard.press("Escape")
    read.page.keyboard.press("b")
    read.page.keyboard.press("Enter")
    read.page.keyboard.type(code)
    read.page.keyboard.press("Control+Enter")
    read.page.locator('.jp-Notebook-ExecutionIndicator[data-status="busy"]').wait_for()
    return time.monotonic()
