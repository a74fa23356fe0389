"""A class as `kit class` starts it: its own process, which tests may kill, and what it prints."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_KIT = "from kit.cli import main; main()"


class Classroom:
    """One `kit class` in a folder; it may be stopped, killed and started again on the same port.

    Parameters
    ----------
    folder : pathlib.Path
        Where the class is kept.
    site : pathlib.Path
        The course as web pages.
    """

    def __init__(self, folder: Path, site: Path, lesson: str = "03") -> None:
        self.folder, self._site, self._lesson = folder, site, lesson
        self.port, self.code, self.board = 8000, "", ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it, and read what it prints until it serves."""
        options = ["--folder", str(self.folder), "--site", str(self._site), "--port", str(self.port)]
        command = [sys.executable, "-c", _KIT, "class", self._lesson, *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        said = ""
        for line in self._process.stdout:
            said += line
            if "Ctrl+C" in line:
                break
        found = re.search(r"Class code +(\w+)\n.*?(http://localhost:(\d+)/teacher\?key=\S+)", said, re.DOTALL)
        assert found, said
        self.code, self.board, self.port = found[1], found[2], int(found[3])

    def kill(self) -> None:
        """Kill it, as a power cut does."""
        self._process.kill()
        self._process.communicate()

    def stop(self) -> str:
        """End the class as a teacher does with Ctrl+C, and return what it says."""
        self._process.send_signal(signal.SIGINT)
        said, _ = self._process.communicate(timeout=120)
        return said

    def end(self) -> None:
        """See to it that no process is left."""
        if self._process and self._process.poll() is None:
            self.kill()


@contextmanager
def classroom(folder: Path, site: Path, lesson: str = "03") -> Iterator[Classroom]:
    """Start a class, and leave no process behind."""
    room = Classroom(folder, site, lesson)
    room.start()
    try:
        yield room
    finally:
        room.end()
