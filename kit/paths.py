"""Where the kit's data, notebooks and answers are, in a checkout and in an installed wheel."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


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
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("heart-to-heart", appauthor=False)) / "answers"


def _shipped(name: str) -> Path:
    """Prefer the folder inside the package (a wheel) to the one beside it (a checkout)."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
