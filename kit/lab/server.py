"""JupyterLab, started on a folder of notebooks, with nothing in it that asks the network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.errors import KitError
from kit.lab.voila_page import PAGES, look_in
from kit.paths import notebooks_folder

_SETTINGS = Path(__file__).parent / "settings"


def run_lab(folder: Path, options: Sequence[str] = ()) -> None:
    """Run JupyterLab on a folder until it is stopped; it shows no news dialog and looks for no updates.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of notebooks; the first of them is opened.
    options : sequence of str
        Further options for JupyterLab, such as ``"--no-browser"``.

    Raises
    ------
    KitError
        When the folder holds no notebook.
    """
    from jupyterlab.labapp import LabApp

    first = next(iter(sorted(folder.glob("*.ipynb"))), None)
    if first is None:
        raise KitError("There is no notebook in this folder.", where=str(folder), do="Install the kit again.")
    _trust_the_course()
    look_in(_SETTINGS, "JUPYTER_CONFIG_PATH")
    look_in(PAGES, "JUPYTER_PATH")
    LabApp.launch_instance([f"--ServerApp.root_dir={folder}", *options, str(first)])


def _trust_the_course() -> None:
    """Sign the notebooks of the course as they travel with the kit: JupyterLab then need not ask about them."""
    from nbformat import read, sign

    notary = sign.NotebookNotary()
    for path in notebooks_folder().rglob("*.ipynb"):
        notary.sign(read(path, as_version=4))
