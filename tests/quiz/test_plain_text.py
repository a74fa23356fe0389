"""Answering by code, where no widget can be shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.registry import KINDS
from kit.quiz.parts import in_language
from kit.quiz.plain_text import rules_text
from kit.quiz.rules import Rules
from kit.quiz.sealed import seal_items
from kit.widgets.quiz_card.widget import QuizCard


@pytest.fixture
def card(tmp_path: Path, every_kind: LessonItems) -> QuizCard:
    """Give a quiz of the sample items, which do not move when the course changes."""
    return QuizCard(QuizSession(every_kind.items, lesson="20", store=AnswerStore(tmp_path), seed="a"))


def test_the_questions_are_there_as_text(card: QuizCard, every_kind: LessonItems):
    """Where no widget is shown, every question, its options and the way to answer are read as text, and no key."""
    text = card._repr_mimebundle_()[0]["text/plain"]
    for item in card.spec["items"]:
        assert item["stem"] in text
        assert f"item={item['id']!r})" in text
        assert all(f"{option['id']}: {option['text']}" in text for option in item.get("options", []))
    options = [option for item in every_kind.items for option in getattr(item, "options", ())]
    feedback = [in_language(option.feedback, "en") for option in options if getattr(option, "feedback", None)]
    assert feedback
    assert [sentence for sentence in feedback if sentence in text] == []


def test_an_answer_by_code_is_scored_and_saved(card: QuizCard, tmp_path: Path):
    """The reply says verdict, feedback and source; the answer is on disk, and the card shows it too."""
    reply = card.respond("hanoi", item="q-kinds-01")
    assert reply.startswith("✓ Right")
    assert "Source:" in reply
    assert reply.endswith("Saved on this computer.")
    assert repr(reply) == str(reply)
    assert [attempt.response for attempt in AnswerStore(tmp_path).read().attempts] == ["hanoi"]
    assert card.state["q-kinds-01"]["verdict"] == "right"


def test_an_answer_of_the_wrong_form_is_not_saved(card: QuizCard, tmp_path: Path):
    """A response that cannot be read is said to be so, with what to do, and nothing is saved."""
    reply = card.respond("Atlantis", item="q-kinds-01")
    assert reply.startswith("! One moment")
    assert "Saved" not in reply
    assert AnswerStore(tmp_path).read().attempts == ()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_wrong_form_shows_the_right_one(tmp_path: Path, kind: str, every_kind: LessonItems):
    """After a response of the wrong form the question comes once more, with a call that works as it is."""
    item = next(item for item in every_kind.items if item.kind == kind)
    for items, mode in (((item,), "practice"), (seal_items([item], ["en"]), "exam")):
        card = QuizCard(QuizSession(items, lesson=f"06{mode}", mode=mode, store=AnswerStore(tmp_path), seed="a"))
        reply = card.respond(item.sample_response("invalid"))
        assert reply.startswith("! One moment")
        assert str(card._repr_mimebundle_()[0]["text/plain"]) in reply
        call = reply[reply.index(".respond(") :]
        assert "Saved on this computer." in eval(f"card{call}", {"card": card})  # noqa: S307 - as a student copies it


def test_rules_are_written_as_the_language_does():
    """A percentage with decimals has the comma of Indonesian, and the point of English."""
    rules = Rules(pass_percent=62.5, hint_percent=12.5)
    for language, numbers in (("id", ["62,5", "12,5"]), ("en", ["62.5", "12.5"])):
        said = rules_text(rules, "practice", 3, language)
        assert [number in line for number, line in zip(numbers, said, strict=True)] == [True, True]


@pytest.mark.parametrize(
    ("item", "said", "near"),
    [
        (None, "Which item is answered?", "q-kinds-01"),
        ("q-kind-02", "No item here is called 'q-kind-02'.", "q-kinds-02"),
        ("x", "No item here is called 'x'.", "q-kinds-01"),
    ],
)
def test_which_item(card: QuizCard, item: str | None, said: str, near: str):
    """Among several items the answer has to name one that is there; of a wrong id the nearest is named."""
    with pytest.raises(KitError, match=re.escape(said)) as caught:
        card.respond("hanoi", item=item)
    assert f"item='{near}'" in caught.value.do
