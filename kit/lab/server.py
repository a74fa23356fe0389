"""JupyterLab, started on a folder of notebooks, with nothing in it that asks the network."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from kit.errors import KitError

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
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(_SETTINGS), others]))
    LabApp.launch_instance([f"--ServerApp.root_dir={folder}", *options, str(first)])
