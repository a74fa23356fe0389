"""Items of one's own with ids of the course: answers to both would be kept and counted as answers to one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kit.checks.file_cache import FileCache
from kit.checks.item_files import entries
from kit.checks.problem import Problem
from kit.errors import place
from kit.quiz.bank import load_bank
from kit.text import languages


def taken_ids(paths: list[Path], files: FileCache) -> Iterator[Problem]:
    """Yield a problem for each item that asks something else than the item of the course with its id.

    A copy of an item, in whatever language of the kit, is none.

    Parameters
    ----------
    paths : list of Path
        Item files of one's own.
    files : FileCache
        What was read so far.
    """
    for path, item in entries("items", paths, files):
        name, stem = (item.get("id"), item.get("stem")) if isinstance(item, Mapping) else (None, None)
        own = list(stem.values()) if isinstance(stem, Mapping) else [stem]  # what is no text is said with the items
        if isinstance(name, str) and name in _stems() and not any(text in own for text in _stems()[name]):
            what = f"An item of the course has the id {name!r} and asks something else."
            do = "Give yours another id: answers to both would be kept as answers to one."
            yield Problem(what, place(path, name=name), do)


@cache
def _stems() -> dict[str, set[str]]:
    """Return what each item of the course asks, in each language."""
    found: dict[str, set[str]] = {}
    for lesson in (each for language in languages() for each in load_bank(language=language, whole=True)):
        for item in lesson.items:
            texts = item.stem.values() if isinstance(item.stem, Mapping) else [item.stem]
            found.setdefault(item.id, set()).update(texts)
    return found
