"""In which language the course is opened: asked once, remembered, and known to the notebooks in a folder."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from kit.language_codes import code_of, first_and_second
from kit.text import languages

RECORD = ".kit-copies.json"  # of the notebooks that `kit lab` copied into a folder
_VARIABLE = "KIT_LANGUAGE"
_OF_THE_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides


def language_here(folder: Path = Path()) -> str:
    """Return the language of the notebooks in a folder or in the one above it, as `kit lab` copied them.

    Where nothing was copied, it is what the environment variable ``KIT_LANGUAGE`` says, else English.
    """
    for record in (folder / RECORD, folder.absolute().parent / RECORD):
        try:
            known = json.loads(record.read_bytes()).get("language", "en")
        except (OSError, ValueError, AttributeError):
            continue
        return str(known)
    return os.environ.get(_VARIABLE) or "en"


def language_to_open(wanted: str, ask: Callable[[str], bool | None]) -> str:
    """Return the language in which the course is opened.

    Parameters
    ----------
    wanted : str
        What was asked for; empty for that of the notebooks in this folder, then ``KIT_LANGUAGE``, then what was
        chosen before, then the system's language.
    ask : callable
        Takes the system's language, where the kit has it and it is not English; returns whether to use it. The answer
        is remembered. None means that nobody could answer: English this time.
    """
    if wanted:
        return wanted
    if Path(RECORD).exists() or os.environ.get(_VARIABLE):
        return language_here()
    if remembered := _remembered():
        return remembered
    system = _of_the_system()
    if system == "en":
        return "en"
    answer = ask(system)
    if answer is None:
        return "en"
    language = system if answer else "en"
    chosen = _memory()
    try:
        chosen.parent.mkdir(parents=True, exist_ok=True)
        chosen.write_text(f"{language}\n", encoding="utf-8")
    except OSError:
        pass  # then it is asked again
    return language


def language_of_commands() -> str:
    """Return the language of commands: that of ``KIT_LANGUAGE``, else what was chosen before, else the system's."""
    wanted = first_and_second(os.environ.get(_VARIABLE, ""))[0]
    return wanted if wanted in languages() else _remembered() or _of_the_system()


def _remembered() -> str:
    """Return the language that was chosen for the course; nothing where none was, or the kit does not have it."""
    try:
        chosen = _memory().read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return chosen if chosen in languages() else ""


def _of_the_system() -> str:
    """Return the system's language; English where the kit does not have it."""
    named = next(filter(None, map(os.environ.get, _OF_THE_SYSTEM)), "")
    if not named:
        try:
            named = locale.getlocale()[0] or ""
        except ValueError:  # Windows has names that Python does not know, such as en-ID
            return "en"
    language = code_of(named)
    return language if language in languages() else "en"


def _memory() -> Path:
    return Path(platformdirs.user_config_dir("heart-to-heart", appauthor=False)) / "language.txt"
