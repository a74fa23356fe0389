"""What is different in the browser is asked of one module; here on a computer it changes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace

import pytest
from msgspec import UNSET

from kit import browser
from kit.answers.attempt import Attempt
from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.paths import kept_key, saved_key
from kit.quiz.bank import LessonItems


class Replies:
    """The service worker and the web server of a site, as the kit asks them."""

    def __init__(self) -> None:
        self.lines: dict[str, str] = {}
        self.post_status = 201
        self.is_there = True

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """Answer as the service worker does."""
        if not self.is_there:
            return 404, ""
        name = path.removeprefix("kit-answers/")
        if method == "POST":
            self.lines[name] = self.lines.get(name, "") + (body or "") * (self.post_status == 201)
            return self.post_status, ""
        return 200, self.lines.get(name, "")


def _forget() -> None:
    """Let the kit ask anew where it runs."""
    for each in (browser.keeps_answers, browser.class_name, browser._keeper, browser.outbox):  # noqa: SLF001
        each.cache_clear()


@pytest.fixture
def replies(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replies]:
    """Let the kit believe that it runs in the browser."""
    made = Replies()
    monkeypatch.setattr(browser, "HERE", True)
    monkeypatch.setattr(browser, "_ask", made.ask)
    monkeypatch.setattr(browser, "_in_memory", {})
    _forget()
    yield made
    _forget()


def test_an_answer_is_kept_by_the_service_worker(replies: Replies, attempt: Callable[..., Attempt]):
    """An attempt goes to the browser's own store and comes back from it; no file is written."""
    store = AnswerStore(learner="hanako")
    store.append(attempt())
    assert [each.item_id for each in store.read().attempts] == ["q-test-01"]
    assert list(replies.lines) == ["hanako"]
    assert not store.path.exists()
    assert (saved_key(), kept_key()) == ("card.saved_in_browser", "lesson.kept_in_browser")


@pytest.mark.parametrize("status", [507, 500, 0])
def test_what_a_browser_does_not_keep_is_in_the_hand_in_and_asked_again(
    replies: Replies, attempt: Callable[..., Attempt], status: int
):
    """Without room an answer is in memory, and nobody is told that it is kept; with room it is kept in its order."""
    store, answers = AnswerStore(learner="hanako"), [attempt(item_id=f"q-test-0{number}") for number in range(3)]
    store.append(answers[0])
    replies.post_status = status
    store.append(answers[1])
    assert replies.lines["hanako"].count("\n") == 1
    assert [browser.is_in_memory(each.attempt_id) for each in answers] == [False, True, False]
    assert list(store.read().attempts) == answers[:2]
    replies.post_status = 201
    store.append(answers[2])
    assert [json.loads(line)["item_id"] for line in replies.lines["hanako"].splitlines()] == [
        each.item_id for each in answers
    ]
    assert not any(browser.is_in_memory(each.attempt_id) for each in answers)
    assert list(store.read().attempts) == answers


def test_a_card_says_of_each_answer_whether_the_browser_kept_it(replies: Replies, bank: tuple[LessonItems, ...]):
    """An answer that found no room says so and counts; one from before does not say it, nor does it say it later."""
    items = [item for item in bank[2].items if item.kind == "single-choice"][:2]
    first, second = (item.public()["options"][0]["id"] for item in items)
    session = QuizSession(items, lesson="02", store=AnswerStore(learner="hanako"), seed="hanako")
    kept = session.answer(items[0].id, first)
    replies.post_status = 507
    passing = session.answer(items[1].id, second)
    assert passing.saved
    assert "hand-in" in (passing.kept or "")
    assert "not kept" in str(session.respond(second, items[1].id))
    assert kept.kept is session.states[items[0].id].kept is UNSET


def test_a_web_server_with_a_page_for_any_address_keeps_nothing(replies: Replies):
    """Some hosts answer each address with their first page: that is not the service worker."""
    replies.lines[""] = "<!doctype html>"
    assert not browser.keeps_answers()


def test_without_a_service_worker_answers_are_in_memory_and_said_to_be(
    replies: Replies, attempt: Callable[..., Attempt]
):
    """Without the service worker the hand-in still has the answers, and no text says that they are kept."""
    replies.is_there = False
    store = AnswerStore(learner="hanako")
    store.append(attempt())
    assert len(store.read().attempts) == 1
    assert replies.lines == {}
    assert (saved_key(), kept_key()) == ("card.not_kept", "lesson.not_kept")


