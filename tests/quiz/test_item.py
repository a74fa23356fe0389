"""The public side of an item: what the browser may know before scoring."""

from __future__ import annotations

import json
from collections.abc import Callable

from kit.quiz.item import Item

Make = Callable[..., Item]
SECRET_FIELDS = {"key", "truth", "feedback", "sample", "rubric", "expected_errors", "tolerance", "facts", "key_from"}
SECRETS = ("SECRET-FEEDBACK", "SECRET-HINT", "1973", "1967")


def test_public_has_no_key_feedback_or_hint(make: Make, kind: str):
    """Neither the key nor a text of feedback or hint is in what goes to the browser, only the number of hints."""
    item = make(kind, hints=["SECRET-HINT", "SECRET-HINT"], as_of="2023-07-13")
    sent = json.dumps(item.public())
    shown = item.public()
    assert not any(secret in sent for secret in SECRETS)
    assert "About" not in sent
    assert "key" not in shown
    assert (
        set(shown)
        <= {"id", "kind", "stem", "points", "hints", "as_of", "multiple", *item.__struct_fields__} - SECRET_FIELDS
    )
    assert (shown["id"], shown["kind"], shown["hints"], shown["as_of"]) == ("q-test-01", kind, 2, "2023-07-13")
    assert all(set(option) == {"id", "text"} for option in shown.get("options", []))


def test_public_says_whether_several_may_be_chosen(make: Make):
    """The card must know whether it shows one choice or ticks; the number of right ones stays secret."""
    assert make("multiple-choice").public()["multiple"] is True
    assert make("map-click").public()["multiple"] is False
    assert make("map-click", key=["VNM", "LAO"]).public()["multiple"] is True


def test_public_in_a_language(make: Make):
    """Stem, option texts and unit come in the language asked for."""
    item = make("numeric", stem={"en": "When?", "ja": "いつ？"}, unit={"en": "year", "ja": "年"})
    assert (item.public("ja")["stem"], item.public("ja")["unit"]) == ("いつ？", "年")
    assert item.public()["stem"] == "When?"


def test_row_ids(make: Make):
    """All row ids that an item and its feedback rest on are found, wherever they appear."""
    choices = [
        {"id": "a", "text": "A", "feedback": "a", "facts": ["own", "fact-one"]},
        {"id": "b", "text": "B", "feedback": "b"},
    ]
    assert make("single-choice", options=choices).row_ids() == {"fact-one", "own"}
    assert make("numeric").row_ids() == {"fact-one", "fact-two"}
