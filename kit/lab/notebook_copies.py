"""Which folder `kit lab` opens, and in it a student's own copies of the course: never overwritten without asking."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kit.facts.notebook_texts import read_notebook
from kit.files import write_whole, writing
from kit.language_choice import RECORD, language_here
from kit.paths import command, notebooks_folder

COPIES = "my-notebooks"  # .gitignore names it


def choose_folder(here: Path, language: str = "en") -> tuple[Path, bool]:
    """Return the folder of notebooks for whoever is in a folder, and whether copies of the course belong there.

    A folder whose notebooks start a lesson is opened as it is: an assigned quiz, a lesson of one's own, copies that
    were made before. Anywhere else the copies are in ``my-notebooks``, or ``my-notebooks-ja``; so they are for the
    course's own folder, which is never written to.

    Parameters
    ----------
    here : pathlib.Path
        Where the user is.
    language : str
        ISO 639-1: each language has a folder of its own.
    """
    here, course = here.resolve(), notebooks_folder().resolve()
    name = COPIES if language == "en" else f"{COPIES}-{language}"
    if here.is_relative_to(course):
        return course.parent / name, True
    if (here / RECORD).exists():
        return here if language_here(here) == language else here.parent / name, True
    if any(_starts_a_lesson(path) for path in here.glob("*.ipynb")):
        return here, False
    return here / name, True


def copy_notebooks(
    folder: Path, ask: Callable[[Path], bool], *, guides: bool = True, language: str = "en"
) -> list[Path]:
    """Copy the course's notebooks, and the pictures of its guides, into a folder; return the notebooks that are new.

    A copy in which a student changed something stays as it is. Only when the kit brings a newer version of it, `ask`
    is called once; if it says yes, the student's copy is kept beside the new one under a name of its own. A copy that
    was only run becomes the newer version without a question.

    Parameters
    ----------
    folder : pathlib.Path
        Where the copies belong; made when it is missing.
    ask : callable
        Takes the path of a copy, returns whether a newer version may take its place.
    guides : bool
        Copy the guides for teachers, too.
    language : str
        ISO 639-1: Markdown is in this language, as far as it is translated; code is the same in all of them.

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
    advice = f"Choose a folder of your own with free space, go there with `cd`, and run `{command('lab')}` again."
    with writing("The notebooks", folder, advice):
        folder.mkdir(parents=True, exist_ok=True)
        record = _read(folder / RECORD)
        written = []
        for original in sorted(course.rglob("*.ipynb") if guides else course.glob("*.ipynb")):
            if ".ipynb_checkpoints" in original.parts:
                continue
            name, content = original.relative_to(course), _content(original, language)
            copy, version, seen = folder / name, _version(content), record.get(name.as_posix())
            if _may_write(copy, version, seen, ask):
                written.append(copy)
                _replace(content, copy, keep=copy.exists() and _version(copy.read_bytes()) != seen)
            record[name.as_posix()] = version
        for name, picture in _pictures(course, language).items() if guides else ():
            if not _is_file(folder / name, content := picture.read_bytes()):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                write_whole(folder / name, content)
        write_whole(folder / RECORD, json.dumps({**record, "language": language}, indent=2).encode())
    return written


def _pictures(course: Path, language: str) -> dict[Path, Path]:
    """Return the pictures of the guides by their path in the course; where there is one in the language, that one."""
    folder = Path("teacher", "pictures")
    return {folder / path.name: path for place in (".", language) for path in (course / folder / place).glob("*.png")}


def _is_file(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _content(original: Path, language: str) -> bytes:
    """Return a notebook of the course in a language, as the content of a file."""
    if language == "en":
        return original.read_bytes()
    return f"{json.dumps(read_notebook(original, language), ensure_ascii=False, indent=1)}\n".encode()


def _starts_a_lesson(path: Path) -> bool:
    """Return whether a notebook uses the kit."""
    try:
        return "kit.start(" in path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False


def _may_write(copy: Path, version: str, seen: str | None, ask: Callable[[Path], bool]) -> bool:
    """Return whether the kit's version belongs in the place of a copy; `seen` is what the student was last offered."""
    if not copy.exists():
        return True
    mine = _version(copy.read_bytes())
    return version not in (seen, mine) and (mine == seen or ask(copy))


def _replace(content: bytes, copy: Path, *, keep: bool) -> None:
    """Put the kit's version in place, the student's beside it, so that at no moment either is missing."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    if keep:
        number = 1
        while (kept := copy.with_name(f"{copy.stem}-mine-{number}.ipynb")).exists():
            number += 1
        shutil.copy2(copy, kept)
    write_whole(copy, content)


def _version(content: bytes) -> str:
    """Return a digest of what somebody wrote in a notebook: its cells, without outputs and numbers of a run."""
    try:
        cells: Any = json.loads(content)["cells"]
        content = json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells]).encode()
    except (ValueError, LookupError, TypeError):
        pass  # not a notebook that can be read: then each byte counts
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> dict[str, str]:
    """Return which version of each notebook was copied; nothing when the record is missing or damaged."""
    try:
        record = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
