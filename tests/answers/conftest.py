"""Stores in a folder of their own, and other processes that write to them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kit
from kit.answers.store import AnswerStore
from kit.lesson import Lesson
from kit.quiz.bank import read_file

BEGIN = """\
import sys
from kit.answers.attempt import Attempt
from kit.answers.store import AnswerStore
from kit.errors import KitError
store = AnswerStore(sys.argv[1], sys.argv[2])
def attempt(number, response="b"):
    return Attempt(learner=store.learner, lesson="02", item_id=f"q-test-{number:02}", response=response,
                   score=1.0, max_score=1.0, verdict="right", seed=sys.argv[3])
"""

HEAD = """
lesson: "91"
title: Counting
question: How many are there?
minutes: {teaching: 5, exercises: 5}
objectives: {count: Count to six.}
items:
"""


@pytest.fixture
def store(tmp_path: Path) -> AnswerStore:
    """Return the store of one learner in an empty folder."""
    return AnswerStore(tmp_path / "answers", "hanako")


@pytest.fixture
def run() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that starts a process with a store, and end at the end what still runs."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, store: AnswerStore, name: str = "", **options: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", BEGIN + code, str(store.folder), store.learner, name],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(kit.__file__).parents[1])},
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def lesson(tmp_path: Path, six_items: list[str]) -> Lesson:
    """Return a lesson of six items with an empty store."""
    path = tmp_path / "items" / "91-counting.yaml"
    path.parent.mkdir()
    path.write_text(HEAD + "".join(six_items), encoding="utf-8")
    return Lesson(read_file(path), AnswerStore(tmp_path / "answers", "ines"))
