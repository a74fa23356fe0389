"""Items without keys: what an exam hands out, so that nothing on a student's machine can tell what is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from kit.errors import KitError
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Interaction
from kit.quiz.invalid_response import InvalidResponse, PublicItem
from kit.quiz.item import Grade, Item, Sample, with_runs
from kit.quiz.kinds.registry import KINDS
from kit.quiz.lesson_file import Minutes
from kit.quiz.parts import Part, Text
from kit.quiz.rules import Rules
from kit.text import LearnerError, reason


class SealedItem(Item, frozen=True, kw_only=True, tag="sealed"):
    """What may be shown of an item, by language; the response is kept and scored elsewhere, with the full item."""

    shown: dict[str, dict[str, Any]]
    facts: tuple[str, ...] = ()
    hints: tuple[Text, ...] = ()
    keep_order: bool = False

    @property
    def kind(self) -> str:
        """The kind of the item, as it is shown."""
        return str(next(iter(self.shown.values()))["kind"])

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know: here that is all there is."""
        return dict(self.shown.get(language) or next(iter(self.shown.values())))

    def parse(self, response: object) -> Any:  # noqa: ANN401 - each kind has a form of its own
        """Take a response of the right form; a unit may be that of any language."""
        parsed = [self.parse_public(public, response) for public in self.shown.values()]
        return next((each for each in parsed if not isinstance(each, InvalidResponse)), parsed[0])

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> Any:  # noqa: ANN401
        """Parse a response as the kind of the item does."""
        return KINDS[public["kind"]].parse_public(public, response)

    def grade(self, parsed: object, language: str) -> Grade:  # noqa: ARG002 - there is no verdict
        """Give no verdict: the response is scored elsewhere."""
        return Grade(None)

    def describe_parsed(self, parsed: object, language: str) -> tuple[str, ...]:  # noqa: ARG002
        """Return the response as it is kept: its ids have a meaning only in the full item."""
        return (str(parsed),)

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return a response of the right form, as the kind of the item does."""
        return KINDS[public["kind"]].example(public)

    @classmethod
    def arrange(cls, public: dict[str, Any]) -> dict[str, Any]:
        """Return the lists in the order of the kind of the item."""
        return KINDS[public["kind"]].arrange(public)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> object:  # noqa: ARG002
        """Return an example, whatever is asked for: which response is right is not known here."""
        return self.example(self.public())

    def interaction(self, language: str) -> Interaction:  # noqa: ARG002 - as every item
        """Refuse: what others show of an item holds its key, which a sealed one lacks."""
        do = "Use the item file from which the exam was made."
        raise KitError("A sealed item has no key to export.", where=self.id, do=do)


class Exam(Part, frozen=True, kw_only=True):
    """A file of sealed items; `lesson` is the name under which the answers are kept."""

    lesson: str
    title: str
    question: str
    objectives: dict[str, str]
    pools: dict[str, int]
    mix_items: bool = False
    rules: Rules = Rules()
    items: tuple[SealedItem, ...]
    fingerprint: str = ""


def seal_items(items: Sequence[Item], languages: Sequence[str]) -> tuple[SealedItem, ...]:
    """Return items without key, feedback and hints, with ids that say nothing and in an order that says nothing.

    Parameters
    ----------
    items : sequence of Item
        Full items.
    languages : sequence of str
        ISO 639-1; the texts of each are kept.
    """
    return tuple(
        SealedItem(
            id=item.id,
            objective=item.objective,
            level=item.level,
            stem="",  # what is shown contains it
            use=item.use,
            as_of=item.as_of,
            points=item.points,
            pool=item.pool,
            keep_order=item.keep_order,
            shown=_shown(item, languages),
        )
        for item in items
    )


def fingerprint(items: Sequence[SealedItem], pools: Mapping[str, int]) -> str:
    """Return what names a version of an exam: it changes with whatever the students see, and with nothing else.

    Of pools, that is which items are in them and how many are drawn.
    """
    shown = sorted((item.id, item.shown) for item in items)
    drawn = [sorted((item.id, item.pool) for item in items if item.pool), pools] if pools else []
    return blake2b(msgspec.json.encode([*shown, *drawn], order="sorted"), digest_size=8).hexdigest()


def _shown(item: Item, languages: Sequence[str]) -> dict[str, dict[str, Any]]:
    anonymous = item.anonymised()
    texts = {
        language: with_runs({**_sorted_lists(item, anonymous.public(language)), "hints": 0}) for language in languages
    }
    first = texts[languages[0]]
    return {language: shown for language, shown in texts.items() if shown is first or shown != first}


def _sorted_lists(item: Item, public: PublicItem) -> dict[str, Any]:
    """Put lists, but not documents, in the order of their ids: authors often write them in that of the key."""
    is_mixed = not item.keep_order
    return {
        name: sorted(part, key=_by_id) if is_mixed and isinstance(part, list) and name != "documents" else part
        for name, part in public.items()
    }


def _by_id(part: dict[str, Any] | str) -> tuple[int, str]:
    name = part if isinstance(part, str) else str(part["id"])
    return len(name), name


def exam_file(lesson: LessonItems) -> bytes:
    """Return the file of a lesson of sealed items: JSON."""
    fields = {name: getattr(lesson, name) for name in Exam.__struct_fields__}
    return msgspec.json.format(msgspec.json.encode(Exam(**fields)), indent=1) + b"\n"


def check_keys(exam: LessonItems, keys: LessonItems) -> None:
    """See that keys are those of an exam.

    Raises
    ------
    KitError
        When they are those of another version of it.
    """
    if exam.fingerprint and keys.fingerprint and exam.fingerprint != keys.fingerprint:
        raise LearnerError("exam.other_keys", where=keys.path, name=exam.path.name)


def read_exam(path: Path) -> LessonItems:
    """Read a file of sealed items.

    Raises
    ------
    KitError
        When it cannot be read, or is not an exam.
    """
    try:
        exam = msgspec.json.decode(path.read_bytes(), type=Exam)
    except OSError as error:
        raise LearnerError("exam.not_read", where=path, do="exam.ask", why=reason(error)) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise LearnerError("exam.not_exam", where=path, do="exam.ask", error=error) from None
    for item in exam.items:
        try:
            item.parse(None)
        except (LookupError, StopIteration, TypeError, AttributeError):
            raise LearnerError("exam.unknown_item", where=path, do="exam.ask", name=item.id) from None
    minutes = Minutes(teaching=0, exercises=0)
    return LessonItems(path=path, mode="exam", minutes=minutes, **msgspec.structs.asdict(exam))
