"""A class as it is now: what was kept of its answers, who is where, and what the teacher has locked or revealed."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Protocol, TypeVar

import msgspec
from msgspec import Meta

from kit.answers.session import utc_now
from kit.errors import KitError
from kit.live.arrivals import LOCKED, Judge, Refused
from kit.live.class_measures import ClassNow, class_now
from kit.live.database import Database, Line, Mark
from kit.quiz.bank import LessonItems, read_file
from kit.quiz.item import Item
from kit.text import languages
from kit.translations import ENGLISH

Flag = Literal["locked", "revealed"]
REVEALED = "revealed"
_MOST_OF_ONE = 4_000_000  # characters of the lines of one learner; a course has a few hundred thousand
_MOST_LESSONS = 100  # in which one learner has lines
_AWAY_SECONDS = 45  # a page says every four or ten seconds that it is there
_DAY_MINUTES = 12 * 60  # whoever was not heard of for so long was not there today
_FULL = "there are too many lines already"
_Made = TypeVar("_Made")


class Place(msgspec.Struct, frozen=True):
    """Where a learner is: the lesson, its step, and whether the hand is up.

    `pressed` says whether this page has moved the hand since the class heard of it; else another page may know better.
    """

    lesson: Annotated[str, Meta(max_length=20)] = ""
    step: Annotated[int, Meta(ge=0, le=999)] = 0
    hand: bool = False
    pressed: bool = True


class Seen(NamedTuple):
    """When a learner was last heard of, where she is, and since when the hand is up."""

    at: datetime
    place: Place
    hand_since: datetime | None = None


class Receipt(NamedTuple):
    """The ids of the attempts that are on the disk, and the lines that are not kept."""

    kept: list[str]
    refused: list[Refused]


class Door(Protocol):
    """Where learners without accounts come in: address, class code, and the PINs with which names are handed over."""

    @property
    def address(self) -> str:
        """The address that learners open."""

    @property
    def code(self) -> str:
        """The class code."""

    @property
    def qr(self) -> str:
        """The QR code of the address, as SVG."""

    @property
    def pins(self) -> Mapping[str, str]:
        """The PINs that wait for a device, by name."""

    @property
    def names(self) -> Sequence[str]:
        """Everybody who has come in."""

    def hand_over(self, name: str) -> None:
        """Make a PIN with which the next device gets a name."""

    def remove_unused(self, here: Collection[str]) -> None:
        """Take away the names that have no answer, apart from those of learners who are here."""


class LiveClass:
    """The class behind the service.

    Parameters
    ----------
    bank : sequence of LessonItems
        The lessons, with their keys.
    database : Database
        Where answers are kept.
    clock : callable
        Returns the time, with its time zone.
    language : str
        Language of the board unless it asks for another one, ISO 639-1.
    door : Door, optional
        Where learners come in, in a class without accounts.
    """

    def __init__(
        self,
        bank: Sequence[LessonItems],
        database: Database,
        clock: Callable[[], datetime] = utc_now,
        *,
        language: str = "en",
        door: Door | None = None,
    ) -> None:
        self.bank = {lesson.lesson: lesson for lesson in bank}
        self.database, self.clock = database, clock
        self.judge = Judge(bank)
        self.lesson, self.language = next(iter(self.bank), ""), language
        self.door = door
        self.seen: dict[str, Seen] = {}
        self.numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)  # of pseudonyms on the boards, by lesson
        self.flags = frozenset(database.flags())
        self._revealed = self._keys()
        self.listeners: set[asyncio.Event] = set()
        self._lines: dict[str, tuple[int, list[Line]]] = {}
        self._measurer = ThreadPoolExecutor(1, "class-measures")
        self._sizes: dict[str, Counter[str]] = {}
        self._writer = ThreadPoolExecutor(1, "class-database")

    async def renew(self, bank: Sequence[LessonItems]) -> None:
        """Take further lessons, and newer ones in the place of those of the same number, while the class goes on."""
        self.bank.update({lesson.lesson: lesson for lesson in bank})
        _read.cache_clear()
        self.judge = Judge(tuple(self.bank.values()))
        self._revealed = await self.measured(self._keys)
        self.tell()

    async def receive(self, learner: str, body: bytes) -> Receipt:
        """Keep the lines of a learner; when this returns, those that are named are on the disk.

        Raises
        ------
        KitError
            When the database cannot keep them; then they may be sent again.
        """
        now = self.clock()
        arrived = self.judge.read(body, learner, now, lambda lesson, item: (lesson, item, LOCKED) in self.flags)
        lines = await self._fitting(learner, arrived.lines)
        refused = [*arrived.refused, *(Refused(0, line.id, _FULL) for line in arrived.lines if line not in lines)]
        late = [each.attempt_id for each in refused if each.why in {LOCKED, _FULL}]
        known = await self.in_database(self.database.known, learner, late) if late else set()
        if lines:
            await self.in_database(self.database.keep, lines)
            self.note(learner, now)
        refused = [each for each in refused if each.attempt_id not in known]
        return Receipt([*(line.id for line in lines if line.verdict is not None), *sorted(known)], refused)

    async def _fitting(self, learner: str, lines: Sequence[Line]) -> list[Line]:
        """Return the lines for which a learner has room."""
        sizes = self._sizes.get(learner)
        if sizes is None or not _fit(sizes, lines):  # a line that was sent twice was counted twice
            sizes = self._sizes[learner] = Counter(await self.in_database(self.database.sizes, learner))
        found = []
        for line in lines:
            if _fit(sizes, [line]):
                sizes[line.lesson] += len(line.line)
                found.append(line)
        return found

    async def lines_of(self, learner: str) -> list[str]:
        """Return the lines of a learner, each with its line break."""
        return [line.line for line in await self.in_database(self.database.lines, None, learner)]

    def place(self, learner: str, place: Place) -> None:
        """Note where a learner is; her hand stays as it is where this page has not moved it."""
        before = self.seen.get(learner)
        if before and not place.pressed:
            place = msgspec.structs.replace(place, hand=before.place.hand)
        self.note(learner, self.clock(), place)

    def note(self, learner: str, now: datetime, place: Place | None = None) -> None:
        """Note that a learner was heard of, and tell the boards."""
        before = self.seen.get(learner)
        place = place or (before.place if before else Place())
        since = (before.hand_since if before and before.place.hand else now) if place.hand else None
        self.seen[learner] = Seen(now, place, since)
        self.tell()

    def here(self) -> set[str]:
        """Return whose page was heard of a moment ago."""
        now = self.clock()
        return {name for name, seen in self.seen.items() if not minutes_away(seen, now)}

    async def remove_unused(self) -> None:
        """Take away the names that have no answer, apart from those of learners who are here."""
        if self.door is not None:
            await self.in_database(self.door.remove_unused, self.here())
            names = set(self.door.names)
            self.seen = {name: seen for name, seen in self.seen.items() if name in names}
        self.tell()

    def state(self, name: str) -> dict[str, Any]:
        """Return what a learner has to know; of what is revealed the key in words, by language."""
        locked = sorted(item for _, item, flag in self.flags if flag == LOCKED)
        seen = self.seen.get(name)
        has_hand = bool(seen and seen.place.hand)
        return {"name": name, "lesson": self.lesson, "hand": has_hand, "locked": locked, "revealed": self._revealed}

    async def set_flags(self, lesson: str, items: Sequence[str], flag: Flag, *, is_set: bool) -> None:
        """Lock or reveal items of a lesson, or take that back."""
        await self.in_database(partial(self.database.set_flags, lesson, items, flag, is_set=is_set))
        named = {(lesson, item, str(flag)) for item in items}
        self.flags = self.flags | named if is_set else self.flags - named
        self._revealed = await self.measured(self._keys)
        self.tell()

    def _keys(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the key of each item that is revealed, by language."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for lesson, name, flag in self.flags:
            if flag == REVEALED and (lesson, name) in self.judge.items:
                found[name] = {
                    language: key_of(item, language)
                    for language in languages()
                    for item in self.lesson_in(lesson, language).items
                    if item.id == name
                }
        return found

    async def set_mark(self, mark: Mark) -> None:
        """Keep the teacher's mark for a line of the rubric."""
        await self.in_database(self.database.set_marks, [mark])
        self.tell()

    def tell(self) -> None:
        """Tell the boards that something has changed."""
        for listener in self.listeners:
            listener.set()

    async def now(self, lesson: str, language: str) -> ClassNow:
        """Return a lesson of the class as it is now, measured while the service goes on."""
        self.seen = {name: seen for name, seen in self.seen.items() if minutes_away(seen, self.clock()) < _DAY_MINUTES}
        place, known = self._lines.get(lesson, (0, []))
        if known and await self.in_database(self.database.count, lesson, place) != len(known):
            place, known = 0, []  # a learner was forgotten
        place, new = await self.in_database(self.database.lines_after, place, lesson)
        lines = [*known, *new]
        self._lines[lesson] = place, lines
        marks = await self.in_database(self.database.marks)
        return await self.measured(class_now, lines, marks, self.lesson_in(lesson, language), language)

    def lesson_in(self, lesson: str, language: str) -> LessonItems:
        """Return a lesson of the class with its texts in a language, else as it is: its file may be gone by now."""
        found = self.bank[lesson]
        with suppress(KitError):
            return found if language == ENGLISH else _read(found.path, language)
        return found

    async def measured(self, function: Callable[..., _Made], *values: object) -> _Made:
        """Return what a function that takes its time gives, while the service takes answers."""
        return await asyncio.get_running_loop().run_in_executor(self._measurer, partial(function, *values))

    async def in_database(self, function: Callable[..., _Made], *values: object) -> _Made:
        """Return what a function of the database gives, without holding up the others."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, partial(function, *values))


def minutes_away(seen: Seen, now: datetime) -> int:
    """Return for how many minutes nothing was heard of a learner; 0 for one who is here."""
    seconds = abs((now - seen.at).total_seconds())  # a clock that is put back makes nobody stay who has left
    return 0 if seconds < _AWAY_SECONDS else max(1, round(seconds / 60))


def _fit(sizes: Counter[str], lines: Sequence[Line]) -> bool:
    """Return whether a learner who has lines of these sizes, by lesson, has room for more."""
    lessons = sizes.keys() | {line.lesson for line in lines}
    return sizes.total() + sum(len(line.line) for line in lines) <= _MOST_OF_ONE and len(lessons) <= _MOST_LESSONS


@cache
def _read(path: Path, language: str) -> LessonItems:
    return read_file(path, language=language, whole=True)


def key_of(item: Item, language: str) -> tuple[str, ...]:
    """Return what is right, in words, line by line; nothing where a person marks."""
    return () if item.criteria else item.describe(item.sample_response("right"), language)
