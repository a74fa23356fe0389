"""A notebook as a page of its own, run at once by Voila; nothing in it asks the network."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kit.extras import teacher_part
from kit.lab.jupyter_paths import prepare_jupyter

# The answers live as long as the kernel.
_FIRST = """\
import os
import tempfile

os.chdir({folder!r})
_kit_answers = tempfile.TemporaryDirectory(prefix="kit-")
os.environ["KIT_ANSWERS"] = _kit_answers.name
"""


def cell(kind: str, source: str, name: str) -> dict[str, Any]:
    """Return a cell of a notebook; what goes wrong in it shows there, and the cells after it still run."""
    code: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    about = {"tags": ["raises-exception"]}
    return {"cell_type": kind, "id": name, "metadata": about, "source": source, **code}


def first_cell(folder: Path) -> dict[str, Any]:
    """Return a cell after which the others find their files as in this folder, and keep no answer."""
    return cell("code", _FIRST.format(folder=str(folder.resolve())), "first")


def write_page(folder: Path, title: str, cells: Sequence[dict[str, Any]]) -> Path:
    """Write a notebook for `run_page`."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    known = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title}
    path = folder / "page.ipynb"
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": known, "cells": list(cells)}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def run_page(page: Path, options: Sequence[str] = (), hook: Callable[..., Any] | None = None) -> None:
    """Show a notebook in the browser until the program is stopped.

    Parameters
    ----------
    page : pathlib.Path
        The notebook, such as one from `write_page`.
    options : sequence of str
        Further options for Voila, such as ``"--no-browser"``.
    hook : callable, optional
        What may change the notebook before it runs; see `kit.lab.present.present`.

    Raises
    ------
    KitError
        When Jupyter's files cannot be kept where they belong.
    """
    from traitlets.config import Config

    with teacher_part("A page for the projector"):
        from voila.app import Voila

    prepare_jupyter()
    config = Config(VoilaConfiguration={"template": "kit", "prelaunch_hook": hook})
    Voila.launch_instance([*options, str(page)], config=config)
