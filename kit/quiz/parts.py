"""The parts of an item file that several kinds share, and a text in one of its languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from kit.emphasis import read_emphasis
from kit.quiz.interactions import Quality

Text = str | dict[str, str]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of an item file; a field that it does not know is a mistake, never dropped."""


class KeyFrom(Part, frozen=True, kw_only=True):
    """Where the key is in the data: the cells of `column` in the rows of `table` that match `where`.

    Values are as written in the file, so compare them with the text of a cell.
    """

    table: str
    where: dict[str, str]
    column: str


class Option(Part, frozen=True, kw_only=True):
    """One choice of an item, with the feedback for whoever takes it."""

    id: str
    text: Text
    feedback: Text
    facts: tuple[str, ...] = ()


class Criterion(Part, frozen=True, kw_only=True):
    """One line of a rubric, and its weight, compared with the others."""

    id: str
    text: Text
    weight: float = 1.0


class Exemplar(Part, frozen=True, kw_only=True):
    """A pupil's answer as it could be, how good it is, and its mark from 0 to 1 for each line of the rubric."""

    level: Quality
    text: Text
    marks: dict[str, float]


class RightWrong(Part, frozen=True, kw_only=True):
    """Feedback for items without options: one text when all is right, one otherwise."""

    right: Text
    wrong: Text


class Named(Protocol):
    """A part of an item that learners see: its id and its text."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def text(self) -> Text:
        """The text."""


def named_texts(parts: Iterable[Named], language: str) -> list[dict[str, str]]:
    """Return parts as the browser gets them: id and text in one language."""
    return [{"id": part.id, "text": in_language(part.text, language)} for part in parts]


def in_language(text: Text, language: str) -> str:
    """Return a text in one language, without the marks of its emphasis, which it remembers.

    Where the language is missing, the text is in English, and then in whatever there is.
    """
    return read_emphasis(as_written(text, language))


def as_written(text: Text, language: str) -> str:
    """Return a text in one language as its author wrote it, for texts with gaps or phrases: a star is a star."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
