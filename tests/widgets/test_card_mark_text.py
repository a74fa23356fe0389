"""Phrases of a text on a card: by mouse, by keyboard, and after a reload."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem

SHARED = {
    "id": "q-card-01",
    "kind": "mark-text",
    "objective": "card-use",
    "level": "analyse",
    "stem": "Which one?",
    "facts": ["fact-p08-rubber-forum"],
    "hints": ["Look again."],
    "text": "It {met:met in 1973} and {plan:will meet} again.",
    "phrases": [{"id": name, "feedback": f"Think again about {name}."} for name in ("met", "plan")],
    "feedback": {"right": "Yes.", "wrong": "Not all of it."},
}


@pytest.fixture
def item() -> Callable[..., Item]:
    """Return a function that makes an item, with fields changed."""
    return lambda **fields: msgspec.convert(SHARED | fields, AnyItem)


def test_phrases_are_ticked_in_the_text(show: Callable, item: Callable[..., Item]):
    """Each phrase is a checkbox with the words as its name; its verdict and its feedback come after the answer."""
    card = show(item(key=["met"]))
    card.tab.get_by_role("checkbox", name="will meet", exact=True).check()
    card.check("wrong")
    assert card.response() == ["plan"]
    assert ["Not right yet" in words for words in card.marks()] == [True]
    assert card.at(".kit-note", has_text="will meet").inner_text().startswith("will meet")
    assert card.at(".kit-text").inner_text().startswith("It ")


def test_phrases_are_sorted_by_keyboard(show: Callable, item: Callable[..., Item]):
    """With categories each phrase is a list with the words as its name; arrows choose, Tab goes on."""
    categories = [{"id": name, "text": name.title()} for name in ("fact", "plan")]
    card = show(item(categories=categories, key={"met": "fact", "plan": "plan"}))
    card.tab_to("select")
    card.press("ArrowDown", "Tab", "ArrowDown", "ArrowDown", "Tab", "Enter")
    card.is_judged("right")
    assert card.response() == {"met": "fact", "plan": "plan"}
    again = show(item(categories=categories, key={"met": "fact", "plan": "plan"}))
    assert [box.input_value() for box in again.at("select").all()] == ["fact", "plan"]
