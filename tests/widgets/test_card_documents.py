"""Documents on a card: above their question, with words that are explained by a key."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from playwright.sync_api import expect

from kit.quiz.kinds.registry import AnyItem

ABOUT = {
    "id": "q-card-01",
    "kind": "single-choice",
    "objective": "card-use",
    "level": "analyse",
    "stem": "Who hopes for a loyal partner?",
    "documents": ["doc-2023-retno", "doc-2023-japan-report"],
    "facts": ["doc-2023-retno"],
    "hints": ["Read both."],
    "options": [{"id": name, "text": name, "feedback": "Read again."} for name in ("Retno", "Hayashi")],
    "key": "Retno",
}


def test_documents_are_above_their_question(show: Callable):
    """Both excerpts are there in the order of the item, before the question, and the item works as any other."""
    card = show(msgspec.convert(ABOUT, AnyItem))
    titles = [title.inner_text() for title in card.at(".kit-title").all()]
    assert titles == ["Indonesia's minister on China", "The meeting, as Japan's ministry reports it"]
    above, below = (card.at(part).bounding_box() for part in (".kit-documents", "fieldset"))
    assert above["y"] + above["height"] <= below["y"]
    card.tab.get_by_label("Retno").check()
    card.check("right")


def test_a_word_is_explained_by_a_key(show: Callable):
    """Enter on a word opens what it means, Escape closes it, and the focus stays."""
    card = show(msgspec.convert(ABOUT, AnyItem))
    word, note = card.at(".kit-word button").first, card.at(".kit-note").first
    expect(note).to_be_hidden()
    word.focus()
    card.press("Enter")
    expect(note).to_have_text("staunch loyal")
    expect(note).to_be_visible()
    card.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()
