"""A real JupyterLab, started as a student starts it, and a browser that must not leave the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from free_ports import free_ports
from playwright.sync_api import Browser
from student import EXPOSED, PATIENCE_MS, TOKEN, Desk, Lab, sitting


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start the course with `kit lab --teacher` in an empty folder; the pages of pupils are there, too."""
    home = tmp_path_factory.mktemp("student")
    answers = home / "answers"
    port = free_ports()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHONDONT", "KIT_"))}
    own = {"KIT_ANSWERS": answers, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "jupyter"}
    options = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0", *EXPOSED]
    command = [Path(sys.executable).with_name("kit"), "lab", "--teacher", *options, f"--IdentityProvider.token={TOKEN}"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=home, env=kept | {name: str(path) for name, path in own.items()}, stdout=log, stderr=log
        )
        started = Lab(f"http://127.0.0.1:{port}/", home / "my-notebooks", answers)
        try:
            _wait(started, server, home / "log")
            yield started
        finally:
            server.terminate()
            server.wait(PATIENCE_MS / 1000)


def _wait(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < end and server.poll() is None:
        try:
            lab.kernels()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text(errors="replace"))


@pytest.fixture
def desk(chromium: Browser, lab: Lab) -> Iterator[Desk]:
    """Give a tab with an empty answer file; the test fails if anything is asked of another machine."""
    with sitting(chromium, lab) as found:
        yield found
