"""The service of a live class, as a web application: answers come in, what the teacher wants goes out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from inspect import isawaitable
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from kit.errors import KitError
from kit.live.arrivals import MOST_BYTES
from kit.live.database import Database
from kit.live.live_class import LiveClass, Place
from kit.quiz.bank import LessonItems

_BURST, _PER_SECOND = 60, 5.0  # requests of one person: an outbox after an outage sends several at once
_PLACE = msgspec.json.Decoder(Place)


class Person(NamedTuple):
    """Who asks; the name is the one under which answers are filed."""

    name: str
    is_teacher: bool = False


Who = Callable[[RequestHandler], Person | Awaitable[Person | None] | None]


def make_app(bank: Sequence[LessonItems], database: Database, who: Who, *, prefix: str = "/") -> Application:
    """Return the service.

    Parameters
    ----------
    bank : sequence of LessonItems
        The lessons by which answers are scored, with their keys.
    database : Database
        Where answers are kept.
    who : callable
        Takes a request handler and returns who asks, at once or later; None for somebody who is not known.
    prefix : str
        Where the service is below its host, as ``"/services/answers/"``.

    Returns
    -------
    tornado.web.Application
        ``attempts`` takes and gives a learner's lines, ``place`` and ``state`` tell who is where and what is locked.
    """
    given = {"live": LiveClass(bank, database), "who": who, "pace": Pace()}
    return Application(
        [(f"{prefix}attempts", Attempts, given), (f"{prefix}state", State, given), (f"{prefix}place", Places, given)]
    )


class Pace:
    """Lets each person ask so often, and no oftener: a bucket that fills again with time."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def seconds_to_wait(self, name: str, burst: int = _BURST, per_second: float = _PER_SECOND) -> float:
        """Return 0 where a request may pass, and count it; else how long to wait."""
        now = self._clock()
        left, at = self._left.get(name, (float(burst), now))
        left = min(burst, left + (now - at) * per_second)
        if left < 1:
            return (1 - left) / per_second
        self._left[name] = (left - 1, now)
        return 0.0


class TooOftenError(HTTPError):
    """Somebody asks too often, and has to wait for some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS)
        self.seconds = seconds


class ClassHandler(RequestHandler):
    """What all pages of the service have in common: who asks, how often, and from which page."""

    def initialize(self, live: LiveClass, who: Who, pace: Pace) -> None:
        """Take what the service was made of."""
        self.live, self.who, self.pace = live, who, pace

    def set_default_headers(self) -> None:
        """Let no other page show, guess or keep what is sent."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")

    def check_xsrf_cookie(self) -> None:
        """Refuse what a page of another address sends: a browser always says from where it sends."""
        origin = self.request.headers.get("Origin", "")
        if origin and urlsplit(origin).netloc != self.request.host:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if not origin and not self.request.headers.get("Authorization"):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    async def prepare(self) -> None:
        """Find out who asks, and how often."""
        if self.request.method not in {"GET", "HEAD", "OPTIONS"}:
            self.check_xsrf_cookie()
        found = self.who(self)
        person = await found if isawaitable(found) else found
        if person is None:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.person = person
        if wait := self.pace.seconds_to_wait(person.name):
            raise TooOftenError(wait)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - as tornado has it
        """Say in a line what is wrong; what the service did is not shown."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, TooOftenError):
            self.set_header("Retry-After", str(int(error.seconds) + 1))
        why = (
            error.log_message if isinstance(error, HTTPError) and error.log_message else HTTPStatus(status_code).phrase
        )
        self.finish({"error": why})

    def sent(self, decoder: msgspec.json.Decoder[Any]) -> Any:  # noqa: ANN401 - what the decoder says
        """Return the body of a request."""
        try:
            return decoder.decode(self.request.body)
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            raise HTTPError(HTTPStatus.BAD_REQUEST, "The request is not of the form that is expected") from None


@stream_request_body
class Attempts(ClassHandler):
    """A learner's lines: taken, and given back to the learner alone."""

    async def prepare(self) -> None:
        """Refuse what is too large before it is read."""
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
        try:
            receipt = await self.live.receive(self.person.name, b"".join(self._body))
        except KitError:
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE, "The answers could not be kept. Send them again.") from None
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
