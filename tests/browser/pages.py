"""A server of pages made by Voila, as long as a test needs it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from free_ports import free_ports
from student import PATIENCE_MS


@contextmanager
def serving(home: Path, program: str, *words: str, **own: str) -> Iterator[str]:
    """Run a program that shows pages by Voila, in an empty folder, and give its address."""
    port = free_ports()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHONDONT", "KIT_"))}
    kept |= {"KIT_ANSWERS": str(home / "answers"), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home)}
    command = [Path(sys.executable).with_name(program), *words, "--no-browser", f"--port={port}"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, env=kept | own, stdout=log, stderr=log)
        try:
            end = time.monotonic() + PATIENCE_MS / 1000
            while not _answers(port):
                assert time.monotonic() < end, (home / "log").read_text(errors="replace")
                assert server.poll() is None, (home / "log").read_text(errors="replace")
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(PATIENCE_MS / 1000)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/voila/files/none", timeout=5).close()  # our own server
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
