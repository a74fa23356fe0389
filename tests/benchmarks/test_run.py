"""Every benchmark still runs, with sizes so small that its figures mean nothing."""

from __future__ import annotations

from types import ModuleType

import pytest
from run import HEADING, LINE, benchmarks, row, times

TINY = {"ROUNDS": 1, "BANK_FILES": 2, "WRITERS": 2, "ANSWERS": 3, "PAUSE_SECONDS": 0.001, "CLASS": 3, "MANY": 6}
TINY |= {"CLICKS": 1}
ALL = ["charts", "import", "maps", "quiz", "report", pytest.param("lab", marks=pytest.mark.browser)]


@pytest.mark.parametrize("name", ALL)
def test_a_benchmark_gives_its_lines(name: str, monkeypatch: pytest.MonkeyPatch):
    """Each benchmark measures something beside something, and its lines fit the table."""
    (benchmark,) = benchmarks([name])
    assert isinstance(benchmark, ModuleType)
    for size, tiny in TINY.items():
        if hasattr(benchmark, size):
            monkeypatch.setattr(benchmark, size, tiny)
    found = benchmark.rows()
    assert len(found) >= 3
    for line in found:
        assert line["ours_ms"] > 0
        assert line["peer_ms"] > 0
        assert len(LINE.format(**line)) >= len(HEADING)


def test_each_benchmark_is_tried_here():
    """No benchmark is without this test."""
    names = {str(getattr(name, "values", [name])[0]) for name in ALL}
    assert {benchmark.__name__ for benchmark in benchmarks([])} == {f"bench_{name}" for name in names}


def test_calls_take_turns():
    """Each call is made once in a round, one after the other, and a line compares two medians."""
    order: list[str] = []
    assert len(times(lambda: order.append("a"), lambda: order.append("b"), rounds=2)) == 2
    assert order == ["a", "b", "a", "b"]
    assert row("x", 3, "y", 2)["ratio"] == 1.5
