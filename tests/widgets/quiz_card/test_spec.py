"""What a card sends when it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.quiz.bank import load_lesson
from kit.quiz.rules import Rules
from kit.widgets.quiz_card.spec import card_spec, in_english, without_unread

GOALS = load_lesson("02").objectives


def session(folder: Path, rules: Rules, language: str = "en") -> QuizSession:
    """Return a quiz of three items."""
    items = load_lesson("02").items[:3]
    store = AnswerStore(folder, "me")
    return QuizSession(items, lesson="02", store=store, seed="me/02", rules=rules, language=language)


def test_only_strings_that_the_script_names_are_sent(tmp_path: Path):
    """A string of the catalogue that the script does not name stays in Python."""
    spec = card_spec(session(tmp_path, Rules()), "Quiz", GOALS, {}, "say('check')")
    assert set(spec["strings"]) == {"check", "right", "wrong", "blank"}


@pytest.mark.parametrize(("language", "joiner"), [("en", " "), ("ja", ""), ("id", " ")])
def test_the_card_knows_what_is_between_two_sentences(tmp_path: Path, language: str, joiner: str):
    """Japanese has no space there."""
    spec = card_spec(session(tmp_path, Rules(), language), "Quiz", GOALS, {}, "say('joiner')")
    assert spec["strings"]["joiner"] == joiner


def test_goals_name_the_step_where_they_are_taught(tmp_path: Path):
    """An objective of the items is sent once, with its sentence and the step of the notebook."""
    quiz = session(tmp_path, Rules())
    first = next(iter(quiz.items.values())).objective
    spec = card_spec(quiz, "Quiz", GOALS, {first: "step-1"}, "")
    assert spec["goals"][0] == {"text": GOALS[first], "step": "step-1"}
    assert len(spec["goals"]) == len({item.objective for item in quiz.items.values()})


def test_a_timed_quiz_keeps_its_questions_until_it_begins(tmp_path: Path):
    """Before the time runs, the browser gets the rules and no question."""
    spec = card_spec(session(tmp_path, Rules(minutes=5)), "Quiz", GOALS, {}, "")
    assert spec["items"] == []
    assert spec["rules"]["isTimed"] is True


def test_options_travel_as_pairs():
    """Ids and texts of options are pairs on the wire, and what the text names already is left out."""
    item = {"id": "q-1", "options": [{"id": "a", "text": "A"}], "gaps": ["g"], "multiple": False}
    assert without_unread({"items": [item]}) == {"items": [{"id": "q-1", "options": [["a", "A"]]}]}


def test_a_card_says_which_texts_are_not_translated(tmp_path: Path):
    """Where letters do not tell, the browser hears what is English of what it shows, and nothing of the key."""
    quiz = session(tmp_path, Rules())
    first, *_, other = quiz.items.values()
    assert "english" not in card_spec(quiz, "", GOALS, {}, "")
    quiz.language = "eo"  # the kit has no catalogue of it
    said = in_english(quiz, quiz.questions)["english"]
    assert first.stem in said
    assert not set(said) & {first.feedback.right, *other.hints}
    assert in_english(quiz, {"hints": other.hints[:1]}) == {"english": [*other.hints[:1]]}
