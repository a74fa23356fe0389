"""The board over HTTP: what changes arrives in a stream, what the teacher sets holds, and nobody else gets in."""

from __future__ import annotations

import asyncio
import csv
import http.client
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from class_service import ask, lines, make_app
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from kit.answers.attempt import Attempt
from kit.class_report.collect import collect
from kit.errors import KitError
from kit.live.database import Database
from kit.quiz.bank import LessonItems

Make = Callable[..., Attempt]
News = dict[str, dict[str, dict[str, str]]]
STREAM = "/board/stream?lesson=03"
GRADEBOOK = "/board/gradebook.csv?lesson=03"


@contextmanager
def stream(port: int, language: str = "en") -> Iterator[Callable[[], News]]:
    """Give a function that waits for the next news of the board."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"{STREAM}&language={language}", headers={"Authorization": "token teacher"})
    reply = connection.getresponse()
    assert reply.status == 200

    def news() -> News:
        for line in iter(reply.readline, b""):
            if line.startswith(b"data: "):
                return json.loads(line.removeprefix(b"data: "))
        raise AssertionError

    yield news
    connection.close()


def post(port: int, path: str, name: str = "teacher", **wish: object) -> int:
    """Send what a teacher wants, and return the status."""
    return ask(port, "POST", f"/board/{path}", name=name, body=json.dumps(wish).encode()).status


def years(attempt: Make, sample: str = "choice") -> Attempt:
    """Return an attempt at a question of lesson 03, with choices or in words."""
    item = {"choice": ("q-years-04", ["firms"]), "words": ("q-years-30", {"text": "1973, because of rubber."})}[sample]
    return attempt(lesson="03", item_id=item[0], response=item[1])


def test_an_answer_arrives_at_the_board_once(port: int, attempt: Make):
    """The stream begins with all rows; after an answer only the rows come that differ, and a hand likewise."""
    with stream(port) as news:
        first = news()
        assert "q-years-03" in first["rows"]["items"]
        assert first["order"]["learners"] == []
        ask(port, "POST", "/attempts", name="hanako", body=lines([years(attempt)]))
        second = news()
        assert "1 of 1 answered" in second["rows"]["items"]["q-years-04"]
        assert second["order"]["learners"] == ["hanako"]
        ask(port, "POST", "/place", name="hanako", body=b'{"lesson": "03", "step": 3, "hand": true}')
        third = news()
        assert third["order"]["hands"] == ["hanako"]
        assert third["rows"]["items"] == {}


def test_locks_and_reveals_reach_boards_and_learners(port: int, attempt: Make):
    """What the teacher locks takes no more answers; board and learners are told, and it can be taken back."""
    with stream(port) as news:
        news()
        for flag in ("locked", "revealed"):
            assert post(port, "flags", lesson="03", items=["q-years-04"], flag=flag, is_set=True) == 200
        assert 'aria-pressed="true"' in news()["rows"]["items"]["q-years-04"]
    state = ask(port, "GET", "/state", name="hanako").said
    assert state["locked"] == ["q-years-04"]
    key = state["revealed"]["q-years-04"]
    assert key["en"]
    assert key["ja"] not in ([], key["en"])
    reply = ask(port, "POST", "/attempts", name="hanako", body=lines([years(attempt)]))
    assert (reply.status, reply.said["refused"][0]["why"]) == (400, "locked")
    assert post(port, "flags", lesson="03", items=["q-years-04"], flag="locked", is_set=False) == 200
    assert ask(port, "POST", "/attempts", name="hanako", body=lines([years(attempt)])).status == 200


def test_a_mark_counts_for_the_words_that_it_was_given_for(port: int, attempt: Make, small: Database):
    """All lines of a rubric marked, the answer counts by them; other words are not marked."""
    ask(port, "POST", "/attempts", name="hanako", body=lines([years(attempt, "words")]))
    with stream(port) as news:
        row = news()["rows"]["words"]["q-years-30/hanako"]
        words = row.partition('data-words="')[2].partition('"')[0]
        wish = {"lesson": "03", "learner": "hanako", "item": "q-years-30", "words": words}
        for criterion in ("choice", "evidence", "other"):
            assert post(port, "marks", **wish, criterion=criterion, mark=1) == 200
        while 'class="marked"' not in row:
            row = news()["rows"]["words"].get("q-years-30/hanako", row)
    assert row.count("checked") == 3
    assert {mark.criterion: mark.mark for mark in small.marks()} == {"choice": 1.0, "evidence": 1.0, "other": 1.0}
    rows = list(csv.DictReader(io.StringIO(ask(port, "GET", GRADEBOOK, name="teacher").body.decode("utf-8-sig"))))
    assert [(row["Learner"], row["03 points"] != "0") for row in rows] == [("hanako", True)]
    again = attempt(lesson="03", item_id="q-years-30", response={"text": "Other words."})
    ask(port, "POST", "/attempts", name="hanako", body=lines([again]))
    with stream(port) as news:
        assert "checked" not in news()["rows"]["words"]["q-years-30/hanako"]


def test_report_and_hand_ins_are_the_same_as_ever(port: int, attempt: Make, tmp_path: Path):
    """The zip is read by the collection of hand-ins as it is, and the report is on the lesson of the board."""
    for name in ("hanako", "thanh"):
        ask(port, "POST", "/attempts", name=name, body=lines([years(attempt)]))
    content = ask(port, "GET", "/board/hand-ins.zip", name="teacher").body
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path / "hand-ins")
    found = collect(tmp_path / "hand-ins")
    assert (found.learners, found.set_aside, found.doubts) == (["hanako", "thanh"], [], [])
    page = ask(port, "GET", "/board?lesson=03", name="teacher").body.decode()
    (link,) = re.findall(r'href="(/board/report[^"]*)"', page)
    assert "q-years-04" in ask(port, "GET", unescape(link), name="teacher").body.decode()


PAGES = [
    "board",
    "board/stream",
    "board/board.js",
    "board/board.css",
    "board/report",
    "board/hand-ins.zip",
    "board/gradebook.csv",
]


@pytest.mark.parametrize("who", ["", "hanako"])
@pytest.mark.parametrize("path", PAGES)
def test_the_board_is_for_teachers(port: int, path: str, who: str):
    """Neither a learner nor a stranger sees the board, its stream, the report or the hand-ins."""
    assert ask(port, "GET", f"/{path}", name=who).status == 403


@pytest.mark.parametrize("who", ["", "hanako"])
@pytest.mark.parametrize("path", ["flags", "marks"])
def test_only_a_teacher_sets_something(port: int, small: Database, path: str, who: str):
    """Neither a learner nor a stranger locks, reveals or marks."""
    wish = {"lesson": "03", "items": ["q-years-04"], "flag": "revealed", "is_set": True}
    assert post(port, path, who, **wish) == 403
    assert (small.flags(), small.marks()) == (set(), [])


WRONG: dict[str, tuple[int, str, dict[str, object]]] = {
    "no such lesson": (404, "flags", {"lesson": "99", "items": ["q-a-01"], "flag": "locked", "is_set": True}),
    "no such item": (404, "flags", {"lesson": "03", "items": ["q-a-01"], "flag": "locked", "is_set": True}),
    "no such flag": (400, "flags", {"lesson": "03", "items": ["q-years-04"], "flag": "burnt", "is_set": True}),
    "no item": (400, "flags", {"lesson": "03", "items": [], "flag": "locked", "is_set": True}),
    "a mark above 1": (
        400,
        "marks",
        {"lesson": "03", "learner": "x", "item": "q-years-30", "words": "a", "criterion": "choice", "mark": 2},
    ),
    "no such line": (
        404,
        "marks",
        {"lesson": "03", "learner": "x", "item": "q-years-30", "words": "a", "criterion": "none", "mark": 1},
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_exist_is_not_set(port: int, small: Database, name: str):
    """A lesson, question, flag, mark or line that does not exist is refused, and nothing is kept."""
    status, path, wish = WRONG[name]
    assert post(port, path, **wish) == status
    assert (small.flags(), small.marks()) == (set(), [])


def test_a_full_disk_is_said_in_words(
    port: int, small: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """What could not be kept is not done; the teacher reads why, and no lines of the program."""

    def fail(*_: object, **__: object) -> None:
        raise KitError("The database of the class does not answer: the disk is full.", do="Make room on the disk.")

    monkeypatch.setattr(small, "set_flags", fail)
    assert post(port, "flags", lesson="03", items=["q-years-04"], flag="locked", is_set=True) == 503
    assert ask(port, "GET", "/state", name="hanako").said["locked"] == []
    assert "Make room on the disk." in caplog.text
    assert "Traceback" not in caplog.text


def test_the_board_speaks_japanese(port: int):
    """Title and questions are in the language that is asked for, as far as catalogues have them."""
    assert "50年の歩み" in ask(port, "GET", "/board?lesson=03&language=ja", name="teacher").body.decode()
    with stream(port, language="ja") as news:
        row = news()["rows"]["items"]["q-years-03"]
    assert "約束" in row
    assert "promise" not in row


def test_the_page_lets_no_foreign_script_run(port: int):
    """The page may load its own script and style alone, and nothing that is written into it runs."""
    reply = ask(port, "GET", "/board?lesson=03", name="teacher")
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert b"<script>" not in reply.body


def test_the_end_of_a_class_says_nothing_of_boards_that_are_open(
    small: Database, bank: tuple[LessonItems, ...], caplog: pytest.LogCaptureFixture
):
    """Whoever ends a class while a board is open reads no error."""

    async def class_with_a_board() -> bytes:
        listener, port = bind_unused_port()
        server = HTTPServer(make_app(bank, small))
        server.add_socket(listener)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {STREAM} HTTP/1.1\r\nHost: here\r\nAuthorization: token teacher\r\n\r\n".encode())
        begun = await reader.readuntil(b"data: ")
        server.stop()
        await server.close_all_connections()
        return begun

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, class_with_a_board()).result()
    assert caplog.messages == []
