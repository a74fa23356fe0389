"""What may be said about an answer follows from the setting and from what was done, and from nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from kit.answers.attempt import Attempt
from kit.answers.history import ItemHistory
from kit.answers.item_state import ItemState, Setting, count_tries
from kit.emphasis import Run
from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem
from kit.quiz.rules import Rules
from kit.quiz.score import score
from kit.text import text_in


def made(**changes: Any) -> Item:  # noqa: ANN401
    """Return an open item, unless another kind is given."""
    shared = {
        "id": "q-test-01",
        "objective": "test",
        "level": "recall",
        "stem": "Why?",
        "facts": ["BRN"],
        "hints": ["A."],
    }
    own = {"kind": "open", "sample": "So.", "rubric": [{"id": "who", "text": "Who."}, {"id": "why", "text": "Why."}]}
    return msgspec.convert(shared | (changes or own), AnyItem)


def attempt(response: object, verdict: str = "right", points: float | None = 1.0) -> Attempt:
    """Return an attempt at it."""
    return Attempt(
        learner="a", lesson="02", item_id="q-test-01", response=response, score=points, max_score=1.0, verdict=verdict
    )


NUMBER = {"kind": "numeric", "key": 3, "feedback": {"right": "Yes.", "wrong": "No."}}


@pytest.mark.parametrize("mode", ["pretest", "exam"])
def test_no_verdict_before_it_is_due(mode: Any):  # noqa: ANN401
    """In a pretest and an exam a state says that the answer is saved, and nothing that tells whether it is right."""
    history = ItemHistory([attempt(3)], hints=1)
    state = Setting(mode=mode).known_state(made(**NUMBER), history, is_over=False)
    assert state == ItemState(response=3, tries=1, saved=True)
    assert set(msgspec.to_builtins(state)) == {"response", "tries", "saved", "hints", "feedback"}


def test_the_points_of_the_day_stay(monkeypatch: pytest.MonkeyPatch):
    """An answer shows the points that it earned when it was given, with today's feedback."""
    monkeypatch.setattr("kit.answers.item_state.source_line", lambda row_id, _folder, _language: f"row {row_id}")
    state = Setting().known_state(made(**NUMBER), ItemHistory([attempt(3, "partly", 0.5)]), is_over=False)
    assert (state.verdict, state.score, state.feedback[0].text) == ("partly", 0.5, "Yes.")
    assert state.feedback[0].sources == ["row BRN"]
    of_an_exam = Setting().known_state(made(**NUMBER), ItemHistory([attempt(3, "unmarked", None)]), is_over=False)
    assert (of_an_exam.verdict, of_an_exam.score, of_an_exam.max_score) == ("right", 1.0, 1.0)


def test_a_state_has_the_parts_and_the_emphasis_of_its_texts():
    """Each part of an item says how it was; texts come without marks of emphasis, whose places `runs` gives."""
    options = [{"id": "a", "text": "A", "feedback": "A."}, {"id": "b", "text": "B", "feedback": "*Not* B."}]
    own = {"kind": "true-false", "truth": True, "options": options, "key": "a"}
    feedback = {"right": "Yes.", "wrong": "No."}
    item = made(**own, feedback=feedback, hints=["Think of *one*."])
    history = ItemHistory([attempt({"truth": True, "reason": "b"}, "partly", 0.5)], hints=1)
    state = Setting().known_state(item, history, is_over=False)
    assert state.parts == {"truth": "right", "reason": "wrong"}
    assert [each.text for each in state.feedback] == ["Yes.", "Not B."]
    assert state.hints == ["Think of one."]
    assert state.runs == {
        "Not B.": [Run("Not", ("em",)), Run(" B.")],
        "Think of one.": [Run("Think of "), Run("one", ("em",)), Run(".")],
    }


