"""What every item has, whatever its kind: the shared fields, the public side, and what scoring gives back."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from kit.dates import is_day
from kit.emphasis import Emphasised, Run
from kit.quiz.blank_or_repeated import blank_texts, repeated, same_texts
from kit.quiz.data_key import Cell
from kit.quiz.interactions import Interaction
from kit.quiz.invalid_response import InvalidResponse, PublicItem
from kit.quiz.item_picture import Picture, read_picture
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Criterion, KeyFrom, Option, Part, Text, in_language
from kit.quiz.shuffle import shuffled
from kit.text import settings

Level = Literal["recall", "understand", "apply", "analyse", "evaluate"]
Use = Literal["predict", "check", "quiz", "practice"]
Sample = Literal["right", "wrong", "invalid"]
T = TypeVar("T")

_MOST_HINTS = 2
_MOST_POINTS = 100
_LONGEST_ID = 100
_ITEM_ID = re.compile(r"q-[a-z0-9]+(-[a-z0-9]+)*-[0-9]{2,}")


class Note(NamedTuple):
    """One piece of feedback: its text, the facts it rests on, and the option it is about."""

    text: str
    facts: tuple[str, ...] = ()
    option: str | None = None


class Grade(NamedTuple):
    """How much of an item is right, from 0 to 1; None when a person has yet to mark it.

    An item of several parts says of each, by its id, whether it is ``right``, ``wrong`` or ``blank``.
    """

    fraction: float | None
    notes: tuple[Note, ...] = ()
    parts: Mapping[str, str] = MappingProxyType({})


class Misconception(NamedTuple):
    """One thing that is wrong in a response: what the learner gave, in words, and the feedback that it gets."""

    given: str
    feedback: str


class Item(Part, frozen=True, kw_only=True, tag_field="kind", dict=True):
    """One assessable unit.

    Parameters
    ----------
    id : str
        A slug such as ``q-members-03``, unique in the whole bank.
    objective : str
        A slug from the objectives of the lesson.
    level : str
        recall, understand, apply, analyse or evaluate.
    stem : str or dict
        The text asked; a map of languages is allowed for every text.
    facts : tuple of str
        Row ids the item rests on.
    hints : tuple
        One or two hints, from the lighter to the stronger.
    use : str
        ``quiz``; ``check`` for an item that appears within a lesson and gives its feedback at once; ``practice`` for
        one beyond the lesson's time; ``predict`` for a guess before the data are seen, which is kept and never scored.
    as_of : str or None
        The day the item speaks of, as YYYY-MM-DD.
    key_from : KeyFrom or None
        How the key follows from the data.
    points : float
        The weight of the item.
    stem_print : str or dict
        The text asked where the kit has no screen of its own, on paper and on other platforms; empty for the stem.
    picture : Picture or None
        What is shown below the stem.
    needs_page : bool
        Whether the answer is read from the page of the lesson, such as a chart; other homes then name the item.
    documents : tuple of str
        Ids of the documents that a learner reads to answer; they are shown with the item, and printed with it.
    pool : str or None
        The pool from which the item may be drawn; without one it is always in the quiz.
    language, replaces : str
        Of an item that is written for one language, ISO 639-1, because it cannot be translated: the id of the item in
        whose place it is there. Learners of other languages do not meet it.
    """

    id: str
    objective: str
    level: Level
    stem: Text
    facts: tuple[str, ...]
    hints: tuple[Text, ...]
    use: Use = "quiz"
    as_of: str | None = None
    key_from: KeyFrom | None = None
    points: float = 1.0
    pool: str | None = None
    stem_print: Text = ""
    picture: Picture | None = None
    needs_page: bool = False
    documents: tuple[str, ...] = ()
    language: str = ""
    replaces: str = ""

    @property
    def kind(self) -> str:
        """The kind of the item, as its file names it."""
        return str(self.__struct_config__.tag)

    @property
    def keep_order(self) -> bool:
        """Whether the order of the options carries meaning, so that nobody mixes them."""
        return False

    def row_ids(self) -> set[str]:
        """Return the ids of all rows that the item and its feedback rest on."""
        return {*_named_facts(msgspec.to_builtins(self)), *self.documents}

    def parse(self, response: object) -> Any:  # noqa: ANN401 - each kind has a form of its own
        """Return any JSON value in the form that `grade` takes, or an `InvalidResponse`; never raises."""
        return self.parse_public(self._public_side, response)

    @classmethod
    @abstractmethod
    def parse_public(cls, public: PublicItem, response: object) -> Any:  # noqa: ANN401
        """Parse a response from the public side of an item alone, as an exam without keys holds it."""

    @cached_property
    def _public_side(self) -> PublicItem:
        return self.public()

    @abstractmethod
    def grade(self, parsed: Any, language: str) -> Grade:  # noqa: ANN401
        """Say how much of a parsed response is right."""

    def describe(self, response: object, language: str = "en") -> tuple[str, ...]:
        """Return a response as one reads it, without ids and codes, line by line; what was typed stays as typed.

        Returns
        -------
        tuple of str
            One line for each choice, thing or place; a text with gaps is one line. Nothing when the response is
            invalid.

        Examples
        --------
        >>> from kit.quiz.bank import load_lesson
        >>> (pre,) = (item for item in load_lesson("00").items if item.id == "q-pre-05")
        >>> pre.describe("rubber")
        ('An informal forum on a quarrel over trade',)
        """
        parsed = self.parse(response)
        return () if isinstance(parsed, InvalidResponse) else self.describe_parsed(parsed, language)

    @abstractmethod
    def describe_parsed(self, parsed: Any, language: str) -> tuple[str, ...]:  # noqa: ANN401
        """Return a parsed response in words."""

    def misconceptions(self, response: object, language: str = "en") -> tuple[Misconception, ...]:
        """Return what is wrong in a response, each with the feedback that names the misconception behind it.

        Returns
        -------
        tuple of Misconception
            One for each wrong option, thing or gap; of options that are missing one each. Nothing when all is right,
            when the response is invalid, or when a person has to judge.

        Examples
        --------
        >>> from kit.quiz.bank import load_lesson
        >>> (pre,) = (item for item in load_lesson("00").items if item.id == "q-pre-01")
        >>> pre.misconceptions(9)[0].given
        '9'
        """
        parsed = self.parse(response)
        if isinstance(parsed, InvalidResponse):
            return ()
        grade = self.grade(parsed, language)
        is_wrong = grade.fraction is not None and grade.fraction < 1
        return self.explain_errors(parsed, grade.notes, language) if is_wrong else ()

    def explain_errors(self, parsed: Any, notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:  # noqa: ANN401
        """Return the misconceptions behind a parsed response that is not wholly right, from the notes it got."""
        given = settings(language).list_joiner.join(self.describe_parsed(parsed, language))
        return (Misconception(given.strip(), general_note(notes)),)

    @abstractmethod
    def sample_response(self, sample: Sample, chance: Random | None = None) -> Any:  # noqa: ANN401 - any JSON
        """Return a response for trying things out: one that earns everything, one that does not, or an invalid one.

        Parameters
        ----------
        sample : str
            ``right``, ``wrong`` or ``invalid``.
        chance : Random, optional
            Chooses among the wrong responses, the first ones more often; without it, the first is returned.
        """

    @classmethod
    @abstractmethod
    def example(cls, public: PublicItem) -> object:
        """Return a response of the right form from the public side alone; it does not tell which one is right."""

    def compare_key(self, _cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Yield how the key differs from the cells of the data that it is said to come from."""
        what = f"The key of an item of kind {self.kind} cannot be computed."
        yield Mistake(("key_from",), what, "Take key_from out.")

    def key_ids(self) -> tuple[str, ...]:
        """Return the ids of what is right among the things to choose from; none where nothing is chosen."""
        return ()

    def map_options(self) -> tuple[Option, ...]:
        """Return the options that are places on the map, each with its code as id; none for kinds without a map."""
        return ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The rubric by which a person marks a response; none where the kit scores it."""
        return ()

    def is_same_attempt(self, _response: object, _earlier: object) -> bool:
        """Return whether a response only continues an earlier one, and so is not a new attempt."""
        return False

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring: no key, no feedback, no text of a hint."""
        shown: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "stem": in_language(self.stem, language),
            "points": self.points,
            "hints": len(self.hints),
        }
        if self.as_of:
            shown["as_of"] = self.as_of
        if self.documents:
            shown["documents"] = list(self.documents)
        if self.picture:
            alt = in_language(self.picture.alt, language)
            shown["picture"] = {"src": read_picture(Path(self.picture.file)).uri, "alt": alt}
        return shown

    def public_for(self, seed: str, language: str = "en") -> dict[str, Any]:
        """Return the public side with its options in the order in which the learner of a seed sees them."""
        shown = self.public(language)
        if "options" in shown:
            shown["options"] = self.mix(shown["options"], seed)
        return with_runs(self.arrange(shown))

    def mix(self, options: Sequence[T], seed: str) -> list[T]:
        """Return options, or their public dicts, in an order that depends on the seed."""
        return shuffled(options, f"{seed}/{self.id}", keep_order=self.keep_order)

    def anonymised(self) -> Item:
        """Return the full item under ids that say nothing, such as ``o1``; the same ones each time.

        Authors choose ids that they recognise, ``right`` or ``too-early``, and an exam without keys has to name its
        options too. The data knows the ids of before, so `key_from` is gone.
        """
        return replace(self, key_from=None)

    @classmethod
    def arrange(cls, public: dict[str, Any]) -> dict[str, Any]:
        """Return a public side with its lists in the order in which they are always shown, if there is one."""
        return public

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        if not _ITEM_ID.fullmatch(self.id):
            what = f"The item id {self.id!r} is not of the form q-topic-01."
            yield Mistake(("id",), what, "Write it like q-members-03.")
        elif len(self.id) > _LONGEST_ID:
            what = f"The item id has {len(self.id)} characters, and hand-ins have room for {_LONGEST_ID}."
            yield Mistake(("id",), what, "Write a shorter one, like q-members-03.")
        yield from blank_texts(self.stem, "stem")
        if self.stem_print:
            yield from blank_texts(self.stem_print, "stem_print")
        yield from repeated(self.documents, "document", "documents")
        yield from same_texts(self.hints, "hints", part="")
        for number, hint in enumerate(self.hints):
            yield from blank_texts(hint, "hints", number)
        if not (self.use != "predict") <= len(self.hints) <= _MOST_HINTS:
            what = f"The item has {len(self.hints)} hints."
            yield Mistake(("hints",), what, "Give one or two, the lighter one first.")
        if not self.facts:
            yield Mistake(("facts",), "The item names no fact.", "Name at least one row id that it rests on.")
        if not 0 < self.points <= _MOST_POINTS:
            what = f"An item cannot be worth {self.points} points."
            yield Mistake(("points",), what, "Write a number above 0, up to 100.")
        if self.as_of is not None and not is_day(self.as_of):
            yield Mistake(("as_of",), f"{self.as_of!r} is not a day.", 'Write it like "2023-07-13".')

    def note(self, text: Text, language: str, *, facts: tuple[str, ...] = (), option: str | None = None) -> Note:
        """Return feedback in one language, resting on the item's own facts unless it names others."""
        return Note(in_language(text, language), facts or self.facts, option)

    @abstractmethod
    def interaction(self, language: str) -> Interaction:
        """Return what formats, worksheets and key sheets show of the item."""


