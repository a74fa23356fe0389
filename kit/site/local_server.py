"""A folder as pages on this computer alone, as fast as the computer is or as a line that carries them."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

_PIECE = 16 * 1024  # bytes that a line carries for one request before another has its turn

# Programs on Windows may have said of these that they are plain text, which no browser runs or loads as such a file.
_KINDS = {".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm"}


def know_kinds_of_files() -> None:
    """Let this process serve scripts, styles and compiled code as what they are, whatever the system says of them."""
    for ending, kind in _KINDS.items():
        mimetypes.add_type(kind, ending)


class Line:
    """A line to the internet, which all requests share.

    Parameters
    ----------
    megabits : float
        What it carries, in Mbit/s.
    clock : callable
        Returns the seconds of a clock.
    sleep : callable
        Waits some seconds.
    """

    def __init__(
        self,
        megabits: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._bytes_per_second = megabits * 1e6 / 8
        self._clock, self._sleep = clock, sleep
        self._free = clock()
        self._lock = threading.Lock()

    def carry(self, size: int) -> None:
        """Wait until the line has carried so many bytes, after those that came before."""
        with self._lock:
            self._free = max(self._free, self._clock()) + size / self._bytes_per_second
            end = self._free
        self._sleep(max(0, end - self._clock()))


@contextmanager
def served(folder: Path, line: Line | None = None) -> Iterator[str]:
    """Serve a folder on this computer alone, as ``python -m http.server`` does, and give its address."""
    know_kinds_of_files()
    handler = partial(_Quiet, directory=str(folder), line=line)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files over a line, and says nothing about each."""

    def __init__(self, *given: object, line: Line | None, directory: str) -> None:
        self._line = line
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """Send a file, piece by piece where a line carries it."""
        if not self._line:
            super().copyfile(source, outputfile)
            return
        while piece := source.read(_PIECE):
            self._line.carry(len(piece))
            outputfile.write(piece)

    def log_message(self, *_about: object) -> None:
        """Write no line for a request."""
