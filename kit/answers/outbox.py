"""The way of a learner's answers to the teacher: each is in the local file first, then it is sent until it is kept.

The file of answers is the queue. A second file next to it names what the service has answered for; what is missing
there is sent, whichever process wrote it and however that process ended. Sending a line twice keeps one.
"""

from __future__ import annotations

import json
import os
import threading
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from random import uniform
from typing import Any, Literal, NamedTuple, Protocol
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener
from weakref import WeakSet

import msgspec

from kit import browser

ADDRESS, SECRET = "KIT_SERVICE_URL", "KIT_SERVICE_TOKEN"
_SECRET_OF_A_HUB = "JUPYTERHUB_API_TOKEN"  # noqa: S105 - the name of a variable
MOST_LINES, MOST_BYTES = 200, 256_000
_PATIENCE_SECONDS, _LONGEST_WAIT = 10, 30
_REFUSED = "!"

Delivery = Literal["kept", "refused", "waiting", "sent"]


class ClassNews(msgspec.Struct, frozen=True):
    """What the teacher has done: the items to which no more answers are taken, and the keys that are shown.

    `revealed` contains for each item and language the key in words, line by line.
    """

    locked: tuple[str, ...] = ()
    revealed: dict[str, dict[str, list[str]]] = {}


class Listener(Protocol):
    """Who wants to hear what became of attempts, and what the teacher has done."""

    def hear_delivery(self) -> None:
        """Look again at what is with the teacher, and at the news of the class."""


class _Line(NamedTuple):
    name: str
    line: bytes


class _Named(msgspec.Struct):
    attempt_id: str = ""


class _Reply(msgspec.Struct):
    kept: list[str] = []
    refused: list[dict[str, Any]] = []


