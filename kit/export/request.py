"""What is to be exported, and what every format has to bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.quiz.bank import LessonItems
from kit.quiz.item import Item


@dataclass(frozen=True)
class Job:
    """One export.

    Parameters
    ----------
    lessons : tuple of LessonItems
        The lessons, each with the items that are wanted of it.
    out : Path
        The file to write; of paper, the folder.
    language : str
        ISO 639-1 code of the texts.
    versions : int
        Of paper: how many worksheets with different orders.
    draw : callable, optional
        Of paper: returns, for a day, a language and the codes that can be chosen, the map as SVG.
    watch : callable
        Of paper: takes the list of sheets and gives them one by one, so that it may show how far it is.
    """

    lessons: tuple[LessonItems, ...]
    out: Path
    language: str = "en"
    versions: int = 1
    draw: Callable[[str, str, tuple[str, ...]], str] | None = None
    watch: Callable[[list[Any]], Iterable[Any]] = iter


@dataclass(frozen=True)
class Home:
    """A format.

    Parameters
    ----------
    entries : mapping
        Kind of an item to what writes it.
    write : callable
        Writes a job and returns the files.
    left_out : callable
        Of an item: what it loses there, in words.
    not_there : callable
        Of an item, in a language: why it cannot be there at all; empty when it can.
    """

    entries: Mapping[str, Any]
    write: Callable[[Job], list[Path]]
    left_out: Callable[[Item], Iterable[str]]
    not_there: Callable[[Item, str], str] = lambda _item, _language: ""
