"""Answers on their way to the teacher: the file first, then the service, after any outage."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.outbox import ADDRESS, MOST_BYTES, MOST_LINES, SECRET, Outbox, _name, outbox_of
from kit.answers.store import AnswerStore, line_of
from kit.lesson import Lesson
from kit.text import LearnerError

PATIENCE_SECONDS = 60
ONE, TWO = "q-draw-01", "q-draw-02"


class Service:
    """A service of a class on this computer: it keeps lines, or fails as a test wants it to."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.requests: list[list[dict[str, Any]]] = []
        self.secrets: set[str] = set()
        self.fail: Callable[[list[dict[str, Any]]], tuple[int, dict[str, Any]] | None] = lambda _lines: None
        self.is_silent = False  # takes the lines, and its answer is lost
        self.instead: tuple[dict[str, str], bytes] | None = None  # headers and body of somebody else's answer
        self.state: dict[str, object] = {"locked": [], "revealed": {}}  # what learners have to know
        self.changed = threading.Condition()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.answer(self)

            def do_GET(self) -> None:
                assert self.path == "/class/state"
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(service.state).encode())

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/class/"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Take the lines of a request."""
        body = request.rfile.read(int(request.headers["Content-Length"]))
        lines = [json.loads(line) for line in body.split(b"\n") if line]
        with self.changed:
            self.requests.append(lines)
            self.secrets.add(request.headers["Authorization"])
            code, reply = self.fail(lines) or (
                200,
                {"kept": [line["attempt_id"] for line in lines if "memo" not in line]},
            )
            kept = set(reply.get("kept", []))
            self.kept |= {line["attempt_id"]: line for line in lines if line.get("attempt_id") in kept}
            self.changed.notify_all()
        if self.is_silent:
            request.close_connection = True
            return
        headers, content = self.instead or ({"Retry-After": str(reply.get("wait", 0))}, json.dumps(reply).encode())
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something is so."""
        with self.changed:
            assert self.changed.wait_for(until, PATIENCE_SECONDS)

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Give a service that the kit knows."""
    found = Service()
    monkeypatch.setenv(ADDRESS, found.address)
    monkeypatch.setenv(SECRET, "s3cret")
    yield found
    found.close()


@pytest.fixture
def outbox(service: Service, store: AnswerStore) -> Outbox:
    """Give the outbox of a store, without its thread."""
    return Outbox(store.path, service.address, "s3cret")


def test_without_a_service_nothing_is_sent(store: AnswerStore, monkeypatch: pytest.MonkeyPatch):
    """Where the variable is not set there is no outbox, no thread and no second file."""
    monkeypatch.delenv(ADDRESS, raising=False)
    before = threading.active_count()
    assert outbox_of(store.path) is None
    assert threading.active_count() == before


