"""A notebook as a page of its own, run at once by Voila; nothing in it asks the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kit.extras import teacher_part
from kit.lab.jupyter_paths import prepare_jupyter

# What is for pupils in JupyterLab, and for Notebook, looks in vain for its server here.
VOILA_SETTINGS = {"template": "kit", "extension_denylist": ["heart-to-heart-pupils", "@jupyter-notebook/lab-extension"]}
# The answers live as long as the kernel.
_FIRST = """\
import os
import tempfile

os.chdir({folder!r})
_kit_answers = tempfile.TemporaryDirectory(prefix="kit-")
os.environ["KIT_ANSWERS"] = _kit_answers.name
os.environ["KIT_LANGUAGE"] = {language!r}
"""


def cell(kind: str, source: str, name: str) -> Any:  # noqa: ANN401 - of nbformat, which has no types
    """Return a cell of a notebook; what goes wrong in it shows there, and the cells after it still run."""
    from nbformat import v4

    about = {"id": name, "metadata": {"tags": ["raises-exception"]}}
    return v4.new_code_cell(source, **about) if kind == "code" else v4.new_markdown_cell(source, **about)


def first_cell(folder: Path, language: str = "") -> Any:  # noqa: ANN401 - of nbformat
    """Return a cell after which the others find their files as in this folder, know a language, and keep no answer."""
    return cell("code", _FIRST.format(folder=str(folder.resolve()), language=language), "first")


def write_page(folder: Path, title: str, cells: Sequence[Any], script: str) -> Path:
    """Write a notebook for `run_page`, with a script for its page."""
    from nbformat import v4, write

    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    known = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title, "kit_script": script}
    path = folder / "page.ipynb"
    write(v4.new_notebook(cells=list(cells), metadata=known), path)
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
    config = Config(VoilaConfiguration={**VOILA_SETTINGS, "prelaunch_hook": hook})
    Voila.launch_instance([*options, str(page)], config=config)
