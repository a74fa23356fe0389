"""A site in its folder: what the kit wrote there is renewed, and what others put there stays."""

from __future__ import annotations

import filecmp
import json
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kit.errors import KitError
from kit.files import is_left_over, write_whole

RECORD = "kit-site.json"


def refuse_other_files(out: Path) -> None:
    """Refuse a folder that has files and is not a site of the kit.

    Raises
    ------
    KitError
        When it is such a folder, or no folder.
    """
    is_other = not out.is_dir() or not all(map(is_left_over, out.iterdir()))
    if out.exists() and is_other and not (out / RECORD).is_file():
        do = "Name a new or empty folder, or one with an earlier site."
        raise KitError("The folder has files that are not a site of the kit.", where=str(out), do=do)


def put_in_place(site: Path, out: Path, about: Mapping[str, Any]) -> None:
    """Copy a new site into its folder, and take away what only the earlier site has.

    The record is written first, with the files of both sites and without lessons: where the copy breaks off, the next
    one knows which files are the kit's. A site of a kit that did not write down its files keeps them all.

    Parameters
    ----------
    site, out : pathlib.Path
        The new site, and the folder in which it is to be.
    about : mapping
        What the record says of the site.

    Raises
    ------
    KitError
        When somebody put a file where the site needs another one; nothing is changed then.
    """
    new, earlier = _names(site), _earlier(out)
    for name in sorted(new - earlier) if earlier else ():
        for other in _in_the_way(site / name, out, name):
            do = "Move it away, or name another folder."
            raise KitError("The site needs this name, and the file is not the kit's.", where=str(other), do=do)
    out.mkdir(parents=True, exist_ok=True)
    _note(out, {**about, "lessons": []}, new | earlier)
    for name in sorted(new):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / name, out / name)
    for name in sorted(earlier - new):
        (out / name).unlink(missing_ok=True)
        for folder in list((out / name).relative_to(out).parents)[:-1]:
            with suppress(OSError):  # it is not empty
                (out / folder).rmdir()
    _note(out, about, new)


def _in_the_way(new: Path, out: Path, name: str) -> list[Path]:
    """Return what is in the place of a new file, unless it is the same, or in the place of one of its folders."""
    folders = [out / folder for folder in list(Path(name).parents)[:-1]]
    is_other = (out / name).exists() and ((out / name).is_dir() or not filecmp.cmp(new, out / name, shallow=False))
    return [*filter(Path.is_file, folders), *([out / name] if is_other else [])]


def _names(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def _earlier(out: Path) -> set[str]:
    """Return the files that the record names; a name that would lead out of the folder is none."""
    try:
        names = json.loads((out / RECORD).read_text(encoding="utf-8")).get("files", [])
    except (OSError, ValueError, AttributeError):
        return set()
    return {str(name) for name in names if not Path(str(name)).is_absolute() and ".." not in Path(str(name)).parts}


def _note(out: Path, about: Mapping[str, Any], files: Collection[str]) -> None:
    write_whole(out / RECORD, f"{json.dumps({**about, 'files': sorted(files)})}\n".encode())
