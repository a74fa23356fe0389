"""Every notebook runs from its first cell to its last, as after Run All Cells, and each cell shows something."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kit.paths import notebooks_folder

NOTEBOOKS = sorted(path for path in notebooks_folder().rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def run(notebook: nbformat.NotebookNode, folder: Path) -> list[nbformat.NotebookNode]:
    """Run all cells in one new kernel, past errors too, and return those with code in them."""
    client = NotebookClient(
        notebook,
        timeout=180,
        kernel_name="python3",
        allow_errors=True,
        record_timing=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def seconds(cell: nbformat.NotebookNode) -> float:
    """Return how long a cell took."""
    first, last = (cell.metadata["execution"][name] for name in ("iopub.execute_input", "shell.execute_reply"))
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds()


def complaints(cells: list[nbformat.NotebookNode]) -> list[str]:
    """Return what a learner would stumble over: errors, warnings, and cells without output but the setup."""
    found = []
    for cell in cells:
        found += [f"{cell.id}: {out.ename}: {out.evalue}" for out in cell.outputs if out.output_type == "error"]
        found += [f"{cell.id}: {out.text}" for out in cell.outputs if out.get("name") == "stderr"]
        if not cell.outputs and cell.id != "setup":
            found.append(f"{cell.id}: shows nothing")
    return found


def bare_tables(cells: list[nbformat.NotebookNode]) -> list[str]:
    """Return the tables that are not for reading: with an index, or with a name of a column for a heading."""
    found = []
    for cell in cells:
        shown = [out.get("data", {}) for out in cell.outputs]
        pages = "".join(data.get("text/html", "") for data in shown)
        headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', pages)
        found += [f"{cell.id}: {text}" for text in headings if "_" in text or text[:1].islower()]
        said = "".join(data.get("text/plain", "") for data in shown)
        if 'class="dataframe"' in pages or re.search(r"(?m)^(Name: .*, )?dtype: ", said):
            found.append(f"{cell.id}: an index")
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, jupyter_folder: Path):
    """Every cell runs without error or warning, and every cell but the setup shows something."""
    cells = run(nbformat.read(path, as_version=4), jupyter_folder)
    assert complaints(cells) == []
    assert path.parent.name == "teacher" or bare_tables(cells) == []
    for cell in cells[1:]:
        print(f"{seconds(cell):6.2f} s  {path.stem}  {cell.id}")  # noqa: T201 - seen with pytest -s, and on failure


def test_bad_cells_are_named(jupyter_folder: Path):
    """A cell that fails, one that warns and one that shows nothing are each named."""
    sources = {"fails": "1 / 0", "warns": "import warnings; warnings.warn('old')", "silent": "one = 1", "says": "one"}
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in sources.items()]
    found = complaints(run(nbformat.v4.new_notebook(cells=cells), jupyter_folder))
    assert [line.partition(":")[0] for line in found] == ["fails", "warns", "silent"]


def test_bare_tables_are_named(jupyter_folder: Path):
    """A DataFrame, a Series and a heading that is the name of a column are each named; a listing is not."""
    sources = {
        "start": 'import kit\nlesson = kit.start("02")\nrows = kit.load("members")',
        "frame": 'rows[["name_en"]]',
        "series": 'rows["name_en"]',
        "name": 'lesson.table(rows.rename(columns={"capital": "the_capital"}), ["the_capital"])',
        "listing": 'lesson.table("members", ["name_en"])',
    }
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in sources.items()]
    found = bare_tables(run(nbformat.v4.new_notebook(cells=cells), jupyter_folder))
    assert [line.partition(":")[0] for line in found] == ["frame", "series", "name"]


def test_the_language_of_a_lesson_holds_in_later_cells(jupyter_folder: Path):
    """Maps, charts, dial and timeline follow the language of the lesson, cell by cell, unless they are told another."""
    sources = [
        'import kit\nlesson = kit.start("02", language="ja")',
        'kit.map("trade").scene.language',
        'kit.chart("gdp").chart.language',
        'kit.dial().spec["language"]',
        'kit.timeline().spec["language"]',
        'kit.map("members", language="en").scene.language',
    ]
    cells = run(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in sources]), jupyter_folder)
    said = [cell.outputs[-1]["data"]["text/plain"] for cell in cells[1:]]
    assert said == ["'ja'", "'ja'", "'ja'", "'ja'", "'en'"]
