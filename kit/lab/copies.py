"""A student's own copies of the course's notebooks: made once, never overwritten without asking."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from kit.files import write_whole, writing
from kit.paths import notebooks_folder

_RECORD = ".kit-copies.json"
_OWN_FOLDER = "Choose a folder of your own with free space, go there with `cd`, and run `kit lab` again."


def copy_notebooks(folder: Path, ask: Callable[[Path], bool]) -> list[Path]:
    """Copy the course's notebooks into a folder, and return the copies that are new.

    A copy that is there stays as it is. Only when the kit brings a newer version of it, `ask` is called once;
    if it says yes, the student's copy is kept beside the new one under a name of its own.

    Parameters
    ----------
    folder : pathlib.Path
        Where the copies belong; made when it is missing. The kit's own folder is left as it is.
    ask : callable
        Takes the path of a copy, returns whether a newer version may take its place.

    Returns
    -------
    list of pathlib.Path
        The notebooks that were written, in the order of the course.

    Raises
    ------
    KitError
        When something cannot be read or written; what was there before is still there.

    Source: the notebooks that travel with the kit.
    """
    course = notebooks_folder()
    if folder.resolve() == course.resolve():
        return []
    with writing("The notebooks", folder, _OWN_FOLDER):
        folder.mkdir(parents=True, exist_ok=True)
        record = _read(folder / _RECORD)
        written = []
        for original in sorted(course.rglob("*.ipynb")):
            if ".ipynb_checkpoints" in original.parts:
                continue
            name = original.relative_to(course)
            copy, version = folder / name, _version(original)
            if not copy.exists() or (_is_newer(copy, version, record.get(name.as_posix())) and ask(copy)):
                _replace(original, copy)
                written.append(copy)
            record[name.as_posix()] = version
        write_whole(folder / _RECORD, json.dumps(record, indent=2).encode())
    return written


def _is_newer(copy: Path, version: str, seen: str | None) -> bool:
    """Return whether the kit has a version that this student has not been asked about."""
    return version not in (seen, _version(copy))


def _replace(original: Path, copy: Path) -> None:
    """Put the kit's version in place, the student's beside it, so that at no moment either is missing."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    if copy.exists():
        number = 1
        while (kept := copy.with_name(f"{copy.stem}-mine-{number}.ipynb")).exists():
            number += 1
        shutil.copy2(copy, kept)
    write_whole(copy, original.read_bytes())


def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(path: Path) -> dict[str, str]:
    """Return which version of each notebook was copied; nothing when the record is missing or damaged."""
    try:
        record = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
