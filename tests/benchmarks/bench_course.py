"""The whole course executed, each lesson in a kernel of its own, beside notebooks that only import the libraries."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median

import nbformat
from nbclient import NotebookClient
from run import row
from traitlets.config import Config

from kit.paths import notebooks_folder

LESSONS = 9
THREE = "import pandas, folium, ipywidgets"


def rows() -> list[dict[str, object]]:
    """Return the course, its middle lesson and its slowest cell beside notebooks with one cell of imports."""
    ours, plain, slowest = [], [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(notebooks_folder().glob("0*.ipynb"))[:LESSONS]:  # in turns: both see the same machine
            spent, cells = _execute(nbformat.read(path, as_version=4), folder)
            ours.append(spent)
            slowest = max(slowest, *cells[1:])
            imports = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(THREE)])
            plain.append(_execute(imports, folder)[0])
    peer = f"{len(plain)} notebooks of imports"
    return [
        row(f"course: {len(ours)} lessons run", sum(ours), peer, sum(plain)),
        row("course: the middle lesson", median(ours), "the middle one of these", median(plain)),
        row("course: slowest cell after the first", slowest, "a cell of 300 ms", 300),
    ]


def _execute(notebook: nbformat.NotebookNode, folder: str) -> tuple[float, list[float]]:
    """Return ms of a whole run with its kernel's start, and of each of its cells of code."""
    begun: list[float] = []
    cells: list[float] = []
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=600,
        config=Config(KernelManager={"transport_encryption": "auto"}),
        resources={"metadata": {"path": folder}},
        on_cell_execute=lambda cell, cell_index: begun.append(time.perf_counter()),  # noqa: ARG005 - nbclient names them
        on_cell_executed=lambda cell, cell_index, execute_reply: cells.append(  # noqa: ARG005
            (time.perf_counter() - begun[-1]) * 1e3
        ),
    )
    start = time.perf_counter()
    client.execute(env=os.environ | {"KIT_ANSWERS": str(Path(folder) / "answers")})
    return (time.perf_counter() - start) * 1e3, cells