class Outbox:
    """Sends the lines of one answer file to the service of the class.

    Parameters
    ----------
    path : Path
        The answer file.
    address : str
        Of the service; ``/attempts`` is below it.
    secret : str
        By which the service knows the learner.
    """

    def __init__(self, path: Path, address: str, secret: str) -> None:
        self._path, self._names = path, path.with_name(f"{path.name}.sent")
        self._address, self._secret = address.rstrip("/"), secret
        self._known: dict[str, Delivery] = {}
        self._is_late = False  # whether the last try failed
        self._done = self._names_done = 0  # bytes of the two files that need no second look
        self._news = threading.Event()
        self._thread: threading.Thread | None = None
        self._start = threading.Lock()
        self.news = ClassNews()
        self.listeners: WeakSet[Listener] = WeakSet()

    def delivery(self, attempt_id: str) -> Delivery:
        """Return what became of an attempt: ``kept``, ``refused``, ``waiting`` after a failure, else ``sent``."""
        return self._known.get(attempt_id) or ("waiting" if self._is_late else "sent")

    def wake(self, every: float | None = None) -> None:
        """Send what is not with the teacher yet, without waiting for it.

        Parameters
        ----------
        every : float, optional
            Look again after so many seconds, for lines that other processes write.
        """
        with self._start:
            if self._thread is None or not self._thread.is_alive():  # a copy of a process has no threads
                with suppress(OSError):  # the thread reads them too; the answer is saved all the same
                    self._read_names()
                self._thread = threading.Thread(target=self._work, args=(every,), name="outbox", daemon=True)
                self._thread.start()
        self._news.set()

    def send(self) -> float:
        """Send what is not with the teacher yet, and return 0; after a failure the seconds to wait, -1 if unknown."""
        self._read_names()
        while batch := self._batch():
            wait = self._post(batch)
            if wait:
                return wait
        return 0

    def look(self) -> None:
        """Ask what the teacher has done, and tell it to those who want to hear it."""
        with _opener().open(self._request("state"), timeout=_PATIENCE_SECONDS) as answer:
            news = msgspec.json.decode(answer.read(), type=ClassNews)
        if news != self.news:
            self.news = news
            self._tell(is_late=self._is_late)

    def tell_place(self, place: bytes) -> bytes:
        """Tell the class where the learner is: lesson, step and hand, as JSON; return what it says, as JSON.

        Raises
        ------
        OSError, http.client.HTTPException
            When the class does not hear it.
        """
        with _opener().open(self._request("place", place), timeout=_PATIENCE_SECONDS) as answer:
            return bytes(answer.read())

    def _work(self, every: float | None) -> None:
        tries = 0
        while True:
            self._news.wait(every)
            self._news.clear()
            try:
                wait = self.send()
                if self.listeners:
                    self.look()
            except (OSError, ValueError, HTTPException):  # also a page of somebody else, or an address that is none
                wait = -1
            tries = tries + 1 if wait else 0
            self._tell(is_late=bool(wait))
            if wait:
                pause = wait if wait > 0 else min(_LONGEST_WAIT, 2 ** min(tries, 5) / 2)
                time.sleep(pause * uniform(0.8, 1.2))  # noqa: S311 - a class must not come back in one moment
                self._news.set()

    def _batch(self) -> list[_Line]:
        """Return the next lines that nobody has answered for, as many as fit into one request."""
        found: list[_Line] = []
        size = 0
        if not self._path.exists():
            return found
        with self._path.open("rb") as file:
            file.seek(max(0, self._done - 1))
            if self._done and file.read(1) != b"\n":  # what was there is not there any more
                file.seek(0)
                self._done = 0
            for line in file:
                if not line.endswith(b"\n"):  # it is being written
                    break
                name = _name(line[:-1])
                if name and name not in self._known:
                    size += len(line)
                    if found and (len(found) == MOST_LINES or size > MOST_BYTES):
                        break
                    found.append(_Line(name, line[:-1]))
                elif not found:
                    self._done += len(line)
        return found

    def _post(self, batch: list[_Line]) -> float:
        """Send lines; return 0 when they are answered for, else the seconds to wait, -1 where nobody says how many."""
        request = self._request("attempts", b"".join(line + b"\n" for _, line in batch))
        try:
            with _opener().open(request, timeout=_PATIENCE_SECONDS) as answer:
                reply = answer.read()
        except HTTPError as error:
            with error:
                return self._complaint(error, batch)
        return self._keep(batch, msgspec.json.decode(reply, type=_Reply))

    def _request(self, path: str, body: bytes | None = None) -> Request:
        """Return a request to the service; with a body it is sent, else something is asked for."""
        headers = {"Authorization": f"token {self._secret}", "Content-Type": "application/jsonl"}
        return Request(f"{self._address}/{path}", data=body, headers=headers)  # noqa: S310 - the address is the school's

    def _complaint(self, error: HTTPError, batch: list[_Line]) -> float:
        if error.code == HTTPStatus.BAD_REQUEST:
            reply = msgspec.json.decode(error.read(), type=_Reply)
            return self._keep(batch, reply) if reply.refused else -1
        if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            if len(batch) > 1:
                return self._post(batch[: len(batch) // 2])
            self._write({batch[0].name: "refused"})
            return 0
        wait = error.headers.get("Retry-After", "")
        return min(float(wait), _LONGEST_WAIT) if wait.isdecimal() and wait != "0" else -1

    def _keep(self, batch: list[_Line], reply: _Reply) -> float:
        """Note what the service says about lines, and return 0; -1 where it does not name an attempt.

        A line without an id, of which it says nothing, is an event that it took.
        """
        refused = {str(each.get("attempt_id", "")) for each in reply.refused} - {""}
        places = {each.get("line") for each in reply.refused}
        kept = set(reply.kept)
        found: dict[str, Delivery] = {}
        for place, (name, line) in enumerate(batch, start=1):
            if name not in kept and (name in refused or place in places):
                found[name] = "refused"
            elif name in kept or name.encode(errors="replace") not in line:
                found[name] = "kept"
        self._write(found)
        return 0 if len(found) == len({name for name, _ in batch}) else -1

    def _write(self, found: dict[str, Delivery]) -> None:
        """Note what is answered for, for later processes too; a note that is lost costs a line that is sent twice."""
        text = "".join(f"{_REFUSED * (said == 'refused')}{name}\n" for name, said in found.items())
        with self._names.open("ab") as file:
            file.write(text.encode())
        self._known |= found
        self._tell(is_late=False)

    def _read_names(self) -> None:
        """Take over what other processes have noted."""
        if not self._names.exists():
            return
        with self._names.open("rb") as file:
            file.seek(self._names_done)
            noted, end, _ = file.read().rpartition(b"\n")
        self._names_done += len(noted + end)
        names = noted.decode(errors="replace").splitlines()
        self._known |= {name.removeprefix(_REFUSED): _said(name) for name in names}

    def _tell(self, *, is_late: bool) -> None:
        self._is_late = is_late
        for listener in list(self.listeners):
            listener.hear_delivery()


def _said(name: str) -> Delivery:
    return "refused" if name.startswith(_REFUSED) else "kept"


def _name(line: bytes) -> str:
    """Return by what a line is known: the id of an attempt, the digest of an event; nothing for a damaged line."""
    try:
        try:
            named = msgspec.json.decode(line, type=_Named)
        except (msgspec.DecodeError, UnicodeError):
            named = msgspec.convert(json.loads(line), _Named)  # half a surrogate pair, which only json reads
    except (ValueError, RecursionError):
        return ""
    return named.attempt_id or blake2b(line, digest_size=16).hexdigest()


@cache
def _opener() -> Any:  # noqa: ANN401 - urllib has no name for it
    """Return what opens an address of the school itself, past the proxy to the outside."""
    return build_opener(ProxyHandler({}))


@cache
def _outbox(path: Path, address: str, secret: str) -> Outbox:
    return Outbox(path, address, secret)


def outbox_of(path: Path) -> Outbox | browser.ClassOutbox | None:
    """Return the outbox of an answer file, one in a process; None where there is no service of a class."""
    if browser.class_name():
        return browser.outbox()
    address = os.environ.get(ADDRESS)
    if not address:
        return None
    secret = os.environ.get(SECRET) or os.environ.get(_SECRET_OF_A_HUB) or ""
    return _outbox(path, address, secret)
