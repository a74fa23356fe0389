"""What is different where the course runs in the browser alone: Python is Pyodide, in a worker of a page.

Answers go to the service worker of the site (kit/site/pages/service_worker.js), which keeps them in the browser's own
store. Without it (plain http to another name, storage that is blocked) they are in memory only, and cards say so.
"""

from __future__ import annotations

import errno
import importlib
import sys
from functools import cache

HERE = sys.platform == "emscripten"
LINES_END = ".jsonl.txt" if HERE else ".jsonl"  # JupyterLite parses a file *.jsonl as one JSON text, and hangs
_FULL = 507
_in_memory: dict[str, bytes] = {}


def prepare() -> None:
    """Make Pyodide a home of the kit."""
    import warnings

    import yaml

    warnings.filterwarnings("ignore", "only soft file lock")  # no file is locked: answers are not in files

    setattr(yaml, "CBaseLoader", yaml.BaseLoader)  # noqa: B010 - Pyodide has no C parser


@cache
def keeps_answers() -> bool:
    """Return whether answers are still there after the page is closed."""
    return _ask("GET", "kit-answers/")[0] == 200  # noqa: PLR2004 - a web server has no such page


def keep_answer(learner: str, line: bytes) -> None:
    """Keep one line; where nothing is kept, in memory.

    Raises
    ------
    OSError
        When the browser has no room, or refuses.
    """
    if not keeps_answers():
        _in_memory[learner] = _in_memory.get(learner, b"") + line
        return
    status, _ = _ask("POST", f"kit-answers/{learner}", line.decode())
    if status != 201:  # noqa: PLR2004 - HTTP for "it is kept"
        raise OSError(errno.ENOSPC if status == _FULL else errno.EIO, "The browser did not keep it")


def kept_answers(learner: str) -> bytes:
    """Return all lines of a learner.

    Raises
    ------
    OSError
        When the browser cannot read them.
    """
    if not keeps_answers():
        return _in_memory.get(learner, b"")
    status, content = _ask("GET", f"kit-answers/{learner}")
    if status != 200:  # noqa: PLR2004
        raise OSError(errno.EIO, "The browser cannot read them")
    return content.encode()


def _site() -> str:
    """Return the address of the site: the worker's script is an extension of JupyterLite, below it."""
    js = importlib.import_module("js")
    return str(js.location.href).partition("extensions/")[0]


def _ask(method: str, path: str, body: str | None = None) -> tuple[int, str]:
    """Ask the service worker or the web server, and wait; status 0 when nobody answers."""
    request = importlib.import_module("js").XMLHttpRequest.new()
    request.open(method, _site() + path, False)  # noqa: FBT003 - to wait is what XMLHttpRequest calls it
    try:
        request.send(body)
    except Exception:  # noqa: BLE001 - an error of JavaScript: no connection
        return 0, ""
    return int(request.status), str(request.responseText)
