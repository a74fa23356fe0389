"""Run a piece of code twice: with msgspec itself, and with what stands in for it in the browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

# Puts the stand-in in the place of msgspec before anything of the kit is imported.
STAND_IN = """
import importlib, sys
for name in ("struct", "encode", "convert", "json", "structs", ""):
    full = f"kit.site.plain_msgspec.{name}".rstrip(".")
    sys.modules[full.replace("kit.site.plain_msgspec", "msgspec")] = importlib.import_module(full)
"""


@pytest.fixture(scope="session")
def both() -> Callable[[str], tuple[str, str]]:
    """Give a function that returns what a piece of code prints with msgspec, and with the stand-in."""

    def run(code: str) -> tuple[str, str]:
        texts = [before + code for before in ("", STAND_IN)]
        done = [subprocess.run([sys.executable, "-c", text], capture_output=True, check=False) for text in texts]
        for each in done:
            assert each.returncode == 0, each.stderr.decode()
        return done[0].stdout.decode(), done[1].stdout.decode()

    return run
