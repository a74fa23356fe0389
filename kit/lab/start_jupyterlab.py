"""JupyterLab, started on a folder of notebooks, with nothing in it that asks the network."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from kit.facts.notebook_texts import read_notebook
from kit.lab.jupyter_paths import look_in, prepare_jupyter
from kit.language_choice import language_here
from kit.language_codes import first_and_second
from kit.paths import command, notebooks_folder
from kit.translations import ENGLISH

_SAID = """\
Open in a browser:  {address}
Your notebooks:     {folder}
To stop:            Press Ctrl+C twice in this window."""
SETTINGS = Path(__file__).parent / "settings"
_MENUS = Path(__file__).parent / "menus"  # a folder for each language that JupyterLab has a pack for
_PRESENT_BUTTON = Path(__file__).parent / "present_button"


def run_lab(
    notebook: Path | None,
    folder: Path,
    options: Sequence[str] = (),
    *,
    desk: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Run JupyterLab on a folder until it is stopped; it shows no news dialog and looks for no updates.

    Pupils see one notebook at a time, with a bar of the course's lessons.

    Parameters
    ----------
    notebook : pathlib.Path or None
        The notebook that is opened, in the folder or below it; None for the page of the course.
    folder : pathlib.Path
        Folder of notebooks.
    options : sequence of str
        Further options for JupyterLab, such as ``"--no-browser"``; ``"--verbose"`` shows the server's log.
    desk : bool
        Open the whole of JupyterLab, as teachers use it.
    say : callable
        Prints the address, the folder and how to stop.

    Raises
    ------
    KitError
        When Jupyter or the answers cannot be kept where they belong.
    """
    prepare_jupyter()
    from jupyterlab.labapp import LabApp

    language = language_here(folder)
    use_settings(language)
    if find_spec("voila"):
        look_in(_in_language(_PRESENT_BUTTON, language) or _PRESENT_BUTTON / ENGLISH, "JUPYTER_CONFIG_PATH")
    _trust_the_course(language)
    os.environ["KIT_COMMAND"] = command("")
    from kit.lab.course_page import PAGE, add_course_page

    opened = quote(notebook.resolve().relative_to(folder.resolve()).as_posix()) if notebook else ""
    address = f"/{'lab' if desk else 'doc'}/tree/{opened}" if notebook else f"/{PAGE}"
    if "--verbose" not in options:
        logging.disable(logging.WARNING)
        logging.captureWarnings(capture=True)
    own = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={address}"]
    server = LabApp.initialize_server([*own, *(option for option in options if option != "--verbose")])
    add_course_page(server)
    said = _SAID.format(address=server.local_url, folder=folder)
    server.io_loop.add_callback(lambda: say(said))  # once the address answers
    server.identity_provider.token_generated = False  # else the server says the address again
    server.start()


def use_settings(language: str) -> None:
    """Let JupyterLab start with what the kit sets, and with menus in a language that it has a language pack for."""
    look_in(SETTINGS, "JUPYTER_CONFIG_PATH")
    if menus := _in_language(_MENUS, language):
        look_in(menus, "JUPYTER_CONFIG_PATH")


def _in_language(folder: Path, language: str) -> Path | None:
    """Return the part of a folder for a language, or for the first of two; None where it has none."""
    found = folder / first_and_second(language)[0]
    return found if found.is_dir() else None


def _trust_the_course(language: str) -> None:
    """Sign the notebooks of the course in a language: JupyterLab then need not ask about them."""
    from nbformat import from_dict, sign

    notary = sign.NotebookNotary()
    for path in notebooks_folder().rglob("*.ipynb"):
        notary.sign(from_dict(read_notebook(path, language)))
