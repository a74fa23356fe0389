"""Each text of a card says in which language it is, so that a voice reads it as what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kit.quiz.kinds.registry import KINDS

pytestmark = pytest.mark.browser
Make = Callable[..., Any]
Show = Callable[..., Any]
# Every text that is seen or read aloud, with the language that holds for it.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.querySelector(".kit-card"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    if (text) found.push([text, walker.currentNode.parentElement.closest("[lang]").lang]);
  }
  return found;
}"""


def languages(tab: Page) -> dict[str, set[str]]:
    """Return the languages that the texts of a card say they are in; Japanese ones and others apart."""
    found: dict[str, set[str]] = {"japanese": set(), "english": set()}
    for text, lang in tab.evaluate(TEXTS):
        if any("\u3040" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff" for character in text):
            found["japanese"].add(lang)
        elif sum(character.isalpha() for character in text) > 2:
            found["english"].add(lang)
    return found


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_english_questions_in_a_japanese_card(item: Make, show: Show, kind: str):
    """A question, its options, hints and feedback in English say so; what the kit says is Japanese."""
    asked = item(kind)
    card = show(asked, language="ja")
    assert languages(card.tab) == {"japanese": {"ja"}, "english": {"en"}}
    card.at(".kit-hint").click()
    expect(card.at(".kit-hints p")).to_have_count(1)
    card.answer(asked.sample_response("wrong"))
    card = show(asked, language="ja")
    card.at(".kit-saved").wait_for()
    assert languages(card.tab) == {"japanese": {"ja"}, "english": {"en"}}


def test_japanese_questions_in_an_english_card(item: Make, show: Show):
    """A question in Japanese says so in an English card, as do the lines of the summary."""
    items = [item("single-choice", number, stem="どれですか。") for number in (1, 2)]
    card = show(*items, title="小テスト", objectives={"card-use": "カードを使う"})
    card.answer("b")
    card.answer("a", "q-card-02")
    card = show(*items, title="小テスト", objectives={"card-use": "カードを使う"})
    card.at(".kit-jump").wait_for()
    assert languages(card.tab) == {"japanese": {"ja"}, "english": {"en"}}
