"""What the class report costs, each beside DuckDB reading the same files and grouping them once, in the same run.

DuckDB groups twice: by learner and item, as a report has to, which is the bar; and by item and response alone, the
least it can do. It checks nothing: neither checksum nor type nor who handed in twice.

The last row is of a district: the same answers as scored rows (Parquet). What a country would have was measured once,
on 100 million rows in 1,000 files: 71 s of processor time on two cores (117 s before the answers were measured lesson
by lesson), 2.6 GB; of the 71 s, 31 are for texts that become numbers and 13 for the grouping by learner.

Collecting 10,000 hand-ins takes 1.3 s of processor time: 0.1 to read the files, 0.5 to look up two million lines
among 55,000 different ones, 0.15 to read these. Several processes would have to begin, read the different lines once
more and join the numbers: on two cores that saves half a second by estimate, and a script without `if __name__ ==
"__main__"` would start itself again on Windows. So one process reads.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from run import row, times

ATTEMPTS = Path(__file__).parents[1] / "class_report"
sys.path.append(str(ATTEMPTS))
from simulator import simulate  # noqa: E402 - a module of the tests

from kit.class_report.collect import Collection, collect  # noqa: E402
from kit.class_report.report import ClassReport, DistrictReport  # noqa: E402
from kit.class_report.scored_rows import write_scored_rows  # noqa: E402
from kit.quiz.bank import LessonItems  # noqa: E402

CLASS, MANY, ROUNDS = 30, 10_000, 3
BY_LEARNER = 'filename, item, count(*), min("first"), avg(seconds)'
BY_ITEM = 'item, "first", count(*), avg(seconds)'
READ = "select {columns} from read_json($files, format = 'newline_delimited', filename = true) group by all"
ROWS = "select learner, item, count(*), avg(share) from read_parquet($file) group by all"
ALONE = f"""
import re, sys
sys.path[:0] = {[str(ATTEMPTS), str(Path(__file__).parent)]!r}
from bench_report import report
from simulator import bank
report(sys.argv[1], bank(200, 1))
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


def rows() -> list[dict[str, object]]:
    """Return one row for each comparison; the row of memory says so in its name."""
    with TemporaryDirectory() as name:
        small, large = Path(name) / "small", Path(name) / "large"
        few, many = (simulate(folder, learners) for folder, learners in ((small, CLASS), (large, MANY)))
        files = sorted(str(path) for path in large.iterdir())
        one_class, ours, by_learner, by_item = times(
            lambda: report(small, few.lessons),
            lambda: report(large, many.lessons),
            lambda: _grouped(files, BY_LEARNER),
            lambda: _grouped(files, BY_ITEM),
            rounds=ROUNDS,
        )
        label = f"report: {MANY} learners x 200"
        return [
            row(f"report: {CLASS} learners x 200", one_class, "what is allowed", 500),
            row(label, ours, "DuckDB, by learner and item", by_learner),
            row(label, ours, "DuckDB, by item and response", by_item),
            row(f"report: memory for {MANY}, MiB", _memory(large), "what is allowed", 1024),
            row(f"{label}, rows", *_district(Path(name) / "rows", collect(large), many.lessons)),
        ]


def report(folder: str | Path, lessons: Sequence[LessonItems]) -> str:
    """Return the page of a class, from its files."""
    return ClassReport(collect(Path(folder)), tuple(lessons)).to_html()


def _district(folder: Path, answers: Collection, lessons: Sequence[LessonItems]) -> tuple[float, str, float]:
    """Return the ms of a report from scored rows, and of DuckDB that groups them once, with what it does."""
    folder.mkdir()
    path, _ = write_scored_rows(answers, lessons, folder / "class.parquet", "north", "a")
    ours, theirs = times(
        lambda: DistrictReport(folder, tuple(lessons)).to_html(),
        lambda: duckdb.execute(ROWS, {"file": str(path)}).fetchnumpy(),
        rounds=ROUNDS,
    )
    return ours, "DuckDB, by learner and item", theirs


def _grouped(files: list[str], columns: str) -> object:
    with duckdb.connect() as connection:
        return connection.execute(READ.format(columns=columns), {"files": files}).fetchnumpy()


def _memory(folder: Path) -> float:
    """Return the most memory, in MiB, of a process that does nothing but one report."""
    command = [sys.executable, "-c", ALONE, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
