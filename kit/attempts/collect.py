"""Collect the hand-ins of a class from a folder: what counts, what is set aside and why; nothing stops the rest."""

from __future__ import annotations

import os
import stat
import unicodedata
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from kit.attempts.hand_in import LARGEST, Answer, HandIn, parse
from kit.errors import KitError

Kind = Literal["unusable", "earlier", "copy"]
Begins = tuple[str, str, float | None]
Watch = Callable[[list[Path]], Iterable[Path]]

_LONGEST_SHOWN = 150
# A link is not followed, a pipe not waited for; Windows has neither flag.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class SetAside(NamedTuple):
    """A file that does not count, and why; ``earlier`` and ``copy`` are in order, ``unusable`` is not."""

    file: str
    why: str
    kind: Kind = "unusable"


class Received(NamedTuple):
    """A hand-in that can be read; `number` is that of its answers in the columns, `begins` tells its first answer."""

    number: int
    file: str
    learner: str
    lesson: str
    at: datetime
    answers: int
    begins: Begins


@dataclass
class Columns:
    """All answers of all hand-ins, one place in each column; responses by their place in a list of different ones."""

    responses: dict[tuple[str, bytes], int] = field(default_factory=dict)
    hand_in: array[int] = field(default_factory=lambda: array("i"))
    first: array[int] = field(default_factory=lambda: array("i"))
    last: array[int] = field(default_factory=lambda: array("i"))
    tries: array[int] = field(default_factory=lambda: array("i"))
    hints: array[int] = field(default_factory=lambda: array("b"))
    seconds: array[float] = field(default_factory=lambda: array("f"))

    def add(self, number: int, answers: list[Answer]) -> None:
        """Put the answers of one hand-in below the others; no time is -1."""
        code = self.responses.setdefault
        known = self.responses
        self.hand_in.extend([number] * len(answers))
        self.first.extend([code((one.item, bytes(one.first)), len(known)) for one in answers])
        self.last.extend([code((one.item, bytes(one.last)), len(known)) for one in answers])
        self.tries.extend([one.tries for one in answers])
        self.hints.extend([one.hints for one in answers])
        self.seconds.extend([-1.0 if one.seconds is None else one.seconds for one in answers])


@dataclass(frozen=True)
class Collection:
    """The hand-ins of a class.

    Parameters
    ----------
    folder : Path
        Where they are.
    received : list of Received
        The hand-ins that count: for each learner and lesson the latest.
    set_aside : list of SetAside
        Files that do not count.
    doubts : list of str
        What only the teacher can decide: one name used twice, one set of answers under two names.
    columns : Columns
        The answers of all hand-ins that could be read.
    """

    folder: Path
    received: list[Received]
    set_aside: list[SetAside]
    doubts: list[str]
    columns: Columns

    @property
    def learners(self) -> list[str]:
        """Everybody who handed in, by name."""
        return sorted({one.learner for one in self.received})


def collect(folder: Path, watch: Watch = iter) -> Collection:
    """Read every hand-in below a folder.

    Of several hand-ins of one learner for one lesson the latest counts. Links are not followed and packed files are
    not opened.

    Parameters
    ----------
    folder : pathlib.Path
        The folder, with or without folders in it.
    watch : callable
        Takes the list of files and gives them one by one, so that it may show how far it is.

    Returns
    -------
    Collection
        What counts, and what was set aside with the reason.

    Raises
    ------
    KitError
        When there is no such folder.
    """
    if not folder.is_dir():
        raise KitError("There is no such folder.", where=str(folder), do="Look at the name of the folder.")
    paths, set_aside = _files(folder)
    columns = Columns()
    received: list[Received] = []
    for path in watch(paths):
        name = _shown(path, folder)
        try:
            header, answers = read(path)
        except KitError as error:
            set_aside.append(SetAside(name, error.what))
            continue
        learner = unicodedata.normalize("NFC", header.learner)
        columns.add(len(received), answers)
        begins = (answers[0].item, answers[0].at, answers[0].seconds)
        received.append(Received(len(received), name, learner, header.lesson, header.at, len(answers), begins))
    counted, earlier, doubts = _latest(received)
    return Collection(folder, counted, sorted(set_aside + earlier), doubts + _same_answers(counted), columns)


def read(path: Path) -> HandIn:
    """Read one hand-in.

    Raises
    ------
    KitError
        When it is none, or cannot be used.
    """
    try:
        handle = os.open(path, _FLAGS)
        with open(handle, "rb") as file:  # noqa: PTH123 - a handle, which no path opens with these flags
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise KitError("It is no file.")
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise KitError(f"It cannot be opened: {error.strerror or error}.") from None
    if len(content) > LARGEST:
        raise KitError(f"It is too large for a hand-in ({about.st_size / 1e6:,.0f} MB).")
    return parse(content)


def _files(folder: Path) -> tuple[list[Path], list[SetAside]]:
    """Return all files below a folder in the order of their names, and what is neither file nor folder."""
    found: list[Path] = []
    set_aside: list[SetAside] = []
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                inside = list(entries)
        except OSError as error:
            name = _shown(Path(error.filename or folder), folder)
            set_aside.append(SetAside(name, f"The folder cannot be opened: {error.strerror or error}."))
            continue
        for entry in inside:
            if entry.is_symlink():
                set_aside.append(SetAside(_shown(Path(entry.path), folder), "It is a link, which is not followed."))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                found.append(Path(entry.path))
    return sorted(found), set_aside


def _latest(received: list[Received]) -> tuple[list[Received], list[SetAside], list[str]]:
    """Return the hand-ins that count, those that do not, and the names that may belong to two learners."""
    by_name: dict[tuple[str, str], list[Received]] = {}
    for one in received:
        by_name.setdefault((one.learner, one.lesson), []).append(one)
    counted: list[Received] = []
    earlier: list[SetAside] = []
    doubts: list[str] = []
    for (learner, lesson), several in by_name.items():
        *before, latest = sorted(several, key=lambda one: (one.at, one.answers, one.file))
        counted.append(latest)
        for one in before:
            if (one.at, one.begins) == (latest.at, latest.begins):
                earlier.append(SetAside(one.file, f"It is a copy of {latest.file}.", "copy"))
                continue
            earlier.append(SetAside(one.file, f"A later one of {learner} counts: {latest.file}.", "earlier"))
            if one.begins != latest.begins:
                doubts.append(
                    f"Lesson {lesson}: {one.file} and {latest.file} are both by {learner}, but do not begin with the "
                    "same answer. Two learners of one name, or two computers?"
                )
    return counted, earlier, doubts


def _same_answers(counted: list[Received]) -> list[str]:
    """Name the learners whose answers to a lesson begin with the same one, at the same millisecond."""
    begun: dict[tuple[str, Begins], list[str]] = {}
    for one in counted:
        begun.setdefault((one.lesson, one.begins), []).append(one.learner)
    return [
        f"Lesson {lesson}: {' and '.join(sorted(names))} handed in the same answers. One learner, or a copy?"
        for (lesson, _), names in begun.items()
        if len(names) > 1
    ]


def _shown(path: Path, folder: Path) -> str:
    """Return the name of a file inside the folder, without signs that would change the screen."""
    name = path.relative_to(folder).as_posix().encode(errors="surrogateescape").decode(errors="replace")
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return shown if len(shown) <= _LONGEST_SHOWN else f"…{shown[-_LONGEST_SHOWN:]}"
