"""Several programs at one answer file, and programs that are killed."""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from collections.abc import Callable

import pytest

from kit.answers.attempt import Attempt
from kit.answers.store import AnswerStore

Run = Callable[..., subprocess.Popen[str]]

WRITE_MANY = """
for number in range(100):
    store.append(attempt(number, response="x" * (number * 97 % 5000)))
"""
WRITE_FOREVER = """
number = 0
while True:
    store.append(attempt(number, response="x" * 3000))
    print(number, flush=True)
    number += 1
"""
HOLD = """
import time
from filelock import FileLock
with FileLock(f"{store.path}.lock"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_four_programs_at_one_file(store: AnswerStore, run: Run):
    """Nothing is lost or mixed when several kernels of one learner save at once."""
    programs = [run(WRITE_MANY, store, f"program {number}") for number in range(4)]
    assert [program.wait(60) for program in programs] == [0, 0, 0, 0]
    attempts, set_aside, _ = store.read()
    assert set_aside == ()
    assert Counter(one.seed for one in attempts) == {f"program {number}": 100 for number in range(4)}
    for number in range(4):
        own = [one for one in attempts if one.seed == f"program {number}"]
        assert [one.item_id for one in own] == [f"q-test-{n:02}" for n in range(100)]
        assert [len(one.response) for one in own] == [n * 97 % 5000 for n in range(100)]


def test_killed_in_the_middle(
    store: AnswerStore, run: Run, attempt: Callable[..., Attempt], monkeypatch: pytest.MonkeyPatch
):
    """Whatever was acknowledged before a kill -9 is there afterwards, and the next answer is saved at once."""
    acknowledged: Counter[str] = Counter()
    for go in range(6):
        program = run(WRITE_FOREVER, store, f"go {go}")
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(0.02 + 0.013 * go)
        program.kill()
        acknowledged[f"go {go}"] = 1 + len(program.communicate()[0].split())
    monkeypatch.setattr("kit.answers.store._PATIENCE_SECONDS", 0)  # no lock is left to wait for
    store.append(attempt(seed="after"))
    saved = Counter(one.seed for one in store.read().attempts)
    assert saved.pop("after") == 1
    for go, count in acknowledged.items():
        assert count <= saved[go] <= count + 1


def test_a_lock_dies_with_its_program(store: AnswerStore, run: Run, attempt: Callable[..., Attempt]):
    """A program that is killed while it holds the lock does not keep others from saving."""
    store.append(attempt())
    program = run(HOLD, store)
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    program.kill()
    program.wait(60)
    store.append(attempt(response="c"))
    assert len(store.read().attempts) == 2
