"""A service of the tests' own, in a thread; and the requests that learners and teachers send to it."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from kit.answers.attempt import Attempt
from kit.answers.store import line_of
from kit.live.database import Database
from kit.live.fair_server import FairServer
from kit.live.live_class import LiveClass
from kit.live.requests import Person, Who
from kit.live.service import service_routes
from kit.quiz.bank import LessonItems

PEOPLE = {"hanako": Person("hanako"), "thanh": Person("thanh"), "teacher": Person("teacher", is_teacher=True)}


class Reply(NamedTuple):
    """Status, body and headers of a reply."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def said(self) -> dict[str, object]:
        """The body as JSON."""
        return json.loads(self.body)


def who(handler: RequestHandler) -> Person | None:
    """Return who asks: the token of these tests is the name."""
    return PEOPLE.get(handler.request.headers.get("Authorization", "").removeprefix("token "))


def make_app(bank: Sequence[LessonItems], database: Database, who: Who = who) -> Application:
    """Return the service of a class as an application of its own."""
    return Application(service_routes(LiveClass(bank, database), who))


@contextmanager
def running(make: Callable[[], Application]) -> Iterator[int]:
    """Serve an application on this machine, and give its port."""
    loop, socket = asyncio.new_event_loop(), bind_unused_port()

    async def begin() -> FairServer:
        server = FairServer(make())
        server.add_socket(socket[0])
        return server

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(begin(), loop).result()
    try:
        yield socket[1]
    finally:

        async def end() -> None:
            server.stop()
            await server.close_all_connections()

        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def ask(port: int, method: str, path: str, *, name: str = "", body: bytes | None = None, **headers: str) -> Reply:
    """Send a request under a name, and return the reply."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    given = {head.replace("_", "-"): value for head, value in headers.items()}
    connection.request(method, path, body, {"Authorization": f"token {name}", **given} if name else given)
    reply = connection.getresponse()
    found = Reply(reply.status, reply.read(), {head.title(): value for head, value in reply.getheaders()})
    connection.close()
    return found


def lines(attempts: Sequence[Attempt]) -> bytes:
    """Return attempts as an answer file has them."""
    return b"".join(map(line_of, attempts))
