"""Every benchmark still runs, with sizes so small that its figures mean nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any

import pytest
from run import HEADING, LINE, benchmarks, row, times

TINY: dict[str, object] = {"ROUNDS": 1, "BANK_FILES": 2, "WRITERS": 2, "ANSWERS": 3, "PAUSE_SECONDS": 0.001}
TINY |= {"CLASS": 3, "MANY": 6, "CLICKS": 1, "LESSONS": 1, "LEARNERS": 3}
TINY |= {"PUPILS": 1, "SECONDS": 1, "PAUSE": 0.2}
TINY |= {"LIBRARIES": [], "LOCKS": {"a pupil's": [], "a teacher's": []}}
ALL = ["charts", "course", "import", "live", "maps", "quiz", "report", "setup"]


def tiny(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return a benchmark with tiny sizes."""
    (benchmark,) = benchmarks([name])
    assert isinstance(benchmark, ModuleType)
    for size, small in TINY.items():
        if hasattr(benchmark, size):
            monkeypatch.setattr(benchmark, size, small)
    return benchmark


@pytest.mark.parametrize("name", ALL)
def test_a_benchmark_gives_its_lines(name: str, monkeypatch: pytest.MonkeyPatch):
    """Each benchmark measures something beside something, and its lines fit the table."""
    fit(tiny(name, monkeypatch).rows())


@pytest.mark.usefixtures("chromium")
def test_the_benchmark_in_jupyterlab_gives_its_lines(monkeypatch: pytest.MonkeyPatch):
    """So does the one that clicks; it starts a browser of its own, in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        fit(thread.submit(tiny("lab", monkeypatch).rows).result())


def test_the_benchmark_of_a_class_server_gives_its_lines(monkeypatch: pytest.MonkeyPatch):
    """So does the one that needs root and a proxy; where it cannot run, it says why."""
    found = tiny("hub", monkeypatch)
    if why := found.class_server.missing():
        assert found.rows() == []
        pytest.skip(why)
    fit(found.rows())


def fit(found: list[dict[str, Any]]) -> None:
    """Look at the lines of a benchmark."""
    assert len(found) >= 3
    for line in found:
        assert line["ours_ms"] > 0
        assert line["peer_ms"] > 0
        assert len(LINE.format(**line)) >= len(HEADING)


def test_each_benchmark_is_tried_here():
    """No benchmark is without this test."""
    assert {benchmark.__name__ for benchmark in benchmarks([])} == {f"bench_{name}" for name in (*ALL, "hub", "lab")}


def test_calls_take_turns():
    """Each call is made once in a round, one after the other, and a line compares two medians."""
    order: list[str] = []
    assert len(times(lambda: order.append("a"), lambda: order.append("b"), rounds=2)) == 2
    assert order == ["a", "b", "a", "b"]
    assert row("x", 3, "y", 2)["ratio"] == 1.5
