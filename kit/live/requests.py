"""What all pages of a live class have in common: who asks, how often, from which page, and in which form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from inspect import isawaitable
from time import monotonic
from typing import Any, NamedTuple

import msgspec
from tornado.log import app_log
from tornado.web import HTTPError, RequestHandler

from kit.errors import KitError
from kit.live.live_class import LiveClass

_BURST, _PER_SECOND = 60, 5.0  # requests of one person: an outbox after an outage sends several at once


class Person(NamedTuple):
    """Who asks; the name is the one under which answers are filed."""

    name: str
    is_teacher: bool = False


Who = Callable[[RequestHandler], Person | Awaitable[Person | None] | None]


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


class SafeHandler(RequestHandler):
    """What every page does: it is for nobody else, and takes nothing from a page of another address."""

    def set_default_headers(self) -> None:
        """Let no other page show, guess or keep what is sent."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def check_xsrf_cookie(self) -> None:
        """Refuse what a page of another address sends: a browser always says from where it sends."""
        origin = self.request.headers.get("Origin", "")
        if origin and origin not in {f"http://{self.request.host}", f"https://{self.request.host}"}:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if not origin and not self.request.headers.get("Authorization"):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:  # noqa: ANN401 - as tornado has it
        """Say what does not work in the words of the kit; only what nobody expected shows where it happened."""
        if isinstance(value, KitError):
            app_log.error("%s", value)
        else:
            super().log_exception(typ, value, tb)


class ClassHandler(SafeHandler):
    """What all pages of the service have in common: who asks, how often, and from which page."""

    def initialize(self, live: LiveClass, who: Who, pace: Pace) -> None:
        """Take what the service was made of."""
        self.live, self.who, self.pace = live, who, pace

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
        elif isinstance(error, KitError):  # such as a full disk
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            status_code = HTTPStatus.SERVICE_UNAVAILABLE
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
