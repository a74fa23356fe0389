"""Print what the kit costs beside its peers, each pair measured in one run: `make bench`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from statistics import median
from types import ModuleType

LINE = "{name:38} {ours_ms:10.3f}   {peer:34} {peer_ms:10.3f}   {ratio:7.3f}"
HEADING = f"{'ours':38} {'ms or kB':>10}   {'peer':34} {'ms or kB':>10}   {'ratio':>7}"
FOLDER = Path(__file__).parent


def main() -> None:
    """Run every bench_*.py here, or those whose names are given."""
    print(HEADING)  # noqa: T201
    for benchmark in benchmarks(sys.argv[1:]):
        for line in benchmark.rows():
            print(LINE.format(**line), flush=True)  # noqa: T201


def benchmarks(names: list[str]) -> Iterator[ModuleType]:
    """Yield the benchmarks of some names, or all; each is a module by its name, which other processes can import."""
    sys.path.insert(0, str(FOLDER))
    for path in sorted(FOLDER.glob("bench_*.py")):
        if not names or path.stem.removeprefix("bench_") in names:
            yield import_module(path.stem)


def times(*calls: Callable[[], object], rounds: int) -> list[float]:
    """Return the median time of each call in ms, the calls taking turns so that all see the same machine."""
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for place, call in enumerate(calls):
            begin = time.perf_counter()
            call()
            spent[place].append((time.perf_counter() - begin) * 1e3)
    return [median(each) for each in spent]


def row(name: str, ours: float, peer: str, theirs: float) -> dict[str, object]:
    """Return one comparison as a line of the table."""
    return {"name": name, "ours_ms": ours, "peer": peer, "peer_ms": theirs, "ratio": ours / theirs}


if __name__ == "__main__":
    main()
