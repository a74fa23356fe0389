"""The service over HTTP: what it takes, what it gives to whom, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from class_service import ask, lines

from kit.answers.attempt import Attempt
from kit.answers.outbox import MOST_BYTES
from kit.live.database import Database

Make = Callable[..., Attempt]


def test_an_answer_is_kept_and_given_back(port: int, attempt: Make, small: Database):
    """A posted line is acknowledged by its id, is in the database under the name of the token, and comes back."""
    sent = attempt(learner="somebody else", lesson="02", item_id="q-members-01", score=9.0)
    reply = ask(port, "POST", "/attempts", name="hanako", body=lines([sent, sent]))
    assert (reply.status, reply.said["kept"]) == (200, [sent.attempt_id] * 2)
    assert [(line.id, line.learner) for line in small.lines()] == [(sent.attempt_id, "hanako")]
    back = ask(port, "GET", "/attempts", name="hanako").body
    assert json.loads(back)["learner"] == "hanako"
    assert ask(port, "GET", "/attempts", name="thanh").body == b""


def test_a_bad_line_is_named_and_the_rest_is_kept(port: int, attempt: Make):
    """Status 400 names the line; what could be kept is acknowledged in the same reply."""
    sent = attempt()
    reply = ask(port, "POST", "/attempts", name="hanako", body=b"nonsense\n" + lines([sent]))
    assert (reply.status, reply.said["kept"]) == (400, [sent.attempt_id])
    assert reply.said["refused"][0]["line"] == 1


def test_place_and_state(port: int):
    """A learner says where she is, and hears what she has to know."""
    reply = ask(port, "POST", "/place", name="hanako", body=b'{"lesson": "03", "step": 4, "hand": true}')
    expected = {"name": "hanako", "lesson": "00", "hand": True, "locked": [], "revealed": {}}
    assert (reply.status, reply.said) == (200, expected)
    assert ask(port, "GET", "/state", name="hanako").said == expected


REFUSED: dict[str, tuple[int, str, str, dict[str, object]]] = {
    "nobody posts": (403, "POST", "/attempts", {"body": b"{}"}),
    "nobody reads": (403, "GET", "/attempts", {}),
    "an unknown token": (403, "GET", "/attempts", {"name": "mallory"}),
    "an empty token": (403, "GET", "/state", {"Authorization": "token "}),
    "another scheme": (403, "GET", "/state", {"Authorization": "Basic aGFuYWtvOg=="}),
    "a teacher's answers": (403, "POST", "/attempts", {"name": "teacher", "body": b"{}"}),
    "another page's post": (403, "POST", "/place", {"name": "hanako", "body": b"{}", "Origin": "http://evil.test"}),
    "a page of nowhere": (403, "POST", "/place", {"name": "hanako", "body": b"{}", "Origin": "null"}),
    "a post from a page without a token": (403, "POST", "/place", {"body": b"{}", "Cookie": "class=hanako"}),
    "a body that is too large": (413, "POST", "/attempts", {"name": "hanako", "body": b"x" * (MOST_BYTES + 1)}),
    "a place that is no place": (400, "POST", "/place", {"name": "hanako", "body": b'{"step": "far"}'}),
    "a place below 0": (400, "POST", "/place", {"name": "hanako", "body": b'{"step": -1}'}),
    "a lesson of any length": (400, "POST", "/place", {"name": "hanako", "body": b'{"lesson": "%s"}' % (b"9" * 99)}),
    "no JSON": (400, "POST", "/place", {"name": "hanako", "body": b"\xff"}),
    "nested too deep": (400, "POST", "/place", {"name": "hanako", "body": b"[" * 100_000}),
    "another method": (405, "DELETE", "/attempts", {"name": "hanako"}),
    "another page": (404, "GET", "/etc/passwd", {"name": "hanako"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(port: int, small: Database, name: str):
    """What is not allowed gets its status, changes nothing, and shows nothing of the program."""
    status, method, path, asked = REFUSED[name]
    reply = ask(port, method, path, **asked)
    assert reply.status == status
    assert b"Traceback" not in reply.body
    assert small.lines() == []


def test_whoever_asks_too_often_waits(port: int):
    """Above a pace there is a 429 with the time to wait; another learner is still served."""
    replies = [ask(port, "GET", "/state", name="hanako") for _ in range(120)]
    late = next(reply for reply in replies if reply.status == 429)
    assert int(late.headers["Retry-After"]) >= 1
    assert ask(port, "GET", "/state", name="thanh").status == 200


def test_replies_are_for_nobody_else(port: int):
    """No reply may be kept by a cache, shown in a frame of another page, or taken for another type."""
    headers = ask(port, "GET", "/state", name="hanako").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"  # no other page learns the address of the board