def with_runs(public: dict[str, Any]) -> dict[str, Any]:
    """Return a public side with plain texts alone; under ``runs``, each that has emphasis leads to its pieces."""
    runs: dict[str, list[Run]] = {}
    plain = plain_texts(public, runs)
    return {**plain, "runs": {**runs, **plain.get("runs", {})}} if runs else plain


def plain_texts(value: Any, runs: dict[str, list[Run]]) -> Any:  # noqa: ANN401 - any JSON
    """Return a value in which no text has emphasis; what had is kept in `runs`."""
    if isinstance(value, dict):
        return {name: plain_texts(part, runs) for name, part in value.items()}
    if isinstance(value, list):
        return [plain_texts(part, runs) for part in value]
    if isinstance(value, Emphasised):
        runs[str(value)] = list(value.runs)
        return str(value)
    return value


def general_note(notes: Sequence[Note]) -> str:
    """Return the last feedback that is about no option in particular; an empty text where there is none."""
    return next((note.text for note in reversed(notes) if note.option is None), "")


def likely_place(size: int, chance: Random | None) -> int:
    """Return a place below `size`: the first half the time, the second half of the rest."""
    place = 0
    while chance and place < size - 1 and chance.random() < 0.5:  # noqa: PLR2004
        place += 1
    return place


def _named_facts(part: object) -> Iterator[str]:
    """Yield what is listed under ``facts`` anywhere in a part of an item."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from value if name == "facts" else _named_facts(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from _named_facts(value)
