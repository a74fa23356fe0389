"""The server of a class over HTTP: learners come in, and nobody gets what is not hers."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import class_service
import pytest
from class_service import Reply, ask, lines

from kit.answers.attempt import Attempt
from kit.errors import KitError
from kit.live.database import Database
from kit.live.door import MOST_OF_ONE_ADDRESS, ClassDoor
from kit.live.live_class import LiveClass
from kit.live.room_server import class_app
from kit.quiz.bank import LessonItems
from kit.text import text_in

Make = Callable[..., Attempt]


class Room:
    """A class over a small site, and the devices of its learners."""

    def __init__(self, port: int, door: ClassDoor, live: LiveClass, notebooks: dict[str, str]) -> None:
        self.port, self.door, self.live, self.notebooks = port, door, live, notebooks

    def come_in(self, name: str, code: str | None = None, **more: str) -> Reply:
        """Send the form at the door, as the browser of this address does."""
        form = urlencode({"code": self.door.code if code is None else code, "name": name, **more}).encode()
        return self.ask("POST", "/join", body=form, Content_Type="application/x-www-form-urlencoded")

    def device(self, name: str) -> str:
        """Return the cookie of a device that has come in."""
        return self.come_in(name).headers["Set-Cookie"].split(";")[0]

    @property
    def teacher(self) -> str:
        """The cookie of the teacher's browser."""
        return self.ask("GET", f"/teacher?key={self.door.key}").headers["Set-Cookie"].split(";")[0]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """Send a request from this address."""
        own = {"Origin": f"http://127.0.0.1:{self.port}"} if method != "GET" else {}
        return ask(self.port, method, path, body=body, **(own | headers))


@pytest.fixture
def clock() -> list[datetime]:
    """Return the time of the class, which a test may set."""
    return [datetime(2026, 11, 27, 4, 0, tzinfo=UTC)]


