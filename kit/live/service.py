"""The service of a live class over HTTP: answers come in, what the teacher wants goes out."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from tornado.web import HTTPError, stream_request_body

from kit.answers.outbox import MOST_BYTES
from kit.live.board_pages import Route, board_routes
from kit.live.live_class import LiveClass, Place
from kit.live.requests import ClassHandler, Pace, Who

_LARGEST = 100_000_000  # bytes of answers that are told that they are too many; others are cut off
_PLACE = msgspec.json.Decoder(Place)


def service_routes(live: LiveClass, who: Who, prefix: str = "/") -> list[Route]:
    """Return the addresses of the service and of the board.

    Parameters
    ----------
    live : LiveClass
        The class.
    who : callable
        Takes a request handler and returns who asks, at once or later; None for somebody who is not known.
    prefix : str
        Where the service is below its host, as ``"/services/answers/"``.

    Returns
    -------
    list of (str, type, dict)
        For a web application: ``attempts`` takes and gives a learner's lines, ``place`` and ``state`` tell who is where
        and what is locked; ``board`` is for teachers.
    """
    given = {"live": live, "who": who, "pace": Pace()}
    own: list[Route] = [
        (f"{prefix}attempts", Attempts, given),
        (f"{prefix}state", State, given),
        (f"{prefix}place", Places, given),
    ]
    return [*own, *board_routes(prefix, given)]


@stream_request_body
class Attempts(ClassHandler):
    """A learner's lines: taken, and given back to the learner alone."""

    async def prepare(self) -> None:
        """Refuse what is too large before it is read."""
        self.request.connection.set_max_body_size(_LARGEST)  # type: ignore[union-attr] # of HTTP/1.1
        self._body: list[bytes] = []
        self._size = 0
        self._measure(int(self.request.headers.get("Content-Length") or 0))
        await super().prepare()
        if self.person.is_teacher:
            raise HTTPError(HTTPStatus.FORBIDDEN, "Answers of a teacher are not collected")

    def data_received(self, chunk: bytes) -> None:
        """Take a part of the body."""
        self._measure(self._size + len(chunk))
        self._size += len(chunk)
        self._body.append(chunk)

    def _measure(self, size: int) -> None:
        if size > MOST_BYTES:
            raise HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    async def get(self) -> None:
        """Give the learner's own lines, in the order of their arrival."""
        lines = await self.live.lines_of(self.person.name)
        self.set_header("Content-Type", "application/jsonl; charset=utf-8")
        self.finish("".join(lines))

    async def post(self) -> None:
        """Keep lines; those that are named in the reply are on the disk."""
        receipt = await self.live.receive(self.person.name, b"".join(self._body))
        if receipt.refused:
            self.set_status(HTTPStatus.BAD_REQUEST)
        self.finish({"kept": receipt.kept, "refused": [each._asdict() for each in receipt.refused]})


class State(ClassHandler):
    """What a learner has to know of the class."""

    def get(self) -> None:
        """Give it."""
        self.finish(self.live.state(self.person.name))


class Places(ClassHandler):
    """Where a learner is."""

    def post(self) -> None:
        """Keep it, and give what a learner has to know."""
        place = self.sent(_PLACE)
        if not self.person.is_teacher:
            self.live.place(self.person.name, place)
        self.finish(self.live.state(self.person.name))
