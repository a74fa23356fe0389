"""What `kit class`, `kit hub` and `kit site` begin, and what they refuse before they begin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from run_kit import run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["site"], "Name one of --out and --check."),
        (["site", "--out", "a", "--check", "b"], "Name one of --out and --check."),
        (["hub", "init"], "Name one folder"),
        (["hub", "a", "b"], "Name one folder"),
        (["class"], "Missing argument 'LESSON'"),
    ],
)
def test_a_server_without_its_place_is_refused(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Where it is not clear which folder is meant, the command says so, and writes nothing."""
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lesson", "folder"), [("03", "class-03"), ("3", "class-03"), ("my-lesson/90-rice.ipynb", "class-90-rice")]
)
def test_a_class_has_a_folder_of_its_own(lesson: str, folder: str, monkeypatch: pytest.MonkeyPatch):
    """Without --folder a class is kept in a folder here that has the name of its lesson."""
    begun: list[tuple[Any, ...]] = []
    monkeypatch.setattr("kit.live.run_class.run_class", lambda *given, **_: begun.append(given))
    assert run("class", lesson).exit_code == 0
    assert begun == [(lesson, Path(folder))]