@pytest.fixture
def room(
    small: Database,
    bank: tuple[LessonItems, ...],
    tmp_path: Path,
    clock: list[datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Room]:
    """Give a class in lesson 03 whose site has three files, on a computer that takes scripts for plain text."""
    monkeypatch.setitem(mimetypes.types_map, ".js", "text/plain")  # as Windows may
    site = tmp_path / "site"
    for name, text in {
        "notebooks/index.html": "<html><body>notebook</body></html>",
        "lite-service-worker.js": "// lite",
        "build/a.js": "// a",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (tmp_path / "outside.txt").write_text("outside", encoding="utf-8")
    door = ClassDoor(small, "http://192.0.2.7:8000/")
    lesson = next(lesson for lesson in bank if lesson.lesson == "03")

    live = LiveClass([lesson], small, lambda: clock[0], door=door)
    notebooks = {language: f"{language}/03-fifty-years.ipynb" for language in ("en", "ja")}
    with class_service.running(lambda: class_app(live, door, site, notebooks)) as port:
        yield Room(port, door, live, notebooks)


def test_a_learner_comes_in_and_answers(room: Room, attempt: Make, small: Database):
    """After the door the device is led to the lesson, is known by its cookie, and its answers are under its name."""
    reply = room.come_in("Hanako")
    assert (reply.status, reply.headers["Location"]) == (303, "/notebooks/index.html?path=en/03-fifty-years.ipynb")
    assert "HttpOnly" in reply.headers["Set-Cookie"]
    cookie = reply.headers["Set-Cookie"].split(";")[0]
    assert room.ask("GET", "/kit-answers/", Cookie=cookie).said == {"class": "Hanako"}
    sent = attempt(learner="Thanh", lesson="03", item_id="q-years-04", response=["firms"])
    assert room.ask("POST", "/attempts", lines([sent]), Cookie=cookie).said["kept"] == [sent.attempt_id]
    assert [line.learner for line in small.lines()] == ["Hanako"]


def test_the_lesson_has_the_bar_and_keeps_nothing_in_the_browser(room: Room):
    """The page of a notebook gets the bar in its language, and the service worker of JupyterLite alone."""
    page = room.ask("GET", "/notebooks/index.html?path=ja/03-fifty-years.ipynb").body.decode()
    words = json.loads(re.search(r'id="kit-class">(.*?)</script>', page)[1])
    assert (words["hand"], words["lesson"]) == ("手を挙げる", "03")
    assert "/class/bar.js" in page
    assert room.ask("GET", "/service-worker.js").body == b"// lite"
    script = room.ask("GET", "/build/a.js").headers
    assert (script["Cache-Control"], script["Content-Type"]) == ("public, max-age=86400", "text/javascript")
    assert room.ask("GET", "/class/bar.js").status == room.ask("GET", "/class/class.css").status == 200


def test_a_lesson_of_ones_own_has_the_bar_in_the_language_of_the_door(room: Room):
    """Its notebook is in one folder for all languages: the address says which, from the door to the bar."""
    room.notebooks |= dict.fromkeys(room.notebooks, "own/90-mine.ipynb")
    form = urlencode({"code": room.door.code, "name": "太郎"}).encode()
    kind = "application/x-www-form-urlencoded"
    place = room.ask("POST", "/join?language=ja", body=form, Content_Type=kind).headers["Location"]
    assert place == "/notebooks/index.html?path=own/90-mine.ipynb&language=ja"
    assert '"hand": "手を挙げる"' in room.ask("GET", place).body.decode()


def test_a_taken_name_is_handed_over_by_the_teacher(room: Room):
    """A second device is refused, until the teacher has given it a PIN; then the first device is out."""
    first = room.device("Thanh")
    refused = room.come_in("thanh")
    assert (refused.status, b"PIN" in refused.body) == (409, True)
    body = json.dumps({"learner": "Thanh"}).encode()
    assert room.ask("POST", "/board/pin", body, Cookie=room.teacher).status == 200
    reply = room.come_in("Thanh", pin=room.door.pins["Thanh"])
    assert reply.status == 303
    assert room.ask("GET", "/state", Cookie=first).status == 403


def test_the_teacher_removes_names_that_nobody_uses(room: Room, clock: list[datetime]):
    """A name that was typed wrongly goes when its page is closed; whoever is here stays; no learner may do it."""
    wrong = room.device("Hanko")
    clock[0] += timedelta(minutes=1)
    right = room.device("Hanako")
    assert room.ask("POST", "/board/remove", b"{}", Cookie=right).status == 403
    assert room.door.names == ["Hanko", "Hanako"]
    assert room.ask("POST", "/board/remove", b"{}", Cookie=room.teacher).status == 200
    assert [room.ask("GET", "/state", Cookie=device).status for device in (wrong, right)] == [403, 200]
    assert (room.door.names, list(room.live.seen)) == (["Hanako"], ["Hanako"])  # both make rows of the board


def test_the_teachers_link_leads_to_the_board_without_the_key(room: Room):
    """The secret link sets a cookie and leads to an address that may be shown on a projector."""
    reply = room.ask("GET", f"/teacher?key={room.door.key}")
    assert reply.headers["Location"] == "/board?language=en"
    page = room.ask("GET", "/board", Cookie=room.teacher).body.decode()
    assert room.door.code in page
    assert room.door.key not in page


def test_whoever_tries_codes_has_to_wait(room: Room):
    """After a number of wrong codes from a device even the right one has to wait."""
    replies = [room.come_in("Mallory", code=f"guess{number}").status for number in range(2 * MOST_OF_ONE_ADDRESS)]
    assert replies.index(429) >= MOST_OF_ONE_ADDRESS  # a class behind one router comes in at once
    assert room.come_in("Mallory").status == 429


def test_a_full_disk_is_said_at_the_door(room: Room, small: Database, monkeypatch: pytest.MonkeyPatch):
    """A learner who cannot be kept does not come in, and reads whom to tell."""

    def fail(_member: object) -> None:
        raise KitError("The database of the class does not answer: the disk is full.")

    monkeypatch.setattr(small, "set_member", fail)
    reply = room.come_in("Hanako")
    assert (reply.status, b"Tell your teacher." in reply.body, room.door.names) == (503, True, [])


@pytest.mark.parametrize("language", ["en", "ja", "id"])
@pytest.mark.parametrize("path", ["/teacher?key=of-last-week", "/board?"])
def test_a_wrong_link_to_the_board_says_which_is_right(room: Room, path: str, language: str):
    """An old or cut link shows a page that says what to do, in the language of the link; else in that of the class."""
    text = text_in(language)
    reply = room.ask("GET", f"{path}&language={language}", Cookie="kit-teacher=of-last-week")
    assert reply.status == 403
    page = reply.body.decode()
    assert f"<h1>{text('board.no_entry')}</h1>" in page
    assert unescape(page).count(text("board.no_entry_link")) == 1
    assert f'<html lang="{language}">' in page
    room.live.language = "ja"
    assert b'<html lang="ja">' in room.ask("GET", path).body


ATTACKS: dict[str, tuple[int, str, str, bytes | None, dict[str, str]]] = {
    "a stranger reads answers": (403, "GET", "/attempts", None, {}),
    "a stranger sends answers": (403, "POST", "/attempts", b"{}", {}),
    "a stranger asks for the state": (403, "GET", "/state", None, {}),
    "a stranger opens the board": (403, "GET", "/board", None, {}),
    "a learner opens the board": (403, "GET", "/board", None, {"Cookie": "{learner}"}),
    "a learner opens the stream": (403, "GET", "/board/stream", None, {"Cookie": "{learner}"}),
    "a learner takes the hand-ins": (403, "GET", "/board/hand-ins.zip", None, {"Cookie": "{learner}"}),
    "a learner reads the report": (403, "GET", "/board/report", None, {"Cookie": "{learner}"}),
    "a learner reveals": (403, "POST", "/board/flags", b"{}", {"Cookie": "{learner}"}),
    "a learner marks": (403, "POST", "/board/marks", b"{}", {"Cookie": "{learner}"}),
    "a learner removes names": (403, "POST", "/board/remove", b"{}", {"Cookie": "{learner}"}),
    "a learner hands a name over": (403, "POST", "/board/pin", b'{"learner":"Thanh"}', {"Cookie": "{learner}"}),
    "her secret as the teacher's": (403, "GET", "/board", None, {"Cookie": "kit-teacher={secret}"}),
    "her secret in the link": (403, "GET", "/teacher?key={secret}", None, {}),
    "an empty key": (403, "GET", "/teacher?key=", None, {}),
    "an empty cookie": (403, "GET", "/board", None, {"Cookie": "kit-teacher="}),
    "the class code as the key": (403, "GET", "/teacher?key={code}", None, {}),
    "a name as a secret": (403, "GET", "/state", None, {"Cookie": "kit-class=Thanh"}),
    "a statement as a secret": (403, "GET", "/state", None, {"Cookie": "kit-class='or'1'='1"}),
    "another page sends answers": (
        403,
        "POST",
        "/attempts",
        b"{}",
        {"Cookie": "{learner}", "Origin": "http://evil.test"},
    ),
    "another page uses the board": (403, "POST", "/board/flags", b"{}", {"Cookie": "{teacher}", "Origin": "http://x"}),
    "another page at the door": (403, "POST", "/join", b"code=x", {"Origin": "http://evil.test"}),
    "a page whose address is broken at the door": (403, "POST", "/join", b"code=x", {"Origin": "http://["}),
    "a page of nowhere at the door": (403, "POST", "/join", b"code=x", {"Origin": "null"}),
    "a file outside the site": (403, "GET", "/../outside.txt", None, {}),
    "a file outside, encoded": (403, "GET", "/%2e%2e/outside.txt", None, {}),
    "a file with a null in its name": (404, "GET", "/build/a%00.js", None, {}),
    "the database": (404, "GET", "/class.sqlite", None, {}),
    "a list of a folder": (404, "GET", "/build/", None, {}),
    "another method": (405, "PUT", "/build/a.js", b"x", {}),
    "a pin that is no JSON": (400, "POST", "/board/pin", b"\xff", {"Cookie": "{teacher}"}),
    "a pin for nobody": (404, "POST", "/board/pin", b'{"learner":"nobody"}', {"Cookie": "{teacher}"}),
    "too much": (413, "POST", "/attempts", b"x" * 300_000, {"Cookie": "{learner}"}),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_denied(room: Room, small: Database, name: str):
    """What a learner or a stranger may not do gets its status, and changes and tells nothing."""
    status, method, path, body, headers = ATTACKS[name]
    learner = room.device("Hanako")
    room.device("Thanh")
    known = {"learner": learner, "secret": learner.partition("=")[2], "teacher": room.teacher, "code": room.door.code}
    filled = {key: value.format(**known) for key, value in headers.items()}
    reply = room.ask(method, path.format(**known), body, **filled)
    assert reply.status == status
    assert b"outside" not in reply.body.replace(b"outside.txt", b"")
    assert b"Traceback" not in reply.body
    assert (small.lines(), small.flags(), dict(room.door.pins)) == ([], set(), {})


@pytest.mark.parametrize("text", ["<script>x</script>", '"><img src=x onerror=x>', "' onfocus=x autofocus '"])
def test_what_is_typed_at_the_door_is_text(room: Room, text: str):
    """A name and a code come back as text; the page lets no script run at all."""
    reply = room.come_in(text, code=text)
    assert text.encode() not in reply.body
    assert "script-src" not in reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]


def test_the_door_speaks_japanese(room: Room):
    """The door is in the language that is asked for, and leads to the lesson in it."""
    page = room.ask("GET", "/?language=ja").body.decode()
    assert "参加する" in page
    assert "50年の歩み" in page
    form = urlencode({"code": room.door.code, "name": "太郎"}).encode()
    kind = "application/x-www-form-urlencoded"
    reply = room.ask("POST", "/join?language=ja", body=form, Content_Type=kind)
    assert reply.headers["Location"].endswith("path=ja/03-fifty-years.ipynb")
