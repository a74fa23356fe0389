"""What the first lines of a lesson cost in a fresh Python, beside importing the three libraries they stand on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from statistics import median

from run import row

ROUNDS = 9
THREE = "import pandas, folium, ipywidgets"
KERNEL = "import ipykernel.kernelapp, ipykernel.zmqshell"  # what a notebook has loaded before its first line
START = """
import sys, time, resource
begin = time.perf_counter()
"""
END = """
spent = (time.perf_counter() - begin) * 1e3
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
"""
CODES = {
    "nothing": "pass",
    "kit": "import kit",
    "three": THREE,
    "map": "import kit; kit.map('members', '2023-07-13')._repr_html_()",
    "quiz": "import kit; lesson = kit.start('02'); lesson.quiz()",
    "lesson": "import kit; lesson = kit.start('02'); kit.map('members', '2023-07-13')._repr_html_(); lesson.quiz()",
}
BARE = ("nothing", "kit")


def rows() -> list[dict[str, object]]:
    """Return one row for each comparison; whole processes take turns, so that all see the same machine."""
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in CODES}
    with tempfile.TemporaryDirectory() as answers:
        for _ in range(ROUNDS):
            for name, code in CODES.items():
                found[name].append(_process("" if name in BARE else KERNEL, code, answers))
    whole, inside, memory = ({name: median(run[at] for run in runs) for name, runs in found.items()} for at in range(3))
    three = "pandas + folium + ipywidgets"
    return [
        row("import kit, whole process", whole["kit"], "an empty Python", whole["nothing"]),
        row("import kit", inside["kit"], three, inside["three"]),
        row("import kit to first map", inside["map"], three, inside["three"]),
        row("import kit to first quiz", inside["quiz"], three, inside["three"]),
        row("import kit to map and quiz", inside["lesson"], three, inside["three"]),
        row("the same, MB in a kernel", memory["lesson"], three, memory["three"]),
    ]


def _process(before: str, code: str, answers: str) -> tuple[float, float, float]:
    """Return ms of the whole process, ms of the code, and the largest memory in MB."""
    timer = (
        "import subprocess, sys, time; begin = time.perf_counter(); "
        "out = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=True).stdout; "
        "print((time.perf_counter() - begin) * 1e3, out.split('\\n')[-2])"
    )
    program = [sys.executable, "-c", timer, sys.executable, "-c", before + START + code + END]
    out = subprocess.run(program, capture_output=True, text=True, check=True, env=_environment(answers)).stdout
    whole, inside, memory = map(float, out.split())
    return whole, inside, memory


def _environment(answers: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"KIT_ANSWERS": answers}
