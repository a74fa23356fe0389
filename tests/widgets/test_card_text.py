"""What an author or a learner writes is shown on a card as text: nothing of it runs, nothing becomes markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
PAYLOADS = (
    "<script>window.hasRun=1</script>",
    "<img src=x onerror=window.hasRun=1>",
    "</textarea></select></fieldset><svg onload=window.hasRun=1>",
    '" autofocus onfocus="window.hasRun=1',
    "javascript:window.hasRun=1",
    "{{ 7*7 }}{% raise %}{ year }${window.hasRun=1}",
    "<iframe srcdoc='<script>parent.hasRun=1</script>'></iframe>",
    "<b>bold</b> &lt;i&gt; <!-- <style>*{display:none}</style>",
    "\u202eגב\u0000\ufffe`'\\",
)
# The texts before an answer, and the feedback after it; what was typed stands in the controls.
LEAST = {
    "true-false": 7,
    "short-text": 2,
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
    card.tab.wait_for_timeout(50)
    assert card.tab.evaluate("window.hasRun") is None
