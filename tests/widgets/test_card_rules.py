"""A card whose quiz has rules: what Python takes, refuses and remembers, whatever happens to kernel and page."""

# ruff: noqa: SLF001 - the wire is driven as ipywidgets drives it

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kit.answers.event import Event
from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.quiz.item import Item
from kit.quiz.rules import Rules
from kit.quiz.sealed import seal_items
from kit.widgets.quiz_card.widget import QuizCard

Make = Callable[..., Item]
ONE = "q-card-01"
TIMED = Rules(minutes=30)


@pytest.fixture
def store(tmp_path: Path) -> AnswerStore:
    """Return an empty answer file."""
    return AnswerStore(tmp_path / "answers", learner="hanako")


@pytest.fixture
def card(store: AnswerStore, item: Make) -> Callable[..., QuizCard]:
    """Return a function that makes a card as a new kernel does, of one item unless others are given."""

    def make(rules: Rules, *items: Item, **changes: Any) -> QuizCard:  # noqa: ANN401
        given = {"lesson": "02", "store": store, "seed": "hanako/02", "rules": rules} | changes
        return QuizCard(QuizSession(items or [item("single-choice")], **given), title="Quiz")

    return make


def ask(card: QuizCard, what: str, name: str | None = ONE, **more: object) -> dict[str, Any]:
    """Send one message as the browser does, and return the reply."""
    replies: list[dict[str, Any]] = []
    card.send = lambda content, _buffers=None: replies.append(content)  # type: ignore[method-assign]
    card._handle_custom_msg({"ask": what, "n": str(uuid4()), "item": name, **more}, [])
    (reply,) = replies
    return reply


def began(store: AnswerStore, minutes: float) -> None:
    """Put on disk that the quiz was begun some minutes ago."""
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    store.append(Event(kind="begun", learner="hanako", lesson="02", at=at))


def test_no_more_attempts_than_allowed(card: Callable[..., QuizCard], store: AnswerStore):
    """The last attempt is final, in words too; a further one is refused and not saved, in a new kernel as well."""
    rules = Rules(attempts=2)
    first = ask(card(rules), "check", response="b")["state"]
    assert (first["final"], first["left"]) == (False, "1 try left.")
    shown = card(rules)
    assert shown.state[ONE]["left"] == "1 try left."
    last = ask(shown, "check", response="a")["state"]
    assert (last["final"], last["left"], last["verdict"]) == (True, "0 tries left.", "right")
    for again in (shown, card(rules)):
        assert again.state[ONE] == last
        assert ask(again, "retry")["state"] == last
        assert "No tries are left" in ask(again, "check", response="b")["error"]
    assert [attempt.response for attempt in store.read().attempts] == ["b", "a"]


def test_two_kernels_share_the_attempts(card: Callable[..., QuizCard], store: AnswerStore):
    """A second window, opened before the first answered, gives no attempt more."""
    one, other = card(Rules(attempts=1)), card(Rules(attempts=1))
    ask(one, "check", response="b")
    assert "No tries are left" in ask(other, "check", response="a")["error"]
    assert len(store.read().attempts) == 1


def test_what_cannot_be_read_is_no_attempt(card: Callable[..., QuizCard]):
    """A response that was not saved uses up nothing."""
    shown = card(Rules(attempts=1))
    assert ask(shown, "check", response=None)["state"]["saved"] is False
    assert ask(shown, "check", response="a")["state"]["verdict"] == "right"


def test_own_marks_are_no_attempt(card: Callable[..., QuizCard], item: Make):
    """Words may be marked after the last attempt; other words are refused."""
    shown = card(Rules(attempts=1), item("open"))
    marks = {"who": 1, "why": 0.5}
    assert ask(shown, "check", response={"text": "Rubber."})["state"]["final"] is True
    marked = ask(shown, "check", response={"text": "Rubber.", "marks": marks})["state"]
    assert (marked["tries"], marked["score"]) == (1, 2)
    assert "error" in ask(shown, "check", response={"text": "Tyres.", "marks": marks})
    assert "error" in ask(shown, "check", response={"text": "Rubber."})
    assert card(Rules(attempts=1), item("open")).state[ONE]["score"] == 2


