"""A quiz without a screen: what may be done at its items, at which time, and what is on disk afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kit.answers.attempt import new_id
from kit.answers.item_state import ItemState
from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.html import html_of
from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem
from kit.quiz.rules import Rules
from kit.text import text_in

ONE, TWO = "q-test-01", "q-test-02"
Start = Callable[..., QuizSession]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 4, 8, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def forward(self, minutes: float) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands at ten in the morning."""
    return Clock()


@pytest.fixture
def start(tmp_path: Path, clock: Clock) -> Start:
    """Return a function that opens a session on two items, as a new kernel does."""

    def started(**changes: Any) -> QuizSession:  # noqa: ANN401
        store = AnswerStore(tmp_path / "answers", "hanako")
        items = [item(number) for number in (1, 2)]
        return QuizSession(items, **{"lesson": "02", "store": store, "seed": "a", "clock": clock} | changes)

    return started


def item(number: int) -> Item:
    """Return an item with a right option, b, and a wrong one, a."""
    fields = {
        "id": f"q-test-{number:02}",
        "kind": "single-choice",
        "objective": "test",
        "level": "recall",
        "stem": {"en": "Which one?", "ja": "どれ？"},
        "facts": ["fact-p08-rubber-forum"],
        "hints": ["Look again.", "Look at the map."],
        "options": [{"id": name, "text": name, "feedback": f"About {name}."} for name in "ab"],
        "key": "b",
    }
    return msgspec.convert(fields, AnyItem)


def responses(session: QuizSession) -> list[object]:
    """Return what is on disk."""
    return [attempt.response for attempt in session.store.read().attempts]


def test_a_quiz_is_taken_by_a_program(start: Start):
    """Answers, hints, flags and second tries change the states, and a new session knows all of it."""
    session = start()
    assert session.states == {}
    session.hint(ONE)
    session.flag(TWO)
    wrong = session.answer(ONE, "a", seconds=3)
    assert (wrong.verdict, wrong.tries, wrong.hints) == ("wrong", 1, ["Look again."])
    assert wrong.feedback[0].sources == ["the reporter (Kyodo), paragraph 8 (reported)"]
    again = session.retry(ONE)
    assert (again.saved, again.response, again.verdict) == (False, "a", msgspec.UNSET)
    right = session.answer(ONE, "b")
    assert (right.verdict, right.score, right.tries) == ("right", 1, 2)
    assert start().states == session.states == {TWO: ItemState(flagged=True), ONE: right}


def test_what_is_kept_with_an_answer(start: Start):
    """The order of the options, hints read, seconds and the version of the exam are on disk with the answer."""
    session = start(fingerprint="a1", rules=Rules(hint_percent=25))
    session.hint(ONE)
    name = new_id()
    assert session.answer(ONE, "b", seconds=3, attempt_id=name).score == 0.75
    (kept,) = session.store.read().attempts
    assert (kept.seed, kept.hints, kept.seconds, kept.fingerprint) == ("a", 1, 3, "a1")
    assert (kept.attempt_id, kept.learner, kept.lesson, kept.score) == (name, "hanako", "02", 0.75)
    assert (session.is_saved(name), session.is_saved(new_id())) == (True, False)
    session.answer(TWO, "b")
    assert session.is_saved(name)


def test_there_are_no_more_hints_than_there_are(start: Start):
    """The third of two hints, one in an exam, and one of an item that is final cost nothing, for nobody reads them."""
    session = start(rules=Rules(hint_percent=25, attempts=1))
    for _ in range(3):
        session.hint(ONE)
    session.answer(TWO, "a")
    session.hint(TWO)
    exam = start(mode="exam", lesson="03")
    assert exam.hint(ONE).hints == []
    assert [(event.kind, event.item_id) for event in session.store.read().events] == [("hint", ONE)] * 2
    assert [question["hints"] for question in exam.questions] == [0, 0]
    assert [question["hints"] for question in session.questions] == [2, 2]
    assert session.questions[0]["hint"] == "Hint (cost in points: 0.25)"
    assert "hint" not in start().questions[0]


