"""Where Jupyter looks for its parts, and where it keeps its files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryFile

from kit.errors import KitError
from kit.paths import answers_folder

PAGES = Path(__file__).parent / "pages"


def look_in(folder: Path, variable: str) -> None:
    """Let Jupyter look in a folder first."""
    os.environ[variable] = os.pathsep.join(filter(None, [str(folder), os.environ.get(variable)]))


def prepare_jupyter() -> None:
    """Let Jupyter find the kit's pages and this environment's kernel before the user's own.

    Raises
    ------
    KitError
        When Jupyter's files or the answers cannot be kept where they belong; it says how to choose another place.
    """
    _check_homes()
    look_in(Path(sys.prefix, "share", "jupyter"), "JUPYTER_PATH")
    look_in(PAGES, "JUPYTER_PATH")


def _check_homes() -> None:
    """Raise when a folder of Jupyter's or of the answers cannot be written."""
    from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir

    homes: dict[str, str | Path] = {
        "JUPYTER_CONFIG_DIR": jupyter_config_dir(),
        "JUPYTER_DATA_DIR": jupyter_data_dir(),
        "JUPYTER_RUNTIME_DIR": jupyter_runtime_dir(),
        "KIT_ANSWERS": answers_folder(),
    }
    failed = {name: why for name, home in homes.items() if (why := _why_not(Path(home)))}
    if failed:
        names, place = list(failed), '"$PWD/kit-home"'
        commands = f"export {' '.join(f'{name}={place}' for name in names)}"
        if os.name == "nt":
            commands = f"{' = '.join(f'$env:{name}' for name in names)} = {place}"
        do = f"Choose a folder that you may write to, by this command, then start again:\n    {commands}"
        raise KitError(f"This cannot be written: {failed[names[0]]}.", where=str(homes[names[0]]), do=do)


def _why_not(folder: Path) -> str:
    """Return why a folder cannot be written or made; nothing when it can. It is not made here."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        TemporaryFile(dir=there).close()
    except OSError as error:
        return error.strerror or str(error)
    return ""
