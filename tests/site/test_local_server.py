"""The server of the check: on this computer alone, over a line as fast as somebody has it."""

from __future__ import annotations

import mimetypes
import urllib.request
from pathlib import Path

import pytest

from kit.site.local_server import Line, served


@pytest.mark.parametrize("line", [None, Line(1000)])
def test_a_folder_is_served_on_this_computer_alone(tmp_path: Path, line: Line | None):
    """A file is served whole at an address of this computer, until the test is over."""
    content = bytes(range(256)) * 1000
    (tmp_path / "a.bin").write_bytes(content)
    with served(tmp_path, line) as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}a.bin") as answer:  # noqa: S310 - our own server
            assert answer.read() == content


def test_a_script_is_a_script_whatever_the_system_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where programs on Windows have said that scripts are plain text, browsers still get them as scripts."""
    monkeypatch.setitem(mimetypes.types_map, ".js", "text/plain")
    (tmp_path / "a.js").write_text("// a", encoding="utf-8")
    with served(tmp_path) as address, urllib.request.urlopen(f"{address}a.js") as answer:  # noqa: S310 - our own server
        assert answer.headers.get_content_type() == "text/javascript"


def test_all_requests_share_a_line():
    """At 8 Mbit/s each megabyte takes a second after those before it; an hour without requests saves nothing."""
    now, waited = [0.0], list[float]()
    line = Line(8, clock=lambda: now[0], sleep=waited.append)
    line.carry(1_000_000)
    line.carry(500_000)  # of another request, at the same moment
    now[0] = 3600.0
    line.carry(1_000_000)
    assert waited == pytest.approx([1.0, 1.5, 1.0])