@pytest.mark.parametrize(("counts", "expected"), [("best", 1), ("last", None)])
def test_which_attempt_counts(card: Callable[..., QuizCard], counts: Any, expected: float | None):  # noqa: ANN401
    """Where the best counts, it does so after a worse one, and tomorrow; else the last one does."""
    rules = Rules(counts=counts)
    shown = card(rules)
    ask(shown, "check", response="a")
    state = ask(shown, "check", response="b")["state"]
    assert (state["score"], state.get("counted")) == (0, expected)
    assert card(rules).state[ONE] == state


def test_a_hint_costs_what_it_says(card: Callable[..., QuizCard], store: AnswerStore, item: Make):
    """The price stands on the button; the points are fewer by it, the verdict stays, and so it is filed."""
    rules = Rules(hint_percent=25)
    shown = card(rules, item("single-choice", points=2.0))
    assert shown.spec["items"][0]["hint"] == "Hint (cost in points: 0.5)"
    ask(shown, "hint")
    state = ask(shown, "check", response="a")["state"]
    assert (state["verdict"], state["score"], state["max_score"]) == ("right", 1.5, 2)
    assert [(each.score, each.hints) for each in store.read().attempts if each.item_id == ONE][-1] == (1.5, 1)
    assert card(rules, item("single-choice", points=2.0)).state[ONE] == state


def test_a_hint_is_paid_whatever_happens(card: Callable[..., QuizCard]):
    """A hint read in a kernel that died is still there, and still costs; none costs more than there is."""
    rules = Rules(hint_percent=80)
    ask(card(rules), "hint")
    shown = card(rules)
    assert shown.state[ONE]["hints"] == ["Look again."]
    assert ask(shown, "check", response="a")["state"]["score"] == pytest.approx(0.2)
    ask(shown, "retry")
    ask(shown, "hint")
    assert ask(shown, "check", response="a")["state"]["score"] == 0


def test_a_hint_that_cannot_be_filed_is_not_given(
    card: Callable[..., QuizCard], monkeypatch: pytest.MonkeyPatch, store: AnswerStore
):
    """When the disk is full there is no free hint either."""
    shown = card(Rules(hint_percent=50))
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
    reply = ask(shown, "hint")
    assert "No space left" in reply["error"]
    assert "Look again." not in str(reply)
    assert store.read().events == ()


def test_without_a_price_nothing_is_said(card: Callable[..., QuizCard]):
    """By default a hint costs nothing and its button says nothing of it."""
    shown = card(Rules())
    assert "hint" not in shown.spec["items"][0]
    assert "rules" not in shown.spec
    ask(shown, "hint")
    assert ask(shown, "check", response="a")["state"]["score"] == 1


def test_no_question_before_the_time_runs(card: Callable[..., QuizCard]):
    """Until a quiz with a time limit is begun, no question is sent, shown as text or answered."""
    shown = card(TIMED)
    assert shown.spec["items"] == []
    assert "You have 30 minutes for 1 question." in shown.spec["rules"]["told"][0]
    text = str(shown._repr_mimebundle_()[0]["text/plain"])
    assert ".begin()" in text
    assert "Which one?" not in text
    assert "not begun" in ask(shown, "check", response="a")["error"]
    with pytest.raises(KitError, match="not begun"):
        shown.respond("a")


def test_beginning_by_code(card: Callable[..., QuizCard]):
    """Where no widget is shown, begin() gives the questions as text, and they can be answered."""
    shown = card(TIMED)
    assert f"[{ONE}] Which one?" in shown.begin()
    assert shown.respond("a").startswith("✓ Right")


def test_the_time_runs_on(card: Callable[..., QuizCard], store: AnswerStore):
    """From Begin the seconds are counted down; a new kernel, and Begin once more, give none back."""
    reply = ask(card(TIMED), "begin", None)["set"]
    assert [item["id"] for item in reply["spec"]["items"]] == [ONE]
    (event,) = store.read().events
    store.path.unlink()
    began(store, 20)
    later = card(TIMED)
    assert [item["id"] for item in later.spec["items"]] == [ONE]
    assert 590 < ask(later, "clock", None)["left"] <= 600
    ask(later, "begin", None)
    assert 590 < ask(later, "clock", None)["left"] <= 600
    assert (event.kind, event.lesson, len(store.read().events)) == ("begun", "02", 1)


