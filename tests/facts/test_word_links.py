"""A word that a lesson marks opens its meaning where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from kit.facts.selection import lesson_words
from kit.facts.word_links import word_links

_PAGE = (
    '<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Lesson</title>'
    '<p style="margin-top: 300px">A regional <a href="#New-words" title="A group of states that act together. '
    '日本語: ブロック・連合">bloc</a>.</p><p style="height: 5000px"></p><h2 id="New-words">New words</h2>'
)


@pytest.fixture(params=[(1024, 768), (360, 740)], ids=["tablet", "phone"])
def lesson(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """Give a page with a marked word, as a lesson has it after its first cell."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    tab = context.new_page()
    tab.set_content(_PAGE + word_links(lesson_words("02"), "en") * 2)  # the first cell was run twice
    yield tab
    context.close()


def test_a_tap_opens_the_meaning_in_place(lesson: Page):
    """One tap shows the word in English and Japanese, whole on the screen, and the page does not move."""
    lesson.get_by_role("link", name="bloc").tap()
    note = lesson.get_by_role("note")
    assert note.count() == 1
    assert note.locator("p").all_inner_texts() == [
        "bloc A group of states that act together.",
        "ブロック（国々のまとまり）（くにぐにのまとまり） いっしょに行動する国々のまとまり。",
    ]
    assert lesson.evaluate("scrollY") == 0
    box, size = note.bounding_box(), lesson.viewport_size
    assert box
    assert size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("way", ["button", "elsewhere", "Escape"])
def test_there_is_a_way_back(lesson: Page, way: str):
    """The button, a tap elsewhere and Escape close the meaning; the button is large enough for a finger."""
    lesson.get_by_role("link", name="bloc").tap()
    close = lesson.get_by_role("button", name="Close")
    box = close.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    if way == "button":
        close.tap()
    elif way == "elsewhere":
        lesson.touchscreen.tap(30, 30)
    else:
        lesson.keyboard.press("Escape")
    lesson.get_by_role("note").wait_for(state="detached")
    assert lesson.evaluate("location.hash") == ""


def test_the_keyboard_opens_and_comes_back(lesson: Page):
    """Enter on the word opens its meaning, and Escape leads back to the word."""
    lesson.get_by_role("link", name="bloc").press("Enter")
    lesson.get_by_role("note").wait_for()
    lesson.keyboard.press("Escape")
    lesson.get_by_role("note").wait_for(state="detached")
    assert lesson.evaluate("document.activeElement.textContent") == "bloc"


def test_the_language_of_the_lesson_comes_first(lesson: Page):
    """A Japanese lesson says the Japanese meaning first."""
    lesson.set_content(_PAGE + word_links(lesson_words("02"), "ja"))
    lesson.get_by_role("link", name="bloc").tap()
    assert lesson.get_by_role("note").locator("p").first.get_attribute("lang") == "ja"
    assert lesson.get_by_role("button", name="閉じる").is_visible()


def test_a_lesson_without_words_sends_nothing():
    """A lesson whose number has no words adds nothing to the page."""
    assert word_links(lesson_words("99"), "en") == ""


def test_a_word_may_have_no_meaning_in_a_language():
    """A glossary of one's own may have terms without definitions; nothing is said in their place."""
    words = lesson_words("02").assign(term_vi="thành viên", definition_ja=None)
    found = word_links(words, "en")
    assert words["definition_en"].iloc[0] in found
    assert '["vi"' not in found
    assert '["ja"' not in found
