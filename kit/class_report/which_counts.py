"""Which of a learner's hand-ins counts, and what a teacher has to decide."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from kit.answers.attempt import FIRST_KIT
from kit.class_report.names import FILE, as_row

Kind = Literal["unusable", "earlier", "copy"]
Begins = tuple[str, int]

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


def which_count(received: list[Received], now: datetime) -> tuple[list[Received], list[SetAside], list[str]]:
    """Return the hand-ins that count, those that do not, and what only the teacher can decide.

    Of several hand-ins of one learner for one lesson the latest counts; one from the future only where there is no
    other. Hand-ins of one name that do not begin with the same answer count as different learners.
    """
    end = now + _CLOCKS_DIFFER
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
                several, key=lambda one: (one.at <= end, not _is_too_early(one), one.at, one.answers, one.file)
            )
            doubts += [
                f"Lesson {lesson}: {one.file} by {learner} is dated in the future, {one.at:%Y-%m-%d %H:%M}. "
                + (f"{latest.file} counts" if one in before else "It counts, as there is no other")
                + ". Was the clock of a computer wrong? Take out of the folder what is not to count."
                for one in several
                if one.at > end
            ]
            doubts += [
                f"Lesson {lesson}: {one.file} by {learner} is dated {one.at:%Y-%m-%d %H:%M}, "
                f"{'before its first answer' if _is_before_its_answers(one) else 'before there was a kit'}. "
                f"{latest.file} counts. Was the clock of a computer wrong? Take out of the folder what is not to count."
                for one in several
                if _is_too_early(one)
            ]
            doubts += [
                f"Lesson {lesson}: {latest.file} by {learner} has a later date than {one.file}, but fewer answers, and "
                "counts. Was the clock of a computer wrong? Take out of the folder what is not to count."
                for one in before
                if one.answers > latest.answers and one.begins[0] == latest.begins[0]
                if one.at <= end and not _is_too_early(one)
            ]
            counted.append(latest if number == 1 else latest._replace(learner=f"{learner} ({number})"))
            for one in before:
                if (one.at, one.begins, one.answers) == (latest.at, latest.begins, latest.answers):
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
                f"for each file into {FILE} next to the hand-ins, with a name of its own: "
                f"{as_row(files[-1], f'{learner} B')}. One learner, two computers? Write the same name in each row."
            )
    return counted, earlier, doubts


def same_answers(counted: list[Received]) -> list[str]:
    """Name the learners whose answers to a lesson begin with the same one, at the same millisecond."""
    begun: dict[tuple[str, Begins], list[str]] = {}
    for one in counted:
        begun.setdefault((one.lesson, one.begins), []).append(one.learner)
    return [
        f"Lesson {lesson}: {' and '.join(sorted(names))} handed in the same answers. One learner, or a copy?"
        for (lesson, _), names in begun.items()
        if len(names) > 1
    ]


def _is_too_early(one: Received) -> bool:
    """Return whether a clock that fell back has dated a hand-in before its first answer, or before there was a kit."""
    return one.at < FIRST_KIT or _is_before_its_answers(one)


def _is_before_its_answers(one: Received) -> bool:
    try:
        return one.at + _CLOCKS_DIFFER < datetime.fromisoformat(one.begins[0])
    except (ValueError, TypeError, OverflowError):
        return False
