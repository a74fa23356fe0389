"""Where the kit's data, notebooks, answers and command are, in a checkout and in an installed wheel."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sysconfig
from functools import cache
from pathlib import Path, PurePath

import platformdirs

from kit import browser
from kit.errors import KitError

_PACKAGE = Path(__file__).resolve().parent
_PLAIN = re.compile(r"[\w\\/:.-]+")  # of a path on Windows, all that needs no quotation marks


def data_folder() -> Path:
    """Return the folder of the tables, the boundaries, the item bank and the texts."""
    return _shipped("data")


def notebooks_folder() -> Path:
    """Return the folder of the course's own notebooks, which are never written to."""
    return _shipped("notebooks")


def answers_folder() -> Path:
    """Return the folder of the learners' answer files; it may not exist yet.

    The environment variable ``KIT_ANSWERS`` comes first, then the user data folder of the system.
    """
    chosen = os.environ.get("KIT_ANSWERS")
    if chosen:
        return expanded(Path(chosen)).absolute()
    return Path(platformdirs.user_data_dir("heart-to-heart", appauthor=False)) / "answers"


def expanded(path: Path) -> Path:
    """Return a path in which ``~``, ``$HOME`` and ``%USERPROFILE%`` are the folders that they mean.

    Raises
    ------
    KitError
        When one of them means nothing here, so that no folder with such a name is made.
    """
    text = re.sub(r"%(\w+)%", lambda name: os.environ.get(name[1], name[0]), os.path.expandvars(path))
    text = str(Path.home()) + text.removeprefix("%USERPROFILE%") if text.startswith("%USERPROFILE%") else text
    text = os.path.expanduser(text)  # noqa: PTH111 - that of pathlib raises where there is no such user
    if text.startswith("~") or re.search(r"%\w+%|\$\w|\$\{", text):
        do = "Write the whole path of the folder, from its beginning."
        raise KitError("A part of this path means nothing on this computer.", where=str(path), do=do)
    return Path(text)


def command(words: str) -> str:
    """Return a command of the kit as it works here, to be copied into a terminal.

    The environment variable ``KIT_COMMAND`` comes first: `kit lab` sets it, because a notebook is in another folder
    than the terminal.

    Examples
    --------
    >>> command("export 02 --to paper --out worksheets")  # doctest: +SKIP
    '.venv/bin/kit export 02 --to paper --out worksheets'
    """
    scripts, found = Path(sysconfig.get_path("scripts")), shutil.which("kit")
    is_found = found is not None and Path(found).parent.resolve() == scripts.resolve()
    program = os.environ.get("KIT_COMMAND") or ("kit" if is_found else typed_program(scripts / "kit", Path.cwd()))
    return f"{program} {words}".rstrip()


def typed(path: Path) -> str:
    """Return a path as it is typed after a command, to be copied into a terminal.

    Examples
    --------
    >>> typed(Path("class b"))  # doctest: +SKIP
    "'class b'"
    """
    if os.name == "nt":
        return str(path) if _PLAIN.fullmatch(str(path)) else f'"{path}"'
    return shlex.quote(str(path))


def typed_program(program: PurePath, here: PurePath | None = None) -> str:
    """Return a program as it is typed in a terminal; on Windows in PowerShell.

    Parameters
    ----------
    program : pathlib.PurePath
        Its file.
    here : pathlib.PurePath, optional
        The folder of the terminal: a program below it is typed from there. Else the whole path is typed.
    """
    path = str(program.relative_to(here) if here and program.is_relative_to(here) else program)
    if program.drive:
        return path if _PLAIN.fullmatch(path) else f'& "{path}"'
    return shlex.quote(path)


def surroundings() -> str:
    """Return where a notebook runs, if something is different there: Colab, Binder or VS Code; else an empty text.

    Machines of Colab and Binder are deleted after use, and the answers with them.
    """
    signs = {"COLAB_RELEASE_TAG": "Colab", "BINDER_SERVICE_HOST": "Binder", "BINDER_LAUNCH_HOST": "Binder"}
    if "JPY_SESSION_NAME" not in os.environ:  # else a Jupyter server started the kernel, perhaps from a terminal there
        signs |= {"VSCODE_PID": "VS Code", "VSCODE_CWD": "VS Code"}
    return next((name for sign, name in signs.items() if sign in os.environ), "")


def saved_key() -> str:
    """Return the key of the text for an answer that was taken: how long it is kept depends on where Python runs."""
    if browser.class_name():
        return "card.taken"  # and whether the teacher has it, a line of its own says
    if browser.HERE:
        return "card.saved_in_browser" if browser.keeps_answers() else "card.not_kept"
    if os.environ.get("KIT_SERVICE_URL"):
        return "card.saved_here"  # and on its way to the teacher
    return "card.saved_passing" if surroundings() in {"Colab", "Binder"} else "card.saved"


def kept_key() -> str:
    """Return the key of the text that says where answers are kept."""
    if browser.class_name():
        return "lesson.kept_in_class"
    if browser.HERE:
        return "lesson.kept_in_browser" if browser.keeps_answers() else "lesson.not_kept"
    return "lesson.kept"


@cache
def _shipped(name: str) -> Path:
    """Prefer the folder inside the package (a wheel) to the one beside it (a checkout)."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
