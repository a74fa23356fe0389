"""A notebook as a page of its own, run at once by Voila; nothing in it asks the network."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_PAGES = Path(__file__).parent / "pages"


def cell(kind: str, source: str, name: str) -> dict[str, Any]:
    """Return a cell of a notebook; what goes wrong in it shows there, and the cells after it still run."""
    code: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    about = {"tags": ["raises-exception"]}
    return {"cell_type": kind, "id": name, "metadata": about, "source": source, **code}


def work_in(folder: Path) -> dict[str, Any]:
    """Return a cell after which the others find their files as in this folder."""
    return cell("code", f"import os\nos.chdir({str(folder.resolve())!r})", "work-in")


def write_page(folder: Path, title: str, cells: Sequence[dict[str, Any]], about: dict[str, Any]) -> Path:
    """Write a notebook for `run_page`; what the page's script should know stands in `about`."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    known = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title, "kit": about}
    path = folder / "page.ipynb"
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": known, "cells": list(cells)}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def run_page(page: Path, options: Sequence[str] = ()) -> None:
    """Show a page in the browser until the program is stopped; answers stay beside the page.

    Parameters
    ----------
    page : pathlib.Path
        From `write_page`. The files ``notes.html`` and ``keys.json`` beside it may be asked for.
    options : sequence of str
        Further options for Voila, such as ``"--no-browser"``.
    """
    from voila.app import Voila

    os.environ["KIT_ANSWERS"] = str(page.parent / "answers")
    others = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(_PAGES), others]))
    allowed = [f"--VoilaConfiguration.file_allowlist={name}" for name in (r"notes\.html", r"keys\.json")]
    Voila.launch_instance(["--template=kit", *allowed, *options, str(page)])
