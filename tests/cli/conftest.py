"""What the tests of several commands need: hand-ins of a class."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in


@pytest.fixture
def hand_ins(tmp_path: Path) -> Path:
    """Return a folder with the hand-ins of two learners and a file that is none."""
    folder = tmp_path / "hand-ins"
    for learner, response in (("anna", "LAO"), ("bela", "BRN")):
        attempt = Attempt(
            learner=learner,
            lesson="02",
            item_id="q-members-01",
            response=response,
            score=None,
            max_score=1,
            verdict="unmarked",
        )
        write_hand_in([attempt], "02", folder)
    (folder / "notes.txt").write_text("x")
    return folder


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands speak Japanese, on a screen with 80 columns."""
    monkeypatch.setenv("KIT_LANGUAGE", "ja")
    monkeypatch.setenv("KIT_COMMAND", "kit")
    monkeypatch.setenv("COLUMNS", "80")