@pytest.mark.parametrize(("language", "points"), [("tet", "0.5"), ("zh-Hant", "0.5"), ("pt-BR", "0,5")])
def test_points_in_any_language(monkeypatch: pytest.MonkeyPatch, language: str, points: str):
    """Points are written as the language does, with a script or a country, or as English where CLDR has nothing."""
    monkeypatch.setattr("kit.answers.item_state.source_line", lambda row_id, _folder, _language: f"row {row_id}")
    monkeypatch.setattr("kit.answers.item_state.text_in", lambda _language: text_in("en"))
    history = ItemHistory([attempt(3, "partly", 0.5)])
    state = Setting(language=language).known_state(made(**NUMBER), history, is_over=False)
    assert str(state.line).endswith(f"{points} of 1 point")


def test_what_no_longer_fits_is_not_shown():
    """An earlier answer that its item can no longer read counts as a try, and is not shown."""
    state = Setting().known_state(made(**NUMBER), ItemHistory([attempt("three or four")]), is_over=False)
    assert (state.response, state.saved, state.tries) == (None, False, 1)


def test_own_marks_are_not_a_further_try():
    """Marking one's own words goes on with the same answer; other words are another one."""
    words, marks = {"text": "Rubber."}, {"text": "Rubber.", "marks": {"who": 1, "why": 0}}
    assert count_tries(made(), [attempt(words), attempt(marks), attempt({"text": "Tyres."})]) == 2


def test_the_best_counts():
    """Where the best try counts, the state says which points those are beside those of the last one."""
    history = ItemHistory([attempt(3), attempt(4, "wrong", 0.0)])
    state = Setting(rules=Rules(counts="best")).known_state(made(**NUMBER), history, is_over=False)
    assert (state.score, state.counted) == (0.0, 1.0)
    assert Setting().known_state(made(**NUMBER), history, is_over=False).counted is UNSET


def test_what_nobody_has_marked_is_not_counted():
    """An answer in one's own words has no points until it is marked, neither in its line nor as the best try."""
    words = {"text": "Rubber."}
    setting = Setting(rules=Rules(counts="best"))
    history = ItemHistory([attempt(words, "unmarked", None)])
    state = setting.known_state(made(), history, is_over=False)
    assert (state.line, state.score, state.counted) == (text_in("en")("verdict.unmarked"), None, None)
    history.attempts.append(attempt({**words, "marks": {"who": 1, "why": 0}}, "partly", 0.5))
    assert setting.known_state(made(), history, is_over=False).counted == 0.5


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_what_cannot_be_read_is_said_and_is_not_a_try(mode: Any):  # noqa: ANN401
    """Whoever typed what is not a number hears so in an exam, too; nothing is saved, counted or used up."""
    item, given = made(**NUMBER), "three or four"
    setting = Setting(mode=mode, rules=Rules(counts="best", attempts=2))
    state = setting.state(item, given, score(item, given), ItemHistory([attempt(3)]), is_over=False)
    assert (state.saved, state.verdict, state.line) == (False, "unreadable", text_in("en")("verdict.unreadable"))
    assert state.feedback
    assert (state.tries, state.counted, state.left, state.final) == (1, UNSET, UNSET, UNSET)


@pytest.mark.parametrize(("tries", "left"), [(1, "1 try left."), (2, "0 tries left.")])
def test_the_tries_that_are_left_are_said(tries: int, left: str):
    """One try is one try, and none are tries; the last one is final."""
    history = ItemHistory([attempt(4, "wrong", 0.0)] * tries)
    state = Setting(rules=Rules(attempts=2)).known_state(made(**NUMBER), history, is_over=False)
    assert (state.left, state.final) == (left, tries == 2)


def test_nothing_is_left_when_the_time_is_over():
    """What is saved stays and is final; what is missing earns nothing, and that is said in the setting's language."""
    setting = Setting(rules=Rules(minutes=5), language="ja")
    assert setting.known_state(made(**NUMBER), ItemHistory([attempt(3)]), is_over=True).final is True
    missing = setting.known_state(made(**NUMBER), ItemHistory(), is_over=True)
    assert (missing.final, missing.score, missing.max_score) == (True, 0, 1.0)
    assert str(missing.left).startswith("時間になりました")
    released = Setting(is_released=True).known_state(made(**NUMBER), ItemHistory(), is_over=True)
    assert (released.final, released.left) == (True, text_in("en")("card.unanswered"))