def test_trying_again_takes_only_verdict_and_feedback_away(start: Start):
    """Tries, hints and flag stay; an item that takes no further answer stays as it is."""
    session = start(rules=Rules(attempts=2))
    session.flag(ONE)
    session.hint(ONE)
    session.answer(ONE, "a")
    again = session.retry(ONE)
    assert (again.tries, again.hints, again.flagged, again.feedback) == (1, ["Look again."], True, [])
    final = session.answer(ONE, "a")
    assert (final.final, final.flagged) == (True, True)
    assert session.retry(ONE) is session.states[ONE]
    assert session.states[ONE] == final


def test_an_exam_that_is_over_shows_results_and_takes_no_answer(start: Start):
    """What was answered has its verdict, what was not is final; a time limit of the exam holds no longer."""
    rules = Rules(minutes=5)
    exam = start(mode="exam", rules=rules)
    exam.begin()
    exam.answer(ONE, "b")
    over = start(mode="practice", rules=rules, is_released=True)
    assert (over.states[ONE].verdict, over.states[ONE].final) == ("right", True)
    assert (over.states[TWO].final, over.states[TWO].left) == (True, text_in("en")("card.unanswered"))
    assert (over.seconds_left(), over.rules.minutes) == (None, None)
    with pytest.raises(KitError, match="The exam is over"):
        over.answer(TWO, "b")
    assert responses(over) == ["b"]


def test_answering_by_code_shows_what_to_do(start: Start):
    """One item need not be named; what cannot be read brings its question again; a quiz says how to begin."""
    session = start()
    alone = QuizSession([item(1)], lesson="02", store=session.store, seed="a")
    assert alone.respond("b").startswith("✓ Right")
    said = session.respond("z", TWO)
    assert TWO in said
    assert ONE not in said
    assert TWO not in session.respond("b", TWO)
    timed = start(lesson="03", rules=Rules(minutes=5))
    assert ".begin()" in timed.as_text()
    assert ONE not in timed.as_text()
    timed.begin()
    assert ".begin()" not in timed.as_text()
    assert ONE in timed.as_text()


def test_a_state_is_frozen(start: Start):
    """What a session hands out cannot be changed from outside."""
    state = start().answer(ONE, "a")
    with pytest.raises(AttributeError):
        state.verdict = "right"


def test_an_answer_that_is_asked_for_again_is_saved_once(start: Start):
    """The same attempt, sent once more after a silence, in this kernel or the next, is neither saved nor counted."""
    session, attempt_id = start(rules=Rules(attempts=1)), new_id()
    first = session.answer(ONE, "a", attempt_id=attempt_id)
    assert session.answer(ONE, "a", attempt_id=attempt_id) == first
    assert start(rules=Rules(attempts=1)).answer(ONE, "a", attempt_id=attempt_id) == first
    assert responses(session) == ["a"]
    assert session.store.read().attempts[0].attempt_id == attempt_id
    assert (session.is_saved(attempt_id), session.is_saved(new_id())) == (True, False)


def test_another_answer_is_another_attempt(start: Start):
    """A new id is a new answer; an id of another form is replaced by one that no other attempt has."""
    session = start()
    for attempt_id in (new_id(), new_id(), "1", "1"):
        session.answer(ONE, "a", attempt_id=attempt_id)
    ids = [attempt.attempt_id for attempt in session.store.read().attempts]
    assert (len(set(ids)), {len(each) for each in ids}) == (4, {32})


def test_an_answer_after_the_time_that_was_saved_in_time_is_known(start: Start, clock: Clock):
    """Who asks again after the time for an answer that was saved in time gets its state, not a refusal."""
    session, attempt_id = start(rules=Rules(minutes=10)), new_id()
    session.begin()
    session.answer(ONE, "b", attempt_id=attempt_id)
    clock.forward(11)
    assert session.answer(ONE, "b", attempt_id=attempt_id).final is True
    with pytest.raises(KitError, match="time is over"):
        session.answer(ONE, "b", attempt_id=new_id())


def test_a_hint_that_is_asked_for_again_is_given_once(start: Start):
    """Who shows no hint yet and asks twice gets the first one twice, and pays for one."""
    session = start(rules=Rules(hint_percent=50))
    assert session.hint(ONE, 0).hints == session.hint(ONE, 0).hints == ["Look again."]
    assert session.hint(ONE, 1).hints == ["Look again.", "Look at the map."]
    assert session.answer(ONE, "b").score == 0
    assert start(rules=Rules(hint_percent=50)).hint(TWO, 0).hints == ["Look again."]