def test_the_site_is_asked_at_its_address(monkeypatch: pytest.MonkeyPatch):
    """Requests go to the site itself; without a connection the answer is nothing."""
    opened: list[tuple[object, ...]] = []

    class Request:
        status, responseText = 200, "ok"  # noqa: N815 - as JavaScript has it

        def open(self, *about: object) -> None:
            opened.append(about)

        def send(self, _body: object) -> None:
            if len(opened) == 2:
                raise RuntimeError

    js = ModuleType("js")
    js.XMLHttpRequest = SimpleNamespace(new=Request)
    js.kitSite = "https://school.test/course/"
    monkeypatch.setitem(sys.modules, "js", js)
    assert browser._ask("GET", "late-packages.json") == (200, "ok")  # noqa: SLF001
    assert browser._ask("GET", "late-packages.json") == (0, "")  # noqa: SLF001
    assert opened[0] == ("GET", "https://school.test/course/late-packages.json", False)


class ClassReplies:
    """The server of a class, as the kit in a browser asks it; a connection that can be cut."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.status, self.content = 200, '{"kept": [], "refused": []}'

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """Answer as the class does."""
        if path == "kit-answers/":
            return 200, '{"class": "Hanako"}'
        if self.status != 200 or (method == "POST" and "kept" not in self.content):
            return self.status, self.content
        if method == "POST":
            self.kept.append(body or "")
            return 200, self.content
        return 200, "".join(self.kept)


@pytest.fixture
def class_replies(monkeypatch: pytest.MonkeyPatch) -> Iterator[ClassReplies]:
    """Let the kit believe that it runs in a browser, in a class; what waits is sent when a test says so."""
    made = ClassReplies()
    monkeypatch.setattr(browser, "HERE", True)
    monkeypatch.setattr(browser, "_ask", made.ask)
    monkeypatch.setattr(browser.ClassOutbox, "_try_later", lambda _self: None)
    _forget()
    yield made
    _forget()


def test_in_a_class_an_answer_goes_to_the_teacher(class_replies: ClassReplies, attempt: Callable[..., Attempt]):
    """An attempt is with the class when the card says so, and comes back from there after the page was opened anew."""
    store, sent = AnswerStore(), attempt()
    store.append(sent)
    assert browser.outbox().delivery(sent.attempt_id) == "kept"
    browser.outbox.cache_clear()
    assert [each.attempt_id for each in store.read().attempts] == [sent.attempt_id]
    assert (saved_key(), kept_key()) == ("card.taken", "lesson.kept_in_class")
    assert len(class_replies.kept) == 1


def test_without_a_connection_answers_wait_in_their_order(class_replies: ClassReplies, attempt: Callable[..., Attempt]):
    """A cut connection, or a page of somebody else, loses nothing: answers wait, can be read, and go in their order."""
    told: list[str] = []

    class Card:
        """Hears what became of an answer."""

        def hear_delivery(self) -> None:
            told.append(browser.outbox().delivery(first.attempt_id))

    card, store = Card(), AnswerStore()
    browser.outbox().listeners.add(card)
    first, second = attempt(), attempt()
    class_replies.status = 0
    store.append(first)
    assert browser.outbox().delivery(first.attempt_id) == "waiting"
    was, class_replies.status, class_replies.content = class_replies.content, 200, "<p>Log in to this network"
    browser.outbox().send_waiting()
    class_replies.content = was
    store.append(second)
    assert [each.attempt_id for each in store.read().attempts] == [first.attempt_id, second.attempt_id]
    browser.outbox().send_waiting()
    assert told == ["waiting", "kept"]
    assert [first.attempt_id in class_replies.kept[0], second.attempt_id in class_replies.kept[1]] == [True, True]


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        (400, '{"kept": [], "refused": [{"why": "locked"}]}', "takes no more answers"),
        (403, "", "not in the class any more"),
    ],
)
def test_what_the_class_refuses_is_said_and_not_saved(
    class_replies: ClassReplies, attempt: Callable[..., Attempt], status: int, content: str, said: str
):
    """An answer to a closed question, or from a device that is out, is refused in words."""
    class_replies.status, class_replies.content = status, content
    with pytest.raises(KitError, match=said):
        AnswerStore().append(attempt())
    assert class_replies.kept == []


def test_what_was_closed_meanwhile_does_not_hold_up_the_rest(
    class_replies: ClassReplies, attempt: Callable[..., Attempt]
):
    """An answer that waited and is refused later is named as refused, and the ones behind it are sent."""
    sent = attempt()
    class_replies.status = 503
    AnswerStore().append(sent)
    class_replies.status, class_replies.content = 400, '{"refused": [{"why": "locked"}]}'
    browser.outbox().send_waiting()
    assert browser.outbox().delivery(sent.attempt_id) == "refused"
