"""The folder of a class server: written once by `kit hub init`, started by `kit hub`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from string import Template

from kit.errors import KitError
from kit.extras import hub_part
from kit.files import can_be_completed, write_new_files, writing

CONFIGURATION = "jupyterhub_config.py"
_UNIT = "kit-hub.service"
_ADDRESS_FILE = "database.env"
_FILES = Path(__file__).parent / "folder"
_PROXY = "configurable-http-proxy"


def write_server_folder(folder: Path) -> list[Path]:
    """Write the folder of a class server.

    Parameters
    ----------
    folder : pathlib.Path
        A folder that is empty or not there yet.

    Returns
    -------
    list of pathlib.Path
        What was written: configuration, README, a unit for systemd, and the file for the address of the database.

    Raises
    ------
    KitError
        When the folder contains something, or cannot be written.
    """
    folder = folder.absolute()
    places = {"folder": str(folder), "kit": str(Path(sys.executable).with_name("kit"))}
    files = {folder / path.name: _filled(path, places).encode() for path in sorted(_FILES.iterdir()) if path.is_file()}
    if folder.exists() and not (folder.is_dir() and can_be_completed(files, folder)):
        do = "Name a folder that is empty, or that is not there yet."
        raise KitError("There is something in this folder already.", where=str(folder), do=do)
    with writing("The folder", folder, "Choose another folder."):
        written = write_new_files(files)
        _close(folder)
    return written


def _filled(path: Path, places: Mapping[str, str]) -> str:
    """Return a file with the places in it, as systemd or a shell reads them."""
    is_unit = path.name == _UNIT
    names = {name: place.replace("%", "%%") if is_unit else quote(place) for name, place in places.items()}
    return Template(path.read_text(encoding="utf-8")).safe_substitute(names)


def start_server(folder: Path) -> None:
    """Take the place of this program with JupyterHub, on the folder of a class server.

    Raises
    ------
    KitError
        When it cannot start here: it says what is missing, and how to get it.
    """
    folder = folder.absolute()
    for problem in problems(folder):
        raise problem
    _close(folder)
    os.umask(0o077)  # what the hub writes is its own
    state = folder / "state"
    state.mkdir(exist_ok=True)
    os.chdir(state)
    os.execv(sys.executable, [sys.executable, "-m", "jupyterhub", "-f", str(folder / CONFIGURATION)])  # noqa: S606 - no shell


def _close(folder: Path) -> None:
    """Let nobody else read what may have a password in it: of the database, or of the school's own accounts."""
    for name in (CONFIGURATION, _ADDRESS_FILE):
        if (folder / name).exists():
            (folder / name).chmod(0o600)


def problems(folder: Path) -> list[KitError]:
    """Return what prevents a class server on this computer, the first thing to fix first."""
    found = []
    with hub_part("A class server"):
        import jupyterhub  # noqa: F401
        import nativeauthenticator  # noqa: F401
    if not (folder / CONFIGURATION).is_file():
        do = "Write one with kit hub init FOLDER."
        found.append(KitError("This is not the folder of a class server.", where=str(folder), do=do))
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        do = "Start it with sudo, on Linux; its unit for systemd does so."
        found.append(KitError("Learners get accounts of the system, which only root can make.", do=do))
    if not shutil.which(_PROXY):
        do = "On Debian and Ubuntu: apt install node-configurable-http-proxy. Elsewhere: README.md in the folder."
        found.append(KitError(f"The proxy of JupyterHub, {_PROXY}, is not installed.", do=do))
    python = Path(sys.executable)  # of a virtual environment, from which a link leads to the system's
    if closed := next(filter(None, map(_closed, (folder, python, python.resolve(), Path(__file__)))), None):
        do = f"Let others pass: chmod o+x {closed}; or put it in a folder for all."
        found.append(KitError("Learners cannot reach this folder, which they need.", where=str(closed), do=do))
    return found


def _closed(path: Path) -> Path | None:
    """Return the first folder on the way to a file that others may not enter."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), None)
