"""A response is shown as the learner saw the options, and as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kit.quiz.bank import load_bank
from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS
from kit.quiz.score import score

LESSONS = {item.id: item for lesson in load_bank() for item in lesson.items}
RESPONSES: dict[str, tuple[str, object, tuple[str, ...]]] = {
    "single-choice": ("q-pre-05", "japan-sold", ("Japan complained about what ASEAN sold.",)),
    "multiple-choice": ("q-next-08", ["jakarta", "plan"], ("It was agreed in Jakarta.",)),
    "true-false": ("q-vision-06", {"truth": False, "reason": "seats"}, ("False", "Other seats choose other things.")),
    "numeric": ("q-pre-01", " 10 members", (" 10 members",)),
    "short-text": ("q-next-16", "<b>Hayashi</b>", ("<b>Hayashi</b>",)),
    "ordering": ("q-pre-10", ["rules", "concern", "condemns", "strongly"], ("2. He voices serious concern.",)),
    "matching": ("q-next-02", {"forecast-three-days": "end"}, ("The summit lasts three days. → 18 December 2023",)),
    "grouping": (
        "q-vision-02",
        {"guards": "vision"},
        ("Each spring twenty coast guards take a course in Yokohama. → In the vision",),
    ),
    "fill-in": ("q-next-07", {"day": "{kind}", "kind": "equal"}, ()),
    "map-click": ("q-pre-02", "KHM", ("Cambodia",)),
    "open": ("q-vision-03", {"text": " We,\n\tthe <members> "}, (" We,\n\tthe <members> ",)),
}


def test_every_kind_is_tried(with_own_tests: set[str]):
    """The responses above leave out no kind of item but those with tests of their own."""
    assert set(RESPONSES) == set(KINDS) - with_own_tests


@pytest.mark.parametrize("kind", RESPONSES)
def test_every_kind_can_be_read(kind: str):
    """A response of each kind reads in the words of the item, and what was typed is not touched."""
    name, response, wanted = RESPONSES[kind]
    item = LESSONS[name]
    assert item.kind == kind
    assert score(item, response).verdict != "unreadable"
    assert set(wanted) <= set(item.describe(response))


def test_gaps_are_filled_once():
    """What was typed into a gap appears in brackets, and is not filled again; an empty gap is seen."""
    (line,) = LESSONS["q-next-07"].describe({"day": "{kind}", "kind": "equal"})
    assert "on [{kind}] December 2023. It is about [equal] partners" in line
    assert "[…]" in line


@pytest.mark.parametrize(("response", "line"), [(10, "10 members"), (10.5, "10.5 members"), ("10", "10")])
def test_numbers_have_their_unit(response: object, line: str):
    """A number is written as people write it, with its unit; a typed one stays as typed."""
    assert LESSONS["q-pre-01"].describe(response) == (line,)


def test_japanese(make: Callable[..., Item]):
    """Options and verdicts are in the language asked for."""
    options: list[dict[str, Any]] = [
        {"id": name, "text": {"en": name, "ja": f"{name}です"}, "feedback": "Yes."} for name in ("a", "b")
    ]
    asked = make("true-false", options=options, truth=True, key="a")
    assert asked.describe({"truth": True, "reason": "b"}, "ja") == ("正しい", "bです")