def test_a_flag_that_is_wished_twice_is_up(start: Start):
    """A wish may be sent again; without a wish it is a switch."""
    session = start()
    assert [session.flag(ONE, is_flagged=wish).flagged for wish in (True, True, False, None)] == [
        True,
        True,
        False,
        True,
    ]
    assert [event.kind for event in session.store.read().events] == ["flag", "unflag", "flag"]


def test_the_time_of_a_quiz(start: Start, clock: Clock):
    """From the beginning the time runs down by the given clock, in a later session too, and begins once."""
    session = start(rules=Rules(minutes=10))
    assert (session.has_begun, session.seconds_left()) == (False, None)
    with pytest.raises(KitError, match="not begun"):
        session.answer(ONE, "b")
    session.begin()
    clock.forward(4)
    later = start(rules=Rules(minutes=10))
    later.begin()
    assert (later.has_begun, later.seconds_left()) == (True, 360)
    later.answer(ONE, "a")
    clock.forward(6)
    later.refresh()
    assert later.seconds_left() == 0
    assert (later.states[ONE].final, later.states[TWO].score) == (True, 0)
    assert [attempt.at for attempt in later.store.read().attempts] == ["2026-04-08T10:04:00.000+00:00"]


def test_a_quiz_that_was_begun_in_1970_is_not_over(start: Start, clock: Clock):
    """A computer without a battery begins in 1970: once its clock is right the time begins again, and only once."""
    right = clock.now
    clock.now = datetime(1970, 1, 1, tzinfo=UTC)
    session = start(rules=Rules(minutes=10))
    session.begin()
    clock.now = right
    assert session.seconds_left() == 600
    later = start(rules=Rules(minutes=10))
    assert (later.seconds_left(), session.rules_text[0][:40]) == (600, "The clock of this computer was years beh")
    clock.now += timedelta(minutes=4)
    assert start(rules=Rules(minutes=10)).seconds_left() == 360


def test_an_exam_that_was_made_again_has_its_own_time(start: Start, clock: Clock):
    """Who began a version with a typo has not begun the next one."""
    start(rules=Rules(minutes=10), fingerprint="one").begin()
    clock.now += timedelta(days=1)
    assert not start(rules=Rules(minutes=10), fingerprint="two").has_begun
    assert start(rules=Rules(minutes=10), fingerprint="one").seconds_left() == 0


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_quiz_that_was_begun_by_a_clock_that_was_ahead(start: Start, clock: Clock, language: str):
    """Never more time is left than the quiz has; the time runs from when the clock is right again, and this is said."""
    rules = Rules(minutes=30)
    clock.forward(9 * 60)
    first = start(rules=rules, language=language)
    first.begin()
    clock.forward(-9 * 60)
    later = start(rules=rules, language=language)
    clock.forward(10)
    assert later.seconds_left() == first.seconds_left() == 1200
    assert later.rules_text[0].startswith(
        {"en": "The clock of this computer was ahead", "ja": "開始したとき"}[language]
    )
    again = start(rules=rules, language=language)
    assert again.seconds_left() == 1200
    assert again.rules_text == start(rules=rules, language=language).rules_text == later.rules_text[1:]
    clock.forward(20)
    assert start(rules=rules).seconds_left() == 0


@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_clock_that_is_set_back_gives_no_time_again(start: Start, clock: Clock, *, is_restarted: bool):
    """What was used up until the last answer stays so; where a clock was ahead for a moment nothing is lost."""
    rules = Rules(minutes=30)
    session = start(rules=rules)
    session.begin()
    clock.forward(20)
    session.answer("q-test-01", "b")
    clock.forward(60)
    assert session.seconds_left() == 0
    clock.forward(-60)
    assert session.seconds_left() == 600
    clock.forward(-45)
    session = start(rules=rules) if is_restarted else session
    assert session.seconds_left() == 600
    clock.forward(5)
    assert [session.seconds_left(), start(rules=rules).seconds_left()] == [300, 300]
    clock.forward(5)
    assert start(rules=rules).seconds_left() == 0


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_summer_time_changes_no_time_limit(start: Start, clock: Clock, day: str):
    """Where clocks go forward or back by an hour in the middle of an exam, as much time is left as before."""
    clock.now = datetime.fromisoformat(f"{day}T00:50+00:00")
    session = start(rules=Rules(minutes=30))
    session.begin()
    was = clock.now.astimezone(ZoneInfo("Europe/Berlin"))
    clock.forward(20)
    assert was.utcoffset() != clock.now.astimezone(was.tzinfo).utcoffset()
    assert session.seconds_left() == start(rules=Rules(minutes=30)).seconds_left() == 600


