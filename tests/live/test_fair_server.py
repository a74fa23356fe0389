"""A server that many devices share: none of them takes its memory or all of its connections."""

from __future__ import annotations

import http.client
import resource
import socket
from collections.abc import Iterator

import class_service
import pytest
from tornado.web import Application, RequestHandler

from kit.live import fair_server
from kit.live.fair_server import LARGEST_FORM


class Echo(RequestHandler):
    """Says how much it was sent."""

    def post(self) -> None:
        """Say it."""
        self.finish(str(len(self.request.body)))


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Give the port of a server that gives two connections to a device."""
    monkeypatch.setattr(fair_server, "_MOST_OF_ONE", 2)
    with class_service.running(lambda: Application([("/", Echo)])) as found:
        yield found


def is_taken(connection: socket.socket) -> bool:
    """Return whether a connection gets a reply."""
    connection.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1\r\n\r\nx")
    try:
        return connection.recv(100).startswith(b"HTTP/1.1 200")
    except ConnectionError:
        return False


def test_a_form_that_is_too_large_is_not_read(port: int):
    """What is longer than any form is refused by its length alone, before a byte of it is in memory."""
    assert class_service.ask(port, "POST", "/", body=b"x" * LARGEST_FORM).body == str(LARGEST_FORM).encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST", "/")
    connection.putheader("Content-Length", str(LARGEST_FORM + 1))
    connection.endheaders()
    assert connection.getresponse().status == 400
    connection.close()


def test_one_device_has_only_so_many_connections(port: int):
    """A device that holds all that it may have gets no further one, until it lets one go."""
    held = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in range(3)]
    assert [is_taken(each) for each in held] == [True, True, False]
    held[0].close()
    is_free = False
    while not is_free:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as another:
            is_free = is_taken(another)
    for each in held:
        each.close()


def test_a_server_may_have_more_connections_than_a_shell_gives(monkeypatch: pytest.MonkeyPatch):
    """The limit of open files, 256 on some computers, rises to what a class needs, and never sinks."""
    limits = {"now": (256, resource.RLIM_INFINITY)}
    monkeypatch.setattr(resource, "getrlimit", lambda _which: limits["now"])
    monkeypatch.setattr(resource, "setrlimit", lambda _which, both: limits.update(now=both))
    with class_service.running(lambda: Application([("/", Echo)])):
        assert limits["now"] == (4096, resource.RLIM_INFINITY)
    limits["now"] = (65_536, 65_536)
    with class_service.running(lambda: Application([("/", Echo)])):
        assert limits["now"] == (65_536, 65_536)
