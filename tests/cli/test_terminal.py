"""What a command shows while it works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from run_kit import run


def test_progress_is_shown_when_it_takes_long(hand_ins: Path, monkeypatch: pytest.MonkeyPatch):
    """After a second a bar shows how far it is, beside the result; before that there is none."""
    assert run("collect", str(hand_ins)).stderr == ""
    times = iter(range(100))
    monkeypatch.setattr("kit.cli.terminal.monotonic", lambda: next(times))
    result = run("collect", str(hand_ins), "--json")
    assert "Reading hand-ins" in result.stderr
    assert len(json.loads(result.stdout)["received"]) == 2