def test_clocks_that_differ_by_seconds_are_not_spoken_of(start: Start, clock: Clock):
    """A clock that was set back by seconds changes nothing."""
    first = start(rules=Rules(minutes=30))
    first.begin()
    clock.forward(-0.5)
    later = start(rules=Rules(minutes=30))
    assert (later.seconds_left(), len(later.store.read().events)) == (1800, 1)
    assert later.rules_text == first.rules_text


def test_a_second_session_on_the_same_item_is_told(start: Start):
    """Two sessions of one process agree, and whoever shows the other one hears of it; another language does not."""
    one, other, japanese = start(), start(), start(language="ja")
    heard: list[tuple[str, ItemState]] = []
    other.on_change = lambda name, state: heard.append((name, state))
    state = one.answer(ONE, "a")
    assert heard == [(ONE, state)]
    assert other.states == one.states
    assert japanese.states == {}


class Way:
    """A way to the teacher on which nothing arrives before a test says so."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self.listeners: set[QuizSession] = set()

    def delivery(self, attempt_id: str) -> str:
        """Return what became of an attempt."""
        return "kept" if attempt_id in self.kept else "waiting"

    def wake(self, every: float | None = None) -> None:
        """Send nothing."""


def test_a_second_session_knows_which_answer_is_on_its_way(start: Start, monkeypatch: pytest.MonkeyPatch):
    """Two sessions on one item say the same of its last answer: that it waits, and later that the teacher has it."""
    way, text = Way(), text_in("en")
    monkeypatch.setattr("kit.answers.session.outbox_of", lambda _path: way)
    both = [start(), start()]
    for response in "ab":
        both[0].answer(ONE, response)
        assert [each.states[ONE].sent for each in both] == [text("card.not_with_teacher")] * 2
        way.kept.add(both[0].store.read().attempts[-1].attempt_id)
        for each in both:
            each.hear_delivery()
        assert [each.states[ONE].sent for each in both] == [text("card.with_teacher")] * 2
        both.reverse()


@pytest.mark.parametrize("given", [object(), {"a": {1j}}, [Path()], Path(), 1j, range(2)])
def test_an_answer_that_is_no_json_is_unreadable(start: Start, given: object):
    """What a cell gave by mistake is asked for again, is not saved, and leaves the other answers alone."""
    session = start()
    assert "One moment" in str(session.respond(given, ONE))
    assert session.respond("b", TWO)
    assert [entry.item_id for entry in session.store.read().attempts] == [TWO]


@pytest.mark.parametrize("item_id", [["a"], {}, 5, "b"])
def test_answer_and_item_in_the_wrong_order(start: Start, item_id: object):
    """Whoever gives the item before the answer reads the two in the order that works."""
    with pytest.raises(KitError, match="No item here is called" if item_id == "b" else "Which item") as error:
        start().respond(TWO, item_id)  # type: ignore[arg-type]
    assert f".respond({item_id!r}, item={TWO!r})" in error.value.do


def test_answering_by_code_speaks_the_language_of_the_session(start: Start):
    """Verdict, refusal and question come in the session's language."""
    session = start(language="ja", rules=Rules(attempts=1))
    assert "どれ？" in session.as_text()
    assert session.respond("b", ONE).startswith("✓ 正解")
    with pytest.raises(KitError, match="もう答えられません"):
        session.respond("b", ONE)
    with pytest.raises(KitError, match="どの問題") as caught:
        session.respond("b")
    assert "  次にすること：" in str(caught.value)


def test_documents_come_with_their_question(start: Start):
    """A question about documents brings them: as HTML for the card, and before it as text, in the language asked."""
    about = msgspec.structs.replace(item(1), documents=("doc-1977-fukuda",))
    session = QuizSession([about, item(2)], lesson="02", store=start().store, seed="a", language="ja")
    first, second = session.questions
    assert "日本は平和に徹し" in html_of(first["documents"])
    assert "documents" not in second
    text = session.as_text()
    assert 0 < text.find("軍事大国にならない") < text.find(ONE)
    assert text.count("軍事大国にならない") == 1
