"""What is to be exported, and what every format has to bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.errors import KitError
from kit.export.wording import Wording
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Interaction
from kit.quiz.item import Item

_ENDINGS = {".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".txt"}
MOODLES = ("4.1", "4.4")  # the versions between which something changes: 4.4 brings orderings


@dataclass(frozen=True)
class ExportRequest:
    """One export.

    Parameters
    ----------
    lessons : tuple of LessonItems
        The lessons, each with the items that are wanted of it.
    out : Path
        The file to write; of paper, the folder; of a lesson plan, either.
    language : str
        ISO 639-1 code of the texts.
    moodle : str
        Of Moodle XML: the oldest version that is to read it, one of `MOODLES`.
    versions : int
        Of paper: how many worksheets with different orders.
    draw : callable, optional
        Of paper and lesson plans: returns, for the codes that can be chosen, a day and a language, the map as SVG.
    watch : callable
        Of the same: takes the list of sheets or plans and gives them one by one, so that it may show how far it is.
    """

    lessons: tuple[LessonItems, ...]
    out: Path
    language: str = "en"
    versions: int = 1
    moodle: str = MOODLES[-1]
    draw: Callable[[tuple[str, ...], str, str], str] | None = None
    watch: Callable[[list[Any]], Iterable[Any]] = iter

    def worded(self) -> Iterator[tuple[LessonItems, Item, Wording]]:
        """Yield each item with its lesson and the wording of that."""
        for lesson in self.lessons:
            wording = Wording(self.language, lesson.folder)
            yield from ((lesson, item, wording) for item in lesson.items)


def folder_of(request: ExportRequest) -> Path:
    """Return the folder for what is written as several files.

    Raises
    ------
    KitError
        When it has the name of a file: whoever typed it would look for that file.
    """
    out = request.out
    if out.suffix.lower() in _ENDINGS and not out.is_dir():
        do = f"Name a folder with --out, such as {out.stem}."
        raise KitError("These are several files, and this is the name of one.", where=str(out), do=do)
    return out


@dataclass(frozen=True)
class Format:
    """A format.

    Parameters
    ----------
    name : str
        How a teacher asks for it.
    entries : mapping
        Class of an interaction to what writes it; an interaction that is missing cannot be there.
    write : callable
        Returns the files of what is requested, with their content.
    left_out : callable
        Of an item, its interaction and the request: what it loses there, in words.
    emphasis, pictures, exemplars, guesses : bool
        Whether words can be stressed there, whether the picture of an item goes along, whether whoever marks sees
        the exemplars, and whether an item that is not scored can be there.
    notes : callable
        Of the request: what is missing of the whole, in sentences.
    refusal : callable
        Of an item, its interaction and the wording of its lesson: why the item cannot be there at all; empty when it
        can.
    pages_of : callable
        Of the request: returns what says, of an item whose answer is read from the page of the lesson, whether that is
        there, too.
    """

    name: str
    entries: Mapping[type[Interaction], Any]
    write: Callable[[ExportRequest], dict[Path, bytes]]
    left_out: Callable[[Item, Any, ExportRequest], Iterable[str]]
    emphasis: bool = False
    pictures: bool = False
    exemplars: bool = False
    guesses: bool = False
    notes: Callable[[ExportRequest], Iterable[str]] = lambda _request: ()
    refusal: Callable[[Item, Any, Wording], str] = lambda _item, _shape, _wording: ""
    pages_of: Callable[[ExportRequest], Callable[[Item], bool]] = lambda _request: lambda _item: False
