"""The texts of an item file, each under a context that does not change: what catalogues of translations contain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar, get_type_hints

import msgspec
from msgspec.structs import replace

from kit.quiz.item import Item
from kit.quiz.lesson_file import LessonFile
from kit.quiz.parts import Part, Text, in_language
from kit.text import settings
from kit.translations import ENGLISH, Catalogue

P = TypeVar("P", bound=Part)
Translate = Callable[[str, str], str | None]  # context and English to the translation

_HEAD = "lesson"


def file_texts(file: LessonFile) -> Iterator[tuple[str, str]]:
    """Yield context and English of every text of an item file that is written as one text, in the order of the file.

    A text that its author wrote as a map of languages needs no catalogue, and neither does an item for one language.
    """
    found: list[tuple[str, str]] = []

    def note(context: str, english: str) -> None:
        found.append((context, english))

    _head_in(file, note)
    for item in file.items:
        if not item.language:
            _part_in(item, item.id, note, "")
    for template in file.templates:
        _part_in(template, template.id, note, "")
    yield from found


def file_in(file: LessonFile, language: str, catalogue: Catalogue) -> LessonFile:
    """Return an item file whose texts are maps of English and a language, as far as they are translated.

    Title, question and objectives are plain texts: they are in the language itself.
    """
    translate = catalogue.text
    return replace(
        _head_in(file, translate),
        items=tuple(_item_in(item, translate, language) for item in file.items),
        templates=tuple(_part_in(template, template.id, translate, language) for template in file.templates),
    )


def items_for(items: Iterable[Item], language: str) -> tuple[Item, ...]:
    """Return the items that learners of a language meet: one written for it is in the place of the one it replaces."""
    found = tuple(items)
    own = {item.replaces: item for item in found if item.language == language}
    return tuple(own.get(item.id, item) for item in found if not item.language)


def english_in(items: Iterable[Item], language: str) -> set[str]:
    """Return the texts of items that are not translated, where letters do not tell English from a language."""
    found: set[str] = set()
    if language != ENGLISH and settings(language).letters == settings(ENGLISH).letters:
        for item in items:
            _part_in(item, item.id, lambda _, english: found.add(english), "")
    return found


def lesson_in_both(lesson: LessonFile, language: str, second: LessonFile, other: str) -> dict[str, str]:
    """Return each text of a lesson with what it is in a second language; nothing for one that is the same in both.

    Parameters
    ----------
    lesson, second : LessonFile
        The lesson in a language, and the same lesson in the other one.
    language, other : str
        ISO 639-1.
    """
    below = dict(_shown(second, other))
    return {text: below[name] for name, text in _shown(lesson, language) if below.get(name, text) != text}


def _shown(lesson: LessonFile, language: str) -> Iterator[tuple[str, str]]:
    """Yield context and text of all that a card shows of a lesson in a language, without the marks of emphasis."""
    yield f"{_HEAD}/title", lesson.title
    yield from ((f"{_HEAD}/objectives/{slug}", goal) for slug, goal in lesson.objectives.items())
    for item in lesson.items:
        yield from _shown_in(item, item.id, language, is_text=False)


def _shown_in(value: object, context: str, language: str, *, is_text: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, Part):
        for name in value.__struct_fields__:
            is_text = name in _text_fields(type(value))
            yield from _shown_in(getattr(value, name), f"{context}/{name}", language, is_text=is_text)
    elif isinstance(value, tuple):
        for place, each in enumerate(value, start=1):
            yield from _shown_in(each, f"{context}/{getattr(each, 'id', place)}", language, is_text=is_text)
    elif is_text and isinstance(value, str | dict) and value:
        yield context, str(in_language(value, language))


def _item_in(item: Item, translate: Translate, language: str) -> Item:
    return item if item.language else _part_in(item, item.id, translate, language)


def _head_in(file: LessonFile, translate: Translate) -> LessonFile:
    title = translate(f"{_HEAD}/title", file.title) or file.title
    question = translate(f"{_HEAD}/question", file.question) or file.question
    goals = {slug: translate(f"{_HEAD}/objectives/{slug}", goal) or goal for slug, goal in file.objectives.items()}
    return replace(file, title=title, question=question, objectives=goals)


def _part_in(part: P, context: str, translate: Translate, language: str) -> P:
    """Return a part of an item whose texts are maps of languages; the parts below it have longer contexts."""
    changed = {}
    for name in part.__struct_fields__:
        value = getattr(part, name)
        new = _value_in(value, f"{context}/{name}", translate, language, is_text=name in _text_fields(type(part)))
        if new is not value:
            changed[name] = new
    return replace(part, **changed) if changed else part


def _value_in(value: object, context: str, translate: Translate, language: str, *, is_text: bool) -> object:
    if isinstance(value, Part):
        return _part_in(value, context, translate, language)
    if isinstance(value, tuple):
        named = [(f"{context}/{getattr(each, 'id', place)}", each) for place, each in enumerate(value, start=1)]
        new = tuple(_value_in(each, where, translate, language, is_text=is_text) for where, each in named)
        return new if any(one is not other for one, other in zip(new, value, strict=True)) else value
    if is_text and isinstance(value, str) and value:
        translation = translate(context, value)
        return value if translation is None else {ENGLISH: value, language: translation}
    return value


@cache
def _text_fields(part: type[msgspec.Struct]) -> frozenset[str]:
    """Return the fields of a part that are texts or lists of texts."""
    hints = get_type_hints(part)
    return frozenset(name for name, hint in hints.items() if hint in (Text, tuple[Text, ...]))
