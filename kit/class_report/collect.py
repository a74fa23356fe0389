"""Collect the hand-ins of a class from a folder or a zip: what counts, what is set aside and why."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import msgspec
import numpy as np

from kit.answers.hand_in import Answer, Lines, parse
from kit.answers.session import utc_now
from kit.class_report.hand_in_files import DATABASE, find_files, is_zip, read_many
from kit.class_report.names import is_table, read_names
from kit.class_report.which_counts import Received, SetAside, changed_first_answers, same_answers, which_count
from kit.errors import KitError
from kit.files import is_own

Watch = Callable[[list[str]], Iterable[str]]

_LONGEST_SHOWN = 150
_FEW_ANSWERS = 6  # so many may be the same, each in the same second, by chance
_OF_TEACHERS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet", ".yaml", ".yml", *DATABASE)


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
    passed_over : list of str
        Tables, reports, items and databases, which teachers have and learners do not hand in.
    """

    folder: Path
    received: list[Received]
    set_aside: list[SetAside]
    doubts: list[str]
    answers: list[tuple[str, Answer]]
    line: array[int]
    sizes: list[int]
    passed_over: list[str] = field(default_factory=list)

    @cached_property
    def learners(self) -> list[str]:
        """Everybody who handed in, by name: s2 before s10, and capitals next to small letters."""
        return sorted({one.learner for one in self.received}, key=_in_order)

    def __str__(self) -> str:
        lessons = Counter(one.lesson for one in self.received)
        counts = ", ".join(f"{lesson}: {count}" for lesson, count in sorted(lessons.items()))
        counted, learners = len(self.received), len(self.learners)
        by_lesson = f"Hand-ins that count: {counted} (lessons {counts}). Learners: {learners}."
        lines = [by_lesson if counts else f"Hand-ins that count: {counted}. Learners: {learners}."]
        if self.set_aside:
            lines += ["", f"Set aside: {len(self.set_aside)}"]
            lines += [f"  {each.file}: {each.why}" for each in self.set_aside]
        if self.passed_over:
            lines += ["", f"Passed over, as learners do not hand in such files: {', '.join(self.passed_over)}"]
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
        return msgspec.json.encode(
            {"received": received, "set_aside": set_aside, "passed_over": self.passed_over, "doubts": self.doubts}
        )


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
        When there is no such folder, or ``names.csv`` in it has something to fix.
    """
    home, paths, others = _files_of(folder)
    names = read_names(home)
    paths = [path for path in paths if path != names.path.name]
    passed_over: list[str] = []
    handed_in: list[tuple[str, str]] = []
    set_aside = [SetAside(_shown(name), why.what) for name, why in others]
    lines, line = Lines(), array("i")
    received: list[Received] = []
    files = zip(watch(paths), read_many(home, paths), strict=True)
    for path, content in (found for _, found_in_file in files for found in found_in_file):
        name = _shown(path)
        try:
            if isinstance(content, KitError):
                raise content
            header, numbers = parse(content, lines)
        except KitError as error:
            if _is_a_teachers(path, content):
                passed_over.append(name)
            else:
                set_aside.append(SetAside(name, error.what))
            continue
        handed_in.append((name, unicodedata.normalize("NFC", header.learner)))
        learner, given = names.decided(*handed_in[-1])
        line.extend(numbers)
        begins = (header.began, numbers[0])
        received.append(Received(len(received), name, learner, header.lesson, header.at, len(numbers), begins, given))
    counted, earlier, doubts = which_count(received, clock())
    doubts += [f"{each} is not used. Write its rows into {names.path}." for each in passed_over if is_table(each)]
    doubts += names.mistakes(handed_in)
    doubts += names.alike(Counter(one.learner for one in received))
    sizes = [one.answers for one in received]
    said = _Said(lines.answers, line, sizes)
    doubts += changed_first_answers(received, said.firsts)
    doubts += same_answers(counted, said.timed())
    return Collection(home, counted, sorted(set_aside + earlier), doubts, lines.answers, line, sizes, passed_over)


def _files_of(folder: Path) -> tuple[Path, list[str], list[tuple[str, KitError]]]:
    """Return where hand-ins are, the names of their files there, and what is neither file nor folder."""
    if folder.is_dir():
        return (folder, *find_files(folder))
    if folder.is_file() and is_zip(folder):
        return folder.parent, [folder.name], []
    do = "Look at the name of the folder or zip."
    if folder.exists():
        do = f"Name the folder or zip that it is in: {folder.parent}"
    raise KitError("There is no such folder.", where=str(folder), do=do)


class _Said:
    """What each hand-in says, by its number."""

    def __init__(self, answers: Sequence[tuple[str, Answer]], line: array[int], sizes: Sequence[int]) -> None:
        self._answers, self._line = answers, line
        self._ends = [*accumulate(sizes, initial=0)]

    def _numbers(self, number: int) -> array[int]:
        return self._line[self._ends[number] : self._ends[number + 1]]

    def firsts(self, number: int) -> dict[tuple[str, str], Hashable]:
        """Return the first answers by item and version of an exam."""
        answers = (self._answers[each][1] for each in self._numbers(number))
        return {(answer.item, answer.fingerprint): bytes(answer.first) for answer in answers}

    def timed(self) -> dict[int, Hashable]:
        """Return by the number of a hand-in what only a copy has too: all answers, each in as many seconds."""
        if not self._line:
            return {}
        line, starts, sizes = np.asarray(self._line), np.array(self._ends[:-1]), np.diff(self._ends)
        seconds = np.array([bool(answer.seconds) for _, answer in self._answers])
        is_telling = np.logical_and.reduceat(seconds[line], starts) & (sizes >= _FEW_ANSWERS)
        marks = np.random.default_rng().integers(2**63, size=len(self._answers))
        sums = np.add.reduceat(marks[line], starts)  # answers in any order have one sum; others never in practice
        return {int(number): int(sums[number]) for number in np.flatnonzero(is_telling)}


def _in_order(name: str) -> tuple[list[str | int], str]:
    """Return what names are sorted by: their letters, and the numbers in them by size."""
    parts = re.split(r"(\d+)", name.casefold())
    return [int(part) if at % 2 else part for at, part in enumerate(parts)], name


def _is_a_teachers(path: str, content: bytes | KitError) -> bool:
    """Return whether a file is of a kind that teachers keep next to hand-ins; a hand-in in another form is not."""
    name = path.rpartition("/")[2].casefold()
    said = content if isinstance(content, bytes) else b""
    if name.startswith("hand-in-") or b'"hand_in"' in said:
        return False
    is_exam = said.startswith(b"{") and b'"objectives"' in said and b'"fingerprint"' in said
    is_report = is_own(said, "class-report") or is_own(said, "learner-report")
    return name.endswith(_OF_TEACHERS) or is_exam or is_report


def _shown(name: str) -> str:
    """Return the name of a file without signs that would change the screen, and not longer than a line."""
    if not (name.isascii() and name.isprintable()):
        name = name.encode(errors="surrogateescape").decode(errors="replace")
        name = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return name if len(name) <= _LONGEST_SHOWN else f"…{name[-_LONGEST_SHOWN:]}"
