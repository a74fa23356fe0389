"""Print what the kit costs beside its peers, each pair measured in one run: `make bench`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

LINE = "{name:38} {ours_ms:10.3f}   {peer:34} {peer_ms:10.3f}   {ratio:7.3f}"
HEADING = f"{'ours':38} {'ms or kB':>10}   {'peer':34} {'ms or kB':>10}   {'ratio':>7}"


def main() -> None:
    """Run every bench_*.py here, or those whose names are given."""
    print(HEADING)  # noqa: T201
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if sys.argv[1:] and path.stem.removeprefix("bench_") not in sys.argv[1:]:
            continue
        for row in runpy.run_path(str(path))["rows"]():
            print(LINE.format(**row), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
