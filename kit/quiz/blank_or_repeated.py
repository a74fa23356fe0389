"""Texts of an item that are empty or read the same as another, and ids that are used twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kit.language_codes import is_language, language_meant
from kit.quiz.mistake import Mistake
from kit.quiz.normalisation import as_read
from kit.quiz.parts import Option, RightWrong, Text, in_language

_FEWEST_OPTIONS = 2
_SLUG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def blank_texts(text: Text, *path: str | int) -> Iterator[Mistake]:
    """Yield a mistake when a text, or one of its languages, says nothing."""
    if isinstance(text, str):
        if not text.strip():
            what = f"The {next(step for step in reversed(path) if isinstance(step, str))} is empty."
            yield Mistake(path, what, "Write the text.")
        return
    if not text:
        yield Mistake(path, "The map of languages is empty.", "Write a text, or a map such as {en: …, ja: …}.")
    for language, words in text.items():
        if not is_language(language):
            do = f"Use a code such as en or ja.{language_meant(language)}"
            if " " in language or not language_meant(language):
                whole = f'"{language}: {words}"'
                do += f" If this is one text, put quotes around it: {whole}"
            yield Mistake((*path, language), f"There is no language {language!r}.", do)
        elif not words.strip():
            yield Mistake((*path, language), f"The text in {language!r} is empty.", "Write it or take the line out.")


def feedback_mistakes(feedback: RightWrong) -> Iterator[Mistake]:
    """Yield which of the two texts is empty."""
    yield from blank_texts(feedback.right, "feedback", "right")
    yield from blank_texts(feedback.wrong, "feedback", "wrong")


def option_mistakes(options: tuple[Option, ...], field: str) -> Iterator[Mistake]:
    """Yield what is wrong with the options of a field."""
    if len(options) < _FEWEST_OPTIONS:
        yield Mistake((field,), f"There are fewer than two {field}.", "Give at least two.")
    yield from repeated([option.id for option in options], f"{field.removesuffix('s')} id", field)
    yield from invalid_ids([option.id for option in options], field)
    for number, option in enumerate(options):
        yield from blank_texts(option.text, field, number, "text")
        yield from blank_texts(option.feedback, field, number, "feedback")
    yield from same_texts([option.text for option in options], field)


def invalid_ids(names: Iterable[str], field: str) -> Iterator[Mistake]:
    """Yield a mistake for each id of the entries of a field that cards, files and spreadsheets could not keep."""
    for number, name in enumerate(names):
        if not _SLUG.fullmatch(name):
            what = f"The id {name!r} is not a valid id."
            yield Mistake((field, number, "id"), what, "Use Latin letters, digits and single hyphens.")


def same_texts(texts: Sequence[Text], *path: str | int, part: str = "text") -> Iterator[Mistake]:
    """Yield a mistake for each text of a list that reads the same as an earlier one, in any language.

    `part` is the field of an entry of the list that has the text; empty where the entries are the texts.
    """
    for language in dict.fromkeys(name for text in texts if isinstance(text, dict) for name in text) or ["en"]:
        first: dict[str, int] = {}
        words = [in_language(text, language) for text in texts]
        for number, reading in enumerate(map(as_read, words)):
            earlier = first.setdefault(reading, number)
            if reading and earlier != number:
                what = f"The text {words[number]!r} reads the same as {words[earlier]!r} before it."
                yield Mistake((*path, number, *filter(None, [part])), what, "Change one of the two, or take it out.")


def repeated(names: Iterable[str], noun: str, *path: str | int) -> Iterator[Mistake]:
    """Yield a mistake for each name that is used more than once."""
    for name, count in Counter(names).items():
        if count > 1:
            yield Mistake(path, f"The {noun} {name!r} is used {count} times.", "Give each its own.")