def test_lines_are_sent_as_the_store_keeps_them(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """Attempts and events go out in their order, byte by byte as in the file, with the learner's secret."""
    store.append(attempt(response="あ"))
    store.append(Event(kind="hint", learner="hanako", lesson="02", item_id="q-test-01"))
    store.append(attempt())
    assert outbox.send() == 0
    assert service.requests == [[json.loads(line) for line in store.path.read_bytes().splitlines()]]
    assert service.secrets == {"token s3cret"}


def test_what_was_answered_for_is_not_sent_again(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """Neither by the same outbox nor by that of a later kernel."""
    store.append(attempt())
    store.append(Event(kind="hint", learner="hanako", lesson="02", item_id="q-test-01"))
    outbox.send()
    outbox.send()
    Outbox(store.path, service.address, "s3cret").send()
    assert len(service.requests) == 1


@pytest.mark.parametrize("code", [401, 403, 429, 500, 503])
def test_what_fails_is_sent_again(
    code: int, outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """After an error nothing counts as delivered, and the same lines go out once more."""
    store.append(made := attempt())
    service.fail = lambda _lines: (code, {})
    assert outbox.send() != 0
    assert outbox.delivery(made.attempt_id) == "sent"
    service.fail = lambda _lines: None
    assert outbox.send() == 0
    assert outbox.delivery(made.attempt_id) == "kept"
    assert service.requests[0] == service.requests[1]


def test_an_answer_that_is_lost_on_its_way_back_costs_nothing(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """The service kept the line and the connection broke: the line goes out again, under the same id."""
    store.append(made := attempt())
    service.is_silent = True
    with pytest.raises(OSError, match=r".*"):
        outbox.send()
    service.is_silent = False
    outbox.send()
    assert list(service.kept) == [made.attempt_id]
    assert len(service.requests) == 2


def test_an_attempt_that_the_service_does_not_name_is_not_with_the_teacher(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """Where somebody else answers well, and in JSON, an attempt is sent again; an event, which has no id, is not."""
    store.append(one := attempt())
    store.append(Event(kind="hint", learner="hanako", lesson="02", item_id="q-test-01"))
    store.append(two := attempt())
    service.fail = lambda lines: (200, {"kept": [one.attempt_id], "status": "logged in"}) if len(lines) > 1 else None
    assert outbox.send() == -1
    assert [outbox.delivery(each.attempt_id) for each in (one, two)] == ["kept", "sent"]
    assert outbox.send() == 0
    assert outbox.delivery(two.attempt_id) == "kept"
    assert [len(lines) for lines in service.requests] == [3, 1]


def test_notes_that_cannot_be_read_do_not_cost_an_answer(outbox: Outbox, store: AnswerStore):
    """Where another program keeps the second file to itself, whoever saves an answer does not hear of it."""
    Path(f"{store.path}.sent").mkdir(parents=True)
    outbox.wake()
    with pytest.raises(OSError, match=r"\.sent"):
        outbox.send()
    Path(f"{store.path}.sent").rmdir()


def test_a_bad_line_does_not_hold_up_the_others(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """A line that the service refuses is not sent for ever, and those around it count as kept."""
    made = [attempt() for _ in range(3)]
    for each in made:
        store.append(each)
    refused = [{"line": 2, "attempt_id": made[1].attempt_id, "why": "locked"}]
    service.fail = lambda _lines: (400, {"kept": [made[0].attempt_id, made[2].attempt_id], "refused": refused})
    assert outbox.send() == 0
    assert [outbox.delivery(each.attempt_id) for each in made] == ["kept", "refused", "kept"]
    again = Outbox(store.path, service.address, "s3cret")
    assert again.send() == 0
    assert again.delivery(made[1].attempt_id) == "refused"
    assert len(service.requests) == 1


def test_a_damaged_line_is_left_out(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """A torn line is passed over; one with half a surrogate pair goes out."""
    store.append(attempt())
    with store.path.open("ab") as file:
        file.write(b'{"schema":1,"attempt_id":"to\n')
    store.append(made := attempt(response="\ud800"))
    assert outbox.send() == 0
    assert len(service.kept) == 2
    assert outbox.delivery(made.attempt_id) == "kept"


def test_a_line_that_is_being_written_waits_for_its_end(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """Half a line of another process is neither sent nor passed over."""
    store.append(attempt())
    line = line_of(made := attempt())
    for half in (line[:40], line[40:]):
        with store.path.open("ab") as file:
            file.write(half)
        assert outbox.send() == 0
    assert outbox.delivery(made.attempt_id) == "kept"
    assert len(service.kept) == 2


def test_a_long_absence_goes_in_parts(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """No request is larger than the service takes, and nothing is left out; a line beyond that goes alone."""
    lines = [attempt(response="x" * 3000 * (number > MOST_LINES + 5)) for number in range(2 * MOST_LINES + 20)]
    lines.append(attempt(response="x" * MOST_BYTES))
    store.folder.mkdir()
    for each in lines:  # without waiting for the disk each time
        with store.path.open("ab") as file:
            file.write(json.dumps({name: getattr(each, name) for name in each.__struct_fields__}).encode() + b"\n")
    assert outbox.send() == 0
    assert len(service.kept) == len(lines)
    *requests, last = service.requests
    assert len(last) == 1
    assert max(map(len, requests)) == MOST_LINES
    assert max(len(json.dumps(request)) for request in requests) < MOST_BYTES * 1.1


def test_what_was_sent_is_not_read_again(
    outbox: Outbox, store: AnswerStore, attempt: Callable[..., Attempt], monkeypatch: pytest.MonkeyPatch
):
    """One more answer costs the reading of one line, however long the file is; a file of somebody else is read anew."""
    read: list[bytes] = []
    monkeypatch.setattr("kit.answers.outbox._name", lambda line: read.append(line) or _name(line))
    lines = b"".join(line_of(attempt()) for _ in range(2 * MOST_LINES))
    store.append(attempt())
    with store.path.open("ab") as file:
        file.write(lines)
    outbox.send()
    read.clear()
    store.append(last := attempt())
    outbox.send()
    assert set(read) == {line_of(last).strip()}
    store.path.unlink()
    outbox.send()
    store.append(other := attempt())
    outbox.send()
    assert outbox.delivery(other.attempt_id) == "kept"


def test_a_request_that_is_too_large_is_halved(
    outbox: Outbox, service: Service, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """Where the service takes less at once, lines go one by one, and a line that is too large alone is refused."""
    made = [attempt(), attempt(response="long"), attempt()]
    for each in made:
        store.append(each)
    service.fail = lambda lines: (413, {}) if len(lines) > 1 or lines[0]["response"] == "long" else None
    assert outbox.send() == 0
    assert [outbox.delivery(each.attempt_id) for each in made] == ["kept", "refused", "kept"]


def test_the_thread_catches_up_after_an_outage(service: Service, store: AnswerStore, attempt: Callable[..., Attempt]):
    """While the service fails answers go on being saved; when it is back, all of them arrive."""
    outbox = outbox_of(store.path)
    assert outbox is not None
    service.fail = lambda _lines: (503, {})
    for _ in range(5):
        store.append(attempt())
        outbox.wake()
    service.wait(lambda: len(service.requests) > 1)
    service.fail = lambda _lines: None
    service.wait(lambda: len(service.kept) == 5)


def test_a_service_that_fails_is_left_alone_for_longer_each_time(
    service: Service, store: AnswerStore, attempt: Callable[..., Attempt], monkeypatch: pytest.MonkeyPatch
):
    """A second, two, four, each a little more or less, or as long as the service says: a class comes back in turn."""
    pauses: list[float] = []
    others = set(threading.enumerate())  # outboxes of earlier tests

    def pause(seconds: float) -> None:
        if threading.current_thread() in others:
            time.sleep(seconds)
        else:
            pauses.append(seconds)

    monkeypatch.setattr("kit.answers.outbox.time", SimpleNamespace(sleep=pause))
    replies = [(503, {})] * 3 + [(503, {"wait": 7})]
    service.fail = lambda _lines: replies.pop(0) if replies else None
    store.append(attempt())
    Outbox(store.path, service.address, "s3cret").wake()
    service.wait(lambda: len(service.kept) == 1)
    assert pauses == [pytest.approx(wait, rel=0.2) for wait in (1, 2, 4, 7)]


@pytest.mark.parametrize("instead", [({}, b"<p>Log in to the school's network"), ({"Content-Length": "99"}, b"half")])
def test_the_thread_outlives_an_answer_that_is_none(
    service: Service, store: AnswerStore, attempt: Callable[..., Attempt], instead: tuple[dict[str, str], bytes]
):
    """A page of somebody else and an answer that breaks off are failures: the line is sent again."""
    service.instead = instead
    store.append(attempt())
    outbox = Outbox(store.path, service.address, "s3cret")
    outbox.wake()
    service.wait(lambda: len(service.requests) == 1)
    service.instead = None
    service.wait(lambda: len(service.requests) == 2)


def test_a_watcher_finds_what_a_killed_kernel_left(
    service: Service, store: AnswerStore, run: Callable[..., subprocess.Popen[str]]
):
    """A kernel that is killed after each "saved" loses nothing: another process sends it without being woken."""
    outbox = outbox_of(store.path)
    assert outbox is not None
    outbox.wake(every=0.05)
    saved = []
    for _ in range(5):
        kernel = run("made = attempt(1)\nstore.append(made)\nprint(made.attempt_id, flush=True)\ninput()", store)
        assert kernel.stdout is not None
        saved.append(kernel.stdout.readline().strip())
        kernel.send_signal(signal.SIGKILL)
    service.wait(lambda: set(saved) <= set(service.kept))


SENDING = """
from kit.answers.outbox import outbox_of
outbox = outbox_of(store.path)
for number in range(1000):
    made = attempt(number % 90)
    store.append(made)
    print(made.attempt_id, flush=True)
    outbox.wake()
"""


def test_kernels_that_are_killed_while_they_send_lose_nothing(
    service: Service, store: AnswerStore, run: Callable[..., subprocess.Popen[str]]
):
    """Ten kernels are killed in the midst of answering and sending: each answer that was saved arrives in the end."""
    saved: set[str] = set()
    for number in range(10):
        kernel = run(SENDING, store)
        assert kernel.stdout is not None
        for _ in range(1 + number * 3):
            saved.add(kernel.stdout.readline().strip())
        kernel.kill()
        saved |= {line.strip() for line in kernel.stdout if line.endswith("\n")}
    assert Outbox(store.path, service.address, "s3cret").send() == 0
    assert len(saved) > 100
    assert saved <= set(service.kept)


# ---- what the learner is told ----


@pytest.mark.usefixtures("service")
def test_the_session_says_when_the_teacher_has_it(lesson: Lesson):
    """An answer is saved at once; as soon as the service has it, the session says so, and a later one knows it."""
    session = lesson.check(ONE).session
    heard: list[tuple[str, str]] = []
    arrived = threading.Event()
    session.on_delivery = lambda item, said: (heard.append((item, said)), arrived.set())
    assert session.answer(ONE, 1).saved
    assert session.states[ONE].sent or arrived.wait(PATIENCE_SECONDS)
    assert session.states[ONE].sent == "With your teacher."
    assert lesson.check(ONE).session.states[ONE].sent == "With your teacher."
    assert set(heard) <= {(ONE, "With your teacher.")}


def test_the_session_says_when_the_teacher_does_not_have_it(service: Service, lesson: Lesson):
    """While the service is away the card says so; then that it has arrived; a refusal is said, too."""
    service.fail = lambda _lines: (503, {})
    session = lesson.check(TWO).session
    news = threading.Condition()

    def hear(_item: str, _said: str) -> None:
        with news:
            news.notify_all()

    def says(text: str) -> bool:
        with news:
            return news.wait_for(lambda: session.states[TWO].sent == text, PATIENCE_SECONDS)

    session.on_delivery = hear
    session.answer(TWO, 2)
    assert says("Not with your teacher yet. It is sent again by itself.")
    service.fail = lambda lines: (400, {"kept": [], "refused": [{"line": 1, "attempt_id": lines[0]["attempt_id"]}]})
    assert says("Your teacher takes no more answers to this question.")


@pytest.mark.usefixtures("service")
def test_the_card_shows_it(lesson: Lesson, monkeypatch: pytest.MonkeyPatch):
    """The browser hears what is saved, then what the teacher has; a view that is opened later knows it, too."""
    card, news = lesson.check(ONE), threading.Condition()
    sent: list[dict[str, Any]] = []

    def send(_card: object, message: dict[str, Any]) -> None:
        with news:
            sent.append(message)
            news.notify_all()

    monkeypatch.setattr(type(card), "send", send)
    card._hear(card, {"ask": "check", "n": "0" * 32, "item": ONE, "response": 1}, [])  # noqa: SLF001 - as the browser does
    assert sent[0]["state"]["saved"]
    with news:
        assert news.wait_for(lambda: card.state[ONE].get("sent") == "With your teacher.", PATIENCE_SECONDS)
    assert [message for message in sent[1:] if message != {"item": ONE, "sent": "With your teacher."}] == []


def test_a_card_shows_what_the_teacher_closes_and_reveals(
    service: Service, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
):
    """A question that is closed takes no answer here either; a key that is shown is on the card; both can end."""
    card, news = lesson.check(ONE), threading.Condition()
    notes: list[dict[str, Any]] = []

    def send(_card: object, message: dict[str, Any]) -> None:
        with news:
            notes.append(message.get("class", {}))
            news.notify_all()

    def hears(expected: dict[str, Any]) -> bool:
        with news:
            return news.wait_for(lambda: notes and notes[-1] == expected, PATIENCE_SECONDS)

    monkeypatch.setattr(type(card), "send", send)
    closed = "Your teacher takes no more answers to this question."
    service.state = {"locked": [ONE, "q-other-01"], "revealed": {}}
    assert hears({ONE: {"isLocked": True, "words": [closed]}})
    with pytest.raises(LearnerError, match="no more answers"):
        card.session.answer(ONE, 1)
    assert card.session.store.read().attempts == ()
    service.state = {"locked": [ONE], "revealed": {ONE: {"en": ["1", "or 2"], "ja": ["1"]}}}
    assert hears({ONE: {"isLocked": True, "words": [closed, "Right: 1", "or 2"]}})
    card._hear(card, {"ask": "ready"}, [])  # noqa: SLF001 - a view that is opened later
    assert notes[-1] == card.session.class_notes
    service.state = {"locked": [], "revealed": {}}
    assert hears({})
    assert card.session.answer(ONE, 1).saved


def test_without_a_service_a_card_says_nothing_of_it(lesson: Lesson, monkeypatch: pytest.MonkeyPatch):
    """The state of an item has no further field, and the text for "saved" stays as it was."""
    monkeypatch.delenv(ADDRESS, raising=False)
    card = lesson.check(ONE)
    card.respond(1)
    assert "sent" not in card.state[ONE]
    assert card.spec["strings"]["saved"] == "Saved on this computer."


def test_where_a_learner_is_goes_to_the_class_at_once(service: Service, outbox: Outbox):
    """It is not kept, and not sent again: what is true a moment later is said a moment later."""
    service.fail = lambda _lines: (200, {"hand": True})
    assert json.loads(outbox.tell_place(b'{"lesson": "02", "step": 3, "hand": true}')) == {"hand": True}
    assert service.requests == [[{"lesson": "02", "step": 3, "hand": True}]]
    service.fail = lambda _lines: (503, {})
    with pytest.raises(OSError, match="503"):
        outbox.tell_place(b"{}")


def test_both_files_lie_beside_each_other(outbox: Outbox, store: AnswerStore, attempt: Callable[..., Attempt]):
    """What is noted as sent is a small file of its own, next to the answers."""
    store.append(made := attempt())
    outbox.send()
    assert Path(f"{store.path}.sent").read_text(encoding="utf-8") == f"{made.attempt_id}\n"