def test_begun_in_another_window(card: Callable[..., QuizCard], store: AnswerStore):
    """Whoever begins in a second window gets the time that is left in the first."""
    shown = card(TIMED)
    began(store, 20)
    ask(shown, "begin", None)
    assert ask(shown, "clock", None)["left"] <= 600


def test_after_the_time(card: Callable[..., QuizCard], store: AnswerStore, item: Make):
    """When the time is over nothing is taken, what is saved stays and counts, and what is missing counts nothing."""
    items = [item("single-choice"), item("numeric", 2), item("open", 3)]
    began(store, 29)
    shown = card(TIMED, *items)
    saved = ask(shown, "check", response="a")["state"]
    ask(shown, "check", "q-card-03", response={"text": "Rubber."})
    store.path.write_bytes(b"".join(store.path.read_bytes().splitlines(keepends=True)[1:]))
    began(store, 31)
    for late in (shown, card(TIMED, *items)):
        late.session._begun = late.session._history().begun
        over = ask(late, "clock", None)
        assert over["left"] == 0
        states = over["set"]["state"]
        assert states == late.state
        assert states[ONE] == saved | {"final": True}
        assert (states["q-card-02"]["score"], states["q-card-02"]["max_score"]) == (0, 1)
        assert "No answer is saved here" in states["q-card-02"]["left"]
        assert "verdict" not in states["q-card-02"]
        for response in ("1973", "b"):
            assert "time is over" in ask(late, "check", "q-card-02", response=response)["error"]
        assert ask(late, "retry")["state"]["saved"] is True
        assert ask(late, "hint", "q-card-02")["state"]["hints"] == []
    assert len(store.read().attempts) == 2
    marks = {"text": "Rubber.", "marks": {"who": 1, "why": 1}}
    assert ask(shown, "check", "q-card-03", response=marks)["state"]["verdict"] == "right"


def test_a_retry_when_the_time_ends(card: Callable[..., QuizCard], store: AnswerStore):
    """Who is trying again when the time ends keeps the answer that was saved."""
    began(store, 10)
    shown = card(TIMED)
    saved = ask(shown, "check", response="b")["state"]
    assert ask(shown, "retry")["state"]["saved"] is False
    shown.session._begun -= timedelta(minutes=20)
    assert ask(shown, "clock", None)["set"]["state"][ONE] == saved | {"final": True}


def test_a_timed_exam(card: Callable[..., QuizCard], store: AnswerStore, item: Make):
    """In an exam neither the end of the time nor the last attempt brings a verdict or a point to the browser."""
    items = seal_items([item("single-choice"), item("numeric", 2)], ["en"])
    began(store, 10)
    shown = card(Rules(minutes=30, attempts=1, pass_percent=50), *items, mode="exam")
    assert shown.spec["rules"]["pass"] is None
    assert ask(shown, "check", response="o1")["state"]["final"] is True
    shown.session._begun -= timedelta(minutes=20)
    states = ask(shown, "clock", None)["set"]["state"]
    assert all(state["final"] for state in states.values())
    assert not any(word in str(states) for word in ("verdict", "score"))


def test_rules_are_told(card: Callable[..., QuizCard], item: Make):
    """Before anything, the learner reads each rule that holds; of hints only where there are any."""
    rules = Rules(attempts=2, counts="best", pass_percent=62.5, minutes=20, hint_percent=25)
    told = card(rules, item("single-choice"), item("numeric", 2)).spec["rules"]["told"]
    assert told == [
        "You have 20 minutes for 2 questions. The time runs once you begin, also while this notebook is closed.",
        "You have 2 tries for each question.",
        "The best try counts.",
        "To pass you need 62.5 % of the points.",
        "Each hint costs 25 % of the points for its question.",
    ]
    exam = card(Rules(attempts=1, hint_percent=25), mode="exam").spec["rules"]["told"]
    assert exam == ["You have 1 try for each question."]


def test_flags_outlive_the_kernel(card: Callable[..., QuizCard]):
    """A flag is on disk: a new kernel shows it, with an answer or without, and after it is taken down none."""
    ask(card(Rules()), "flag")
    shown = card(Rules())
    assert shown.state[ONE]["flagged"] is True
    ask(shown, "check", response="a")
    again = card(Rules())
    assert (again.state[ONE]["flagged"], again.state[ONE]["verdict"]) == (True, "right")
    assert ask(again, "flag")["state"]["flagged"] is False
    assert "flagged" not in card(Rules()).state[ONE]
