"""JupyterLab, started on a folder of notebooks, with nothing in it that asks the network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kit.errors import KitError

_SETTINGS = Path(__file__).parent / "settings"


def run_lab(folder: Path, options: Sequence[str] = ()) -> int:
    """Run JupyterLab on a folder until it is stopped, and return its exit code.

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
    first = next(iter(sorted(folder.glob("*.ipynb"))), None)
    if first is None:
        raise KitError("There is no notebook in this folder.", where=str(folder), do="Install the kit again.")
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *options, str(first)]
    process = subprocess.Popen(command, env=environment(os.environ))  # noqa: S603 - our own program
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # JupyterLab has heard it too: it asks whether to stop, then ends by itself


def environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which JupyterLab neither shows its news dialog nor looks for updates."""
    others = inherited.get("JUPYTER_CONFIG_PATH")
    return {**inherited, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [str(_SETTINGS), others]))}
