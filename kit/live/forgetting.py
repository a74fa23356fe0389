"""Forget a learner in the databases of live classes, as `kit forget` does in files."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from kit.amounts import counted
from kit.live.database import ADDRESS, SQLITE_ID, Database


def forget_in_classes(name: str, folders: Sequence[Path], *, is_trial: bool = False) -> list[str]:
    """Delete a learner from every class that is kept below some folders, and in the database of the server, if any.

    Returns
    -------
    list of str
        A line for each database in which there was something.

    Raises
    ------
    KitError
        When a database does not answer.
    """
    name, found = unicodedata.normalize("NFC", name).strip(), []  # as the door of a class keeps it
    places = [path for folder in folders for path in sorted(folder.rglob("*.sqlite")) if _is_class(path)]
    for place, shown in _databases(places):
        with closing(Database(place)) as database:
            if rows := database.forget(name, is_trial=is_trial):
                found.append(f"{shown}: {counted(rows, 'rows')}")
    return found


def _databases(paths: Sequence[Path]) -> Iterator[tuple[str | Path, str]]:
    yield from ((path, str(path)) for path in paths)
    if address := os.environ.get(ADDRESS):
        yield address, ADDRESS


def _is_class(path: Path) -> bool:
    """Return whether a file is the database of a class; any other one is left alone."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("pragma application_id").fetchone() == (SQLITE_ID,))
    except sqlite3.Error:
        return False
