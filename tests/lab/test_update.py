"""A school updates the kit, as the docs say: `git pull`, then `kit lab`; nothing that a pupil did is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit.answers.store import AnswerStore

ROOT = Path(__file__).parents[2]
LAB = "import kit.lab.start_jupyterlab as s; s.run_lab = lambda *_, **__: None; from kit.cli import main; main(['lab'])"


def run(folder: Path, *words: str) -> str:
    """Run a program in a folder, and return what it prints."""
    own = {"PYTHONPATH": str(folder), "GIT_CONFIG_GLOBAL": os.devnull, "KIT_COMMAND": ""}
    done = subprocess.run(words, cwd=folder, env=os.environ | own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def git(folder: Path, *words: str) -> str:
    """Run git as somebody."""
    return run(folder, "git", "-c", "user.name=kit", "-c", "user.email=kit@example.org", *words)


def add_cell(notebook: Path, text: str, **about: object) -> None:
    """Write a further cell into a notebook."""
    book = json.loads(notebook.read_text(encoding="utf-8"))
    book["cells"].append({"cell_type": "markdown", "id": "more", "metadata": {}, "source": [text]})
    book["metadata"] |= about
    notebook.write_text(json.dumps(book), encoding="utf-8")


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """Return a repository with what the kit is now."""
    folder = tmp_path / "upstream"
    for name in ("kit", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    shutil.copy(ROOT / ".gitignore", folder)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "The kit")
    return folder


def test_an_update_takes_nothing_from_a_pupil(upstream: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """After work in the notebooks git pulls; what was only run is renewed, own changes and answers stay."""
    git(tmp_path, "clone", "-q", str(upstream), "school")
    school, mine = tmp_path / "school", tmp_path / "school" / "my-notebooks"
    run(school, sys.executable, "-c", LAB)
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    answers = AnswerStore().path
    answers.parent.mkdir()
    answers.write_text("an answer\n", encoding="utf-8")
    one, two = "01-one-story-many-facts.ipynb", "02-who-is-asean.ipynb"
    book = json.loads((mine / one).read_text(encoding="utf-8"))
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"], cell["outputs"] = 1, [{"output_type": "stream", "name": "stdout", "text": "seen"}]
    (mine / one).write_text(json.dumps(book), encoding="utf-8")
    add_cell(mine / two, "My own note")
    assert git(school, "status", "--porcelain") == ""

    for name in (one, two):
        add_cell(upstream / "notebooks" / name, "News from the kit")
    git(upstream, "commit", "-qam", "Newer lessons")
    git(school, "pull", "-q", "--ff-only")
    said = run(school, sys.executable, "-c", LAB)
    assert said == f"{two}: the kit has a newer version. To take it, rename your copy and start again.\n"
    assert "News from the kit" in (mine / one).read_text(encoding="utf-8")
    assert "My own note" in (mine / two).read_text(encoding="utf-8")
    (mine / two).rename(mine / "02-mine.ipynb")
    run(school, sys.executable, "-c", LAB)
    assert "News from the kit" in (mine / two).read_text(encoding="utf-8")
    assert "My own note" in (mine / "02-mine.ipynb").read_text(encoding="utf-8")
    assert answers.read_text(encoding="utf-8") == "an answer\n"
    assert git(school, "status", "--porcelain") == ""
