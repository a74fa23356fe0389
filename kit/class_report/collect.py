"""Collect the hand-ins of a class from a folder or a zip: what counts, what is set aside and why."""

from __future__ import annotations

import os
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from kit.answers.hand_in import Answer, Lines, parse
from kit.answers.session import utc_now
from kit.class_report.hand_in_files import find_files, is_zip, read_files
from kit.class_report.names import FILE, as_row, read_names
from kit.errors import KitError
from kit.files import is_own

Kind = Literal["unusable", "earlier", "copy"]
Begins = tuple[str, int]
Watch = Callable[[list[str]], Iterable[str]]

_LONGEST_SHOWN = 150
_CLOCKS_DIFFER = timedelta(minutes=5)


class SetAside(NamedTuple):
    """A file that does not count, and why; ``earlier`` and ``copy`` are in order, ``unusable`` is not."""

    file: str
    why: str
    kind: Kind = "unusable"


class Received(NamedTuple):
    """A hand-in that can be read.

    `number` is that of its answers, `begins` tells the first of them; `given` is the name as handed in, empty where
    the teacher has said whose file it is.
    """

    number: int
    file: str
    learner: str
    lesson: str
    at: datetime
    answers: int
    begins: Begins
    given: str = ""


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
    answers : list of (str, Answer)
        Each different answer of each lesson once.
    line : array of int
        For each answer that somebody gave its place in `answers`, one hand-in after the other, those that do not
        count too.
    sizes : list of int
        How many of them each hand-in has.
    """

    folder: Path
    received: list[Received]
    set_aside: list[SetAside]
    doubts: list[str]
    answers: list[tuple[str, Answer]]
    line: array[int]
    sizes: list[int]

    @property
    def learners(self) -> list[str]:
        """Everybody who handed in, by name."""
        return sorted({one.learner for one in self.received})

    def __str__(self) -> str:
        lessons = Counter(one.lesson for one in self.received)
        counts = ", ".join(f"lesson {lesson}: {count}" for lesson, count in sorted(lessons.items()))
        counted = f"Hand-ins that count: {len(self.received)}" + (f" ({counts})" if counts else "")
        lines = [f"{counted}. Learners: {len(self.learners)}."]
        if self.set_aside:
            lines += ["", f"Set aside: {len(self.set_aside)}"]
            lines += [f"  {each.file}: {each.why}" for each in self.set_aside]
        if self.doubts:
            lines += ["", "For you to decide:", *(f"  {doubt}" for doubt in self.doubts)]
        return "\n".join(lines)

    def to_json(self) -> bytes:
        """Return the same for a program."""
        received = [
            {"file": one.file, "learner": one.learner, "lesson": one.lesson, "at": one.at, "answers": one.answers}
            for one in self.received
        ]
        set_aside = [each._asdict() for each in self.set_aside]
        return msgspec.json.encode({"received": received, "set_aside": set_aside, "doubts": self.doubts})


def collect(folder: Path, watch: Watch = iter, clock: Callable[[], datetime] = utc_now) -> Collection:
    """Read every hand-in below a folder, or in a zip.

    Of several hand-ins of one learner for one lesson the latest counts; one that is dated in the future counts only
    where there is no other, and is a doubt. Links are not followed.

    Parameters
    ----------
    folder : pathlib.Path
        The folder, with or without folders and zips in it; or a zip, which may contain further ones.
    watch : callable
        Takes the list of files and gives them one by one, so that it may show how far it is.
    clock : callable
        Returns the time, with its time zone.

    Returns
    -------
    Collection
        What counts, and what was set aside with the reason.

    Raises
    ------
    KitError
        When there is no such folder.
    """
    if folder.is_dir():
        home, (paths, others) = folder, find_files(folder)
    elif folder.is_file() and is_zip(folder.name):
        home, paths, others = folder.parent, [folder.name], []
    else:
        raise KitError("There is no such folder.", where=str(folder), do="Look at the name of the folder or zip.")
    names = read_names(home)
    paths = [path for path in paths if path != FILE]
    handed_in: list[tuple[str, str]] = []
    set_aside = [SetAside(_shown(name), why.what) for name, why in others]
    lines, line = Lines(), array("i")
    received: list[Received] = []
    join = os.path.join  # thousands of files
    for path, content in (found for file in watch(paths) for found in read_files(join(home, file), file)):
        name = _shown(path)
        try:
            if isinstance(content, KitError):
                raise content
            if is_own(content, "class-report"):
                continue
            header, numbers = parse(content, lines)
        except KitError as error:
            set_aside.append(SetAside(name, error.what))
            continue
        handed_in.append((name, unicodedata.normalize("NFC", header.learner)))
        learner, given = names.decided(*handed_in[-1])
        line.extend(numbers)
        begins = (header.began, numbers[0])
        received.append(Received(len(received), name, learner, header.lesson, header.at, len(numbers), begins, given))
    counted, earlier, doubts = _latest(received, clock() + _CLOCKS_DIFFER)
    doubts += names.mistakes(handed_in)
    doubts += names.alike(Counter(one.learner for one in received))
    doubts += _same_answers(counted)
    sizes = [one.answers for one in received]
    return Collection(home, counted, sorted(set_aside + earlier), doubts, lines.answers, line, sizes)


def _latest(received: list[Received], end: datetime) -> tuple[list[Received], list[SetAside], list[str]]:
    """Return the hand-ins that count, those that do not, and the names that may belong to two learners."""
    by_name: dict[tuple[str, str], list[Received]] = {}
    for one in received:
        by_name.setdefault((one.learner, one.lesson), []).append(one)
    counted: list[Received] = []
    earlier: list[SetAside] = []
    doubts: list[str] = []
    for (learner, lesson), all_of_them in by_name.items():
        begun: dict[str, list[str]] = {}
        by_begin: dict[int, list[Received]] = {}
        for one in sorted(all_of_them, key=lambda one: (one.begins[0], one.at, one.file)):
            begins = begun.setdefault(one.given, [])  # names that the teacher has joined do not begin alike
            began, _ = one.begins
            if began not in begins:
                begins.append(began)
            by_begin.setdefault(begins.index(began) if one.given else 0, []).append(one)
        for number, several in enumerate(by_begin.values(), start=1):
            *before, latest = sorted(
                several, key=lambda one: (one.at <= end, not _is_before_its_answers(one), one.at, one.answers, one.file)
            )
            doubts += [
                f"Lesson {lesson}: {one.file} by {learner} is dated in the future, {one.at:%Y-%m-%d %H:%M}. "
                + (f"{latest.file} counts" if one in before else "It counts, as there is no other")
                + ". Was the clock of a computer wrong? Take out of the folder what is not to count."
                for one in several
                if one.at > end
            ]
            doubts += [
                f"Lesson {lesson}: {one.file} by {learner} is dated {one.at:%Y-%m-%d %H:%M}, before its first answer. "
                f"{latest.file} counts. Was the clock of a computer wrong? Take out of the folder what is not to count."
                for one in several
                if _is_before_its_answers(one)
            ]
            counted.append(latest if number == 1 else latest._replace(learner=f"{learner} ({number})"))
            for one in before:
                if (one.at, one.begins) == (latest.at, latest.begins):
                    earlier.append(SetAside(one.file, f"It is a copy of {latest.file}.", "copy"))
                else:
                    why = f"A later one of {learner} counts: {latest.file}."
                    if one.at > end:
                        why = f"It is dated in the future; another one of {learner} counts: {latest.file}."
                    earlier.append(SetAside(one.file, why, "earlier"))
        if len(by_begin) > 1:
            files = [several[-1].file for several in by_begin.values()]
            doubts.append(
                f"Lesson {lesson}: {' and '.join(files)} are {'all' if files[2:] else 'both'} by {learner}, but do not "
                "begin with the same answer, and count as different learners. Learners of one name? Write a row "
                f"for each file into {FILE} beside the hand-ins, with a name of its own: "
                f"{as_row(files[-1], f'{learner} B')}. One learner, two computers? Write the same name in each row."
            )
    return counted, earlier, doubts


def _is_before_its_answers(one: Received) -> bool:
    """Return whether a clock that fell back has dated a hand-in before the first answer in it."""
    try:
        return one.at < datetime.fromisoformat(one.begins[0]) - _CLOCKS_DIFFER
    except (ValueError, TypeError):
        return False


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


def _shown(name: str) -> str:
    """Return the name of a file without signs that would change the screen, and not longer than a line."""
    if not (name.isascii() and name.isprintable()):
        name = name.encode(errors="surrogateescape").decode(errors="replace")
        name = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return name if len(name) <= _LONGEST_SHOWN else f"…{name[-_LONGEST_SHOWN:]}"
