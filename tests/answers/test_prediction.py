"""A guess before the data: kept, shown next to the key, never scored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.answers.learner_report import own_report
from kit.answers.prediction import prediction
from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.quiz.bank import LessonItems, load_lesson
from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem
from kit.quiz.score import score

FIELDS: dict[str, Any] = {
    "id": "q-guess-01",
    "kind": "numeric",
    "use": "predict",
    "objective": "story-find",
    "level": "understand",
    "stem": {"en": "How many members?", "ja": "加盟国はいくつ？"},
    "facts": ["fact-p13-ten-member-bloc"],
    "hints": [],
    "key": 10,
    "tolerance": 0,
    "feedback": {"right": {"en": "Well guessed.", "ja": "そのとおり。"}, "wrong": {"en": "Not ten?", "ja": "10では？"}},
}


@pytest.fixture
def item() -> Item:
    """Return an item to be guessed."""
    return msgspec.convert(FIELDS, AnyItem)


@pytest.fixture
def store(tmp_path: Path) -> AnswerStore:
    """Return an empty answer file."""
    return AnswerStore(tmp_path, "hanako")


def session(item: Item, store: AnswerStore) -> QuizSession:
    """Return a session that asks for the guess, as after the start of a kernel."""
    return QuizSession([item], lesson="01", store=store, seed="a", mode="prediction")


def test_a_guess_is_never_scored(item: Item):
    """Right or wrong, a guess earns nothing and loses nothing, and nothing is said about it."""
    for response in (10, 3):
        result = score(item, response)
        assert (result.score, result.verdict, result.notes) == (None, "unmarked", ())


def test_a_guess_needs_no_hint(item: Item):
    """An item to be guessed may go without hints; any other may not."""
    assert not list(item.mistakes())
    assert list(msgspec.structs.replace(item, use="check").mistakes())


def test_a_guess_outlives_the_kernel(item: Item, store: AnswerStore):
    """The card says only that the guess is kept, and shows it again after a restart."""
    state = session(item, store).answer(item.id, 7)
    assert (state.saved, state.feedback, state.verdict, state.score) == (True, [], msgspec.UNSET, msgspec.UNSET)
    assert session(item, store).states[item.id].response == 7


def test_the_last_guess_is_next_to_the_data(item: Item, store: AnswerStore):
    """After three guesses the last one at this item is shown, with the key, what is said about it, and who says so."""
    for guess in (3, 5, 7):
        session(item, store).answer(item.id, guess)
    other = msgspec.structs.replace(item, id="q-guess-02")
    session(other, store).answer(other.id, 9)
    shown = prediction(item, store, "01", "en")
    assert repr(shown).splitlines()[:3] == ["How many members?", "You guessed: 7. The answer: 10.", "Not ten?"]
    assert "Kyodo" in repr(shown)
    for part in ("You guessed", "<p>7</p>", "The answer", "<p>10</p>", "Not ten?", "Kyodo"):
        assert part in shown._repr_html_()
    assert "予想：7。答え：10。" in repr(prediction(item, store, "01", "ja"))


def test_without_a_guess_the_data_are_folded_away(item: Item, store: AnswerStore):
    """Before the guess the text says what to do; the key opens by a click, as on the projector."""
    shown = prediction(item, store, "01", "en")
    assert "10" not in repr(shown)
    html = shown._repr_html_()
    assert html.find("Answer the question first") < html.find("<details>") < html.find("<p>10</p>")


def test_a_guess_is_no_result_in_the_own_report(item: Item, store: AnswerStore):
    """The learner's report shows the guess and says that it is not scored; points stay as they are."""
    whole = load_lesson("01")
    lesson: LessonItems = msgspec.structs.replace(whole, items=(*whole.items[:1], item))
    session(item, store).answer(item.id, 7)
    report = own_report(store, [lesson])
    assert (report.parts[0].first, report.parts[0].last) == ((0.0, 0.0), (0.0, 0.0))
    assert "Your guess. It is not scored." in report.to_html()
