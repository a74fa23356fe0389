"""What is different where the course runs in the browser alone: Python is Pyodide, in a worker of a page.

Answers go to the service worker of the site (kit/site/pages/service_worker.js), which keeps them in the browser's own
store. Without it (plain http to another name, storage that is blocked), and where the browser refuses one (no room),
they are in memory only: cards say so, and a hand-in has them.
In a class (`kit class`) they go to the teacher's computer; without a connection they wait here, and are sent later.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import sys
from functools import cache
from typing import Protocol
from weakref import WeakSet

HERE = sys.platform == "emscripten"
LINES_END = ".jsonl.txt" if HERE else ".jsonl"  # JupyterLite parses a file *.jsonl as one JSON text, and hangs
_ATTEMPTS = "attempts"
_OK, _BAD, _FORBIDDEN = 200, 400, 403
_KEPT = '"kept"'  # in what the class says about lines
_PATIENCE_MS, _AGAIN_SECONDS = 2500, 4.0  # of a class, which is in the same room
_in_memory: dict[str, bytes] = {}


class RefusedError(Exception):
    """The class does not take an answer: `why` is ``locked`` or ``left``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Listener(Protocol):
    """Who wants to hear what became of attempts."""

    def hear_delivery(self) -> None:
        """Look again at what is with the teacher."""


def prepare() -> None:
    """Make Pyodide a home of the kit."""
    import warnings

    import yaml

    warnings.filterwarnings("ignore", "only soft file lock")  # no file is locked: answers are not in files

    setattr(yaml, "CBaseLoader", yaml.BaseLoader)  # noqa: B010 - Pyodide has no C parser
    if name := class_name():
        os.environ.setdefault("KIT_LEARNER", name)


@cache
def keeps_answers() -> bool:
    """Return whether answers are still there after the page is closed."""
    status, content = _keeper()  # a web server has no such page, or a page of its own for any address
    return status == _OK and (not content or bool(class_name()))


@cache
def class_name() -> str:
    """Return the learner's name in the class whose server gave this page; nothing outside a class."""
    if not HERE:
        return ""
    status, content = _keeper()
    return str(json.loads(content)["class"]) if status == _OK and content.startswith('{"class"') else ""


@cache
def _keeper() -> tuple[int, str]:
    """Ask who keeps answers: the service worker, or the server of a class."""
    return _ask("GET", "kit-answers/")


def keep_answer(learner: str, line: bytes) -> None:
    """Keep one line; what the browser does not keep is in memory, and it is asked again with the next line.

    Raises
    ------
    RefusedError
        When the teacher takes no more answers to the question, or the device is not in the class any more.
    """
    if class_name():
        outbox().take(line)
        return
    lines = _in_memory[learner] = _in_memory.get(learner, b"") + line
    if not keeps_answers():
        return
    for each in lines.splitlines(keepends=True):
        status, _ = _ask("POST", f"kit-answers/{learner}", each.decode())
        if status != 201:  # noqa: PLR2004 - HTTP for "it is kept"
            return
        _in_memory[learner] = _in_memory[learner].removeprefix(each)


def is_in_memory(attempt_id: str) -> bool:
    """Return whether an attempt is gone when the page is closed."""
    return any(attempt_id.encode() in lines for lines in _in_memory.values())


def kept_answers(learner: str) -> bytes:
    """Return all lines of a learner.

    Raises
    ------
    OSError
        When the browser cannot read them.
    """
    if class_name():
        return outbox().lines()
    if not keeps_answers():
        return _in_memory.get(learner, b"")
    status, content = _ask("GET", f"kit-answers/{learner}")
    if status != _OK:
        raise OSError(errno.EIO, "The browser cannot read them")
    return content.encode() + _in_memory.get(learner, b"")


class ClassOutbox:
    """Sends lines to the class at once; what does not arrive waits, and is sent when the class is within reach."""

    def __init__(self) -> None:
        self._known = b""
        self._waiting: list[bytes] = []
        self._refused: set[str] = set()
        self._is_timed = False
        self.listeners: WeakSet[Listener] = WeakSet()

    def delivery(self, attempt_id: str) -> str:
        """Return what became of an attempt: ``kept``, ``refused`` or ``waiting``."""
        if attempt_id in self._refused:
            return "refused"
        return "waiting" if any(attempt_id.encode() in line for line in self._waiting) else "kept"

    def wake(self, every: float | None = None) -> None:
        """Do nothing: what waits has a clock of its own."""

    def take(self, line: bytes) -> None:
        """Send a line, and let it wait where there is no connection."""
        why = "waiting" if self._waiting else self._send(line)  # in their order
        if why in {"locked", "left"}:
            raise RefusedError(why)
        if why:
            self._waiting.append(line)
            self._try_later()
        else:
            self._known += line

    def lines(self) -> bytes:
        """Return the learner's lines: those of the class, or what this page knows of them, and those that wait.

        Raises
        ------
        OSError
            When the device is not in the class.
        """
        status, content = _ask("GET", _ATTEMPTS)
        if status == _OK:
            self._known = content.encode()
        elif status == _FORBIDDEN:
            raise OSError(errno.EACCES, "The device is not in the class")
        return self._known + b"".join(self._waiting)

    def send_waiting(self) -> None:
        """Send what waits, in its order; what the class refuses is named, and does not hold up the rest."""
        while self._waiting:
            why = self._send(self._waiting[0])
            if why in {"waiting", "left"}:
                break
            line = self._waiting.pop(0)
            if why:
                self._refused.add(str(json.loads(line).get("attempt_id", "")))
            else:
                self._known += line
        for listener in list(self.listeners):
            listener.hear_delivery()
        self._try_later()

    def _send(self, line: bytes) -> str:
        """Send a line; return nothing when it is kept, else why not."""
        status, content = _ask("POST", _ATTEMPTS, line.decode())
        if status == _OK:
            return "" if _KEPT in content else "waiting"  # a page of somebody else, such as the login of a network
        if status == _FORBIDDEN:
            return "left"
        return "locked" if status == _BAD and '"locked"' in content else "refused" if status == _BAD else "waiting"

    def _try_later(self) -> None:
        if not self._waiting or self._is_timed:
            return
        import asyncio

        def again() -> None:
            self._is_timed = False
            self.send_waiting()

        self._is_timed = True
        asyncio.get_event_loop().call_later(_AGAIN_SECONDS, again)


@cache
def outbox() -> ClassOutbox:
    """Return the outbox of this page."""
    return ClassOutbox()


def _site() -> str:
    """Return the address of the site, which the worker's script knows: kit/site/pages/python.js."""
    return str(importlib.import_module("js").kitSite)


def _ask(method: str, path: str, body: str | None = None) -> tuple[int, str]:
    """Ask the service worker or the web server, and wait; status 0 when nobody answers."""
    request = importlib.import_module("js").XMLHttpRequest.new()
    request.open(method, _site() + path, False)  # noqa: FBT003 - to wait is what XMLHttpRequest calls it
    if path == _ATTEMPTS:
        request.timeout = _PATIENCE_MS
    try:
        request.send(body)
    except Exception:  # noqa: BLE001 - an error of JavaScript: no connection
        return 0, ""
    return int(request.status), str(request.responseText)
