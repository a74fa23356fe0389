"""Items without keys: what an exam hands out, so that nothing on a student's machine can tell what is right."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from kit.errors import KitError
from kit.quiz.bank import LessonItems
from kit.quiz.item import Grade, Item, Part, Text
from kit.quiz.kinds import KINDS
from kit.quiz.lesson_file import Minutes
from kit.quiz.rules import Rules
from kit.quiz.unreadable import unreadable


class SealedItem(Item, frozen=True, kw_only=True, tag="sealed"):
    """What may be shown of an item, by language; the response is kept and scored elsewhere, with the full item."""

    shown: dict[str, dict[str, Any]]
    facts: tuple[str, ...] = ()
    hints: tuple[Text, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the item, as it is shown."""
        return str(next(iter(self.shown.values()))["kind"])

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know: here that is all there is."""
        return dict(self.shown.get(language) or next(iter(self.shown.values())))

    def grade(self, response: object, language: str) -> Grade:
        """Take any response that says something, without a verdict."""
        if not _says_something(response):
            return unreadable("choose-one", language)
        return Grade(None, ())


def _says_something(response: object) -> bool:
    """Return whether there is anything in a response: a gap left empty is no answer, and must use up no attempt."""
    if isinstance(response, str):
        return any(sign.isalnum() for sign in response)
    if isinstance(response, (list, dict)):
        return any(map(_says_something, response.values() if isinstance(response, dict) else response))
    return response is not None


class Exam(Part, frozen=True, kw_only=True):
    """A file of sealed items; `lesson` is the name under which the answers are kept."""

    lesson: str
    title: str
    question: str
    objectives: dict[str, str]
    pools: dict[str, int]
    rules: Rules = Rules()
    items: tuple[SealedItem, ...]


def sealed(items: Sequence[Item], languages: Sequence[str]) -> tuple[SealedItem, ...]:
    """Return items without key, feedback and hints; lists are mixed, since authors often write them in the key's order.

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
            stem="",  # it stands in what is shown
            use=item.use,
            as_of=item.as_of,
            points=item.points,
            pool=item.pool,
            shown=_shown(item, languages),
        )
        for item in items
    )


def _shown(item: Item, languages: Sequence[str]) -> dict[str, dict[str, Any]]:
    salt = secrets.token_bytes(16)  # the order follows from nothing that anybody has

    def mixed(value: object) -> object:
        if isinstance(value, list) and all(isinstance(part, dict) and "id" in part for part in value):
            return sorted(value, key=lambda part: blake2b(part["id"].encode(), key=salt).digest())
        return value

    texts = {language: {**item.public(language), "hints": 0} for language in languages}
    first = texts[languages[0]]
    kept = {language: shown for language, shown in texts.items() if shown is first or shown != first}
    return {language: {name: mixed(value) for name, value in shown.items()} for language, shown in kept.items()}


def write_exam(path: Path, lesson: LessonItems) -> None:
    """Write a lesson of sealed items as JSON.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    fields = {name: getattr(lesson, name) for name in Exam.__struct_fields__}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(Exam(**fields)), indent=1) + b"\n")


def read_exam(path: Path) -> LessonItems:
    """Read a file of sealed items.

    Raises
    ------
    KitError
        When it cannot be read, or is no such file.
    """
    do = "Ask your teacher for the file again, and put it beside the notebook."
    try:
        exam = msgspec.json.decode(path.read_bytes(), type=Exam)
    except OSError as error:
        raise KitError(f"The exam cannot be read: {error.strerror or error}.", where=str(path), do=do) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise KitError(f"This is no exam of the kit: {error}", where=str(path), do=do) from None
    for item in exam.items:
        if not item.shown or any(shown.get("kind") not in KINDS for shown in item.shown.values()):
            raise KitError(f"This version of the kit cannot show item {item.id!r}.", where=str(path), do=do)
    minutes = Minutes(teaching=0, exercises=0)
    return LessonItems(path=path, mode="exam", minutes=minutes, **msgspec.structs.asdict(exam))
