"""Which of a learner's hand-ins counts, and what a teacher has to decide."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Literal, NamedTuple

from kit.answers.attempt import FIRST_KIT
from kit.class_report.names import FILE, as_row
from kit.suggest import name_list

Kind = Literal["unusable", "earlier", "copy"]
Begins = tuple[str, int]

_AT = "%Y-%m-%d %H:%M %Z"  # not the time of the classroom
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
    counted: list[Received] = []
    earlier: list[SetAside] = []
    doubts: list[str] = []
    learners = {one.learner for one in received}
    for of_one_name in _grouped(received, lambda one: (one.learner, one.lesson)):
        people = _people(of_one_name)
        for several, name in zip(people, _names_apart(of_one_name[0].learner, learners), strict=False):
            *before, latest = sorted(several, key=lambda one: _rank(one, end))
            doubts += filter(None, (_doubt(one, latest, end) for one in several))
            counted.append(latest._replace(learner=name))
            earlier += [_set_aside(one, latest, end) for one in before]
        if len(people) > 1:
            doubts.append(_several_of_one_name([several[-1] for several in people]))
    return counted, earlier, doubts


def same_answers(counted: list[Received], timed: Mapping[int, Hashable]) -> list[str]:
    """Name the learners whose answers to a lesson begin with the same one, at the same millisecond, or are all alike.

    `timed` gives by the number of a hand-in what is that of another one only where each answer took as many seconds.
    """
    keys: list[Callable[[Received], Hashable]] = [
        lambda one: (one.lesson, one.begins),
        lambda one: (one.lesson, timed.get(one.number, (one.number,))),
    ]
    groups = [group for key in keys for group in _grouped(counted, key) if len(group) > 1]
    alike = [(group[0].lesson, {one.learner for one in group}) for group in groups]
    return [
        f"Lesson {lesson}: {name_list(sorted(names))} handed in the same answers. One learner, or a copy?"
        for place, (lesson, names) in enumerate(alike)
        if not any(lesson == other and names < more for other, more in alike) and (lesson, names) not in alike[:place]
    ]


def changed_first_answers(
    received: list[Received], firsts: Callable[[int], Mapping[tuple[str, str], Hashable]]
) -> list[str]:
    """Name hand-ins in which an answer that was the first one is another than in an earlier one of the same answers.

    `firsts` gives the first answers of a hand-in, by its number: each by the item and the version of its exam.
    """
    found = []
    for several in _grouped(received, lambda one: (one.given or one.learner, one.lesson, one.begins[0])):
        earliest, *others = sorted(several, key=lambda one: (one.at, one.answers, one.file))
        for other in others:
            was, now = firsts(earliest.number), firsts(other.number)
            if changed := sorted(each[0] for each in was.keys() & now.keys() if was[each] != now[each]):
                found.append(
                    f"Lesson {other.lesson}: {other.file} by {other.learner} has another first answer than "
                    f"{earliest.file} to {name_list(changed)}. No program changes a first answer. Was a file edited?"
                )
    return found


def _grouped(received: Iterable[Received], key: Callable[[Received], Hashable]) -> list[list[Received]]:
    groups: dict[Hashable, list[Received]] = {}
    for one in received:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _people(of_one_name: list[Received]) -> list[list[Received]]:
    """Return the hand-ins of each learner of one name: those that begin with the same answer are by one learner.

    Hand-ins of different names that the teacher has joined do not begin alike: the first learners of each are one.
    """
    begun: dict[str, list[str]] = {}
    people: dict[int, list[Received]] = {}
    for one in sorted(of_one_name, key=lambda one: (one.begins[0], one.at, one.file)):
        begins = begun.setdefault(one.given, [])
        if one.begins[0] not in begins:
            begins.append(one.begins[0])
        people.setdefault(begins.index(one.begins[0]) if one.given else 0, []).append(one)
    return list(people.values())


def _names_apart(name: str, others: set[str]) -> Iterator[str]:
    """Yield a name, then further ones for learners who have it too, each of which no other learner has."""
    yield name
    yield from (new for number in count(2) if (new := f"{name} ({number})") not in others)


def _rank(one: Received, end: datetime) -> tuple[bool, bool, datetime, int, str]:
    """Return what says which hand-in is the latest, where dates that cannot be right come first."""
    return one.at <= end, not _is_too_early(one), one.at, one.answers, one.file


def _set_aside(one: Received, latest: Received, end: datetime) -> SetAside:
    if (one.at, one.begins, one.answers) == (latest.at, latest.begins, latest.answers):
        return SetAside(one.file, f"It is a copy of {latest.file}.", "copy")
    if one.at > end:
        why = f"It is dated in the future; another one of {one.learner} counts: {latest.file}."
    else:
        why = f"A later one of {one.learner} counts: {latest.file}."
    return SetAside(one.file, why, "earlier")


def _doubt(one: Received, latest: Received, end: datetime) -> str:
    """Return what is strange about the date of a hand-in, for the teacher; empty where nothing is."""
    if one.at > end:
        counts = "It counts, as there is no other." if one is latest else f"{latest.file} counts in its place."
        what = f"{one.file} by {one.learner} is dated in the future, {one.at:{_AT}}. {counts}"
    elif _is_too_early(one):
        before = "its first answer" if _is_before_its_answers(one) else "there was a kit"
        what = f"{one.file} by {one.learner} is dated {one.at:{_AT}}, before {before}. {latest.file} counts."
    elif one.answers > latest.answers and one.begins[0] == latest.begins[0]:
        what = f"{latest.file} by {one.learner} has a later date than {one.file}, but fewer answers, and counts."
    else:
        return ""
    remedy = "Was the clock of a computer wrong? Take out of the folder what is not to count."
    return f"Lesson {one.lesson}: {what} {remedy}"


def _several_of_one_name(people: list[Received]) -> str:
    """Return what the teacher can do about learners of one name, each with a hand-in."""
    files, last = [one.file for one in people], people[-1]
    how_many = "all" if files[2:] else "both"
    return (
        f"Lesson {last.lesson}: {name_list(files)} are {how_many} by {last.learner}, but do "
        "not begin with the same answer, and count as different learners. Learners of one name? Write a row "
        f"for each file into {FILE} next to the hand-ins, with a name of its own: "
        f"{as_row(last.file, f'{last.learner} B')}. One learner, two computers? Write the same name in each row."
    )


def _is_too_early(one: Received) -> bool:
    """Return whether a clock that fell back has dated a hand-in before its first answer, or before there was a kit."""
    return one.at < FIRST_KIT or _is_before_its_answers(one)


def _is_before_its_answers(one: Received) -> bool:
    try:
        return one.at + _CLOCKS_DIFFER < datetime.fromisoformat(one.begins[0])
    except (ValueError, TypeError, OverflowError):
        return False
