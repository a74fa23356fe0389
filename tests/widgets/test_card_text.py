"""What an author or a learner writes is shown on a card as text: nothing of it runs, nothing becomes markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from payloads import MANY, PAYLOADS
from still import drawn

from kit.answers.store import AnswerStore
from kit.lesson import Lesson
from kit.quiz.bank import load_lesson

# The texts before an answer, and the feedback after it; what was typed stands in the controls.
LEAST = {
    "true-false": 7,
    "short-text": 2,
    "single-choice": 4,
    "numeric": 2,
    "matching": 20,
    "grouping": 15,
    "fill-in": 5,
    "open": 4,
    "ordering": 4,
    "multiple-choice": 8,
}


def spoilt(part: object, payload: str) -> object:
    """Return a part of an item whose texts carry a payload; ids and gaps stay."""
    if isinstance(part, dict):
        return {name: spoilt_field(name, value, payload) for name, value in part.items()}
    return [spoilt(inner, payload) for inner in part] if isinstance(part, list) else part


def spoilt_field(name: str, value: object, payload: str) -> object:
    """Return one field of an item, spoilt where it is a text."""
    if name in {"text", "feedback", "sample", "right", "wrong", "stem"} and isinstance(value, str):
        return f"{value} {payload}"
    if name in {"options", "prompts", "groups", "gaps", "rubric", "feedback"}:
        return spoilt(value, payload)
    return value


def response(kind: str, payload: str) -> object:
    """Return a response that is wrong as far as a payload can stand in it."""
    return {
        "true-false": {"truth": False, "reason": "near"},
        "short-text": payload,
        "single-choice": "b",
        "numeric": "3",
        "matching": {"VNM": "manila", "THA": "hanoi"},
        "grouping": {"met": "possible"},
        "fill-in": {"year": payload, "city": f"{payload}x"},
        "open": {"text": payload},
        "ordering": ["forum", "peace", "war"],
        "multiple-choice": ["b", "c"],
    }[kind]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_is_shown_as_text(
    item: Callable[..., Any], fields: dict[str, Any], show: Callable[..., Any], payload: str
):
    """A payload in the stem, every text, the feedback and the response of each kind is shown, and none runs."""
    items = [
        item(kind, number, hints=[payload], **spoilt({"stem": "Stem", **fields[kind]}, payload))
        for number, kind in enumerate(LEAST, start=1)
    ]
    objectives = {"card-use": payload}
    card = show(*items, title=payload, objectives=objectives)
    for asked, kind in zip(items, LEAST, strict=True):
        card.answer(response(kind, payload), asked.id)
    card = show(*items, title=payload, objectives=objectives)
    for asked, kind in zip(items, LEAST, strict=True):
        shown = card.at(f"[data-item={asked.id}]")
        assert shown.evaluate("item => item.textContent").count(payload) >= LEAST[kind]
    assert card.at("script:not(head script), svg, img, iframe, b, i, #cell style").count() == 0
    assert card.at("[onerror], [onload], [onfocus], [autofocus]").count() == 0
    typed = [card.at(part).input_value() for part in ("[data-item=q-card-02] input", "textarea")]
    assert typed == [payload, payload]
    drawn(card.tab)
    assert card.tab.evaluate("window.hasRun") is None


def test_many_payloads_at_once(item: Callable[..., Any], show: Callable[..., Any], tmp_path: Path):
    """More than 70 payloads as stem, option, hint, response and learner's name stand on one page as they were.

    Only backticks of an author are marks: they set code off.
    """
    assert len(set(MANY)) > 70
    stems = [payload.strip("`") for payload in MANY]
    items = []
    for number, payload in enumerate(MANY, start=1):
        kind, more = ("short-text", {}) if number % 2 else ("single-choice", {"options": options(payload), "key": "a"})
        items.append(item(kind, number, stem=payload, hints=[payload], **more))
    card = show(*items)
    for asked, payload in zip(items, MANY, strict=True):
        card.answer(payload if asked.kind == "short-text" else "b", asked.id)
    card = show(*items)
    assert [stem.text_content() for stem in card.at(".kit-stem").all()] == stems
    assert [box.input_value() for box in card.at("input[type=text]").all()] == list(MANY[::2])
    assert [part.text_content() for part in card.at(".kit-note p:first-child").all()][1::2] == stems[1::2]
    risky = card.at("script:not(head script), svg, img, iframe, object, embed, a, template, #cell style")
    assert risky.count() == 0
    plain, *names = (
        Lesson(load_lesson("02"), AnswerStore(tmp_path, learner=name))._repr_html_() for name in ("hanako", *MANY)
    )
    card.at("#cell").evaluate("(cell, html) => cell.insertAdjacentHTML('beforeend', html)", plain)
    of_the_header = risky.count()
    card.at("#cell").evaluate("(cell, names) => cell.insertAdjacentHTML('beforeend', names.join(''))", names)
    assert risky.count() == of_the_header * (1 + len(MANY))
    attributes = "node => [...node.attributes].map((each) => each.name).filter((name) => name.startsWith('on'))"
    assert card.tab.evaluate(f"[...document.querySelectorAll('*')].flatMap({attributes})") == []
    drawn(card.tab)
    assert card.tab.evaluate("window.hasRun") is None


def options(payload: str) -> list[dict[str, str]]:
    """Return two options whose texts and feedback are a payload."""
    return [{"id": name, "text": f"{name} {payload}", "feedback": payload} for name in ("a", "b")]
