"""The front page of the site: what the course is, its lessons with progress, and what is kept where."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kit.html import templates
from kit.language_codes import own_name
from kit.text import language_of, languages, lesson_number, settings, strings, text_in
from kit.translations import ENGLISH

_PAGES = Path(__file__).parent / "pages"
_TEACHER_LINES = ("host", "stick", "where", "private", "together", "no_exam", "back_up")


class Entry(NamedTuple):
    """One lesson on the front page.

    `said` is its title and its question in each language, English among them, `file` is its notebook, `page` the stem
    of the page for those who only read, `folder` that of a teacher's lesson.
    """

    number: str
    said: Mapping[str, tuple[str, str]]
    total: int
    file: str
    page: str
    folder: str = ""


def front_page(lessons: Sequence[Entry], language: str) -> str:
    """Return the page; it opens in a language, and its buttons show the others."""
    from kit.answers.course import picture

    return (
        templates(_PAGES)
        .get_template("front.html")
        .render(
            language=language,
            languages=[(code, own_name(code)) for code in languages()],
            lessons=lessons,
            pictures={lesson.number: picture(lesson.number, language) for lesson in lessons if not lesson.folder},
            strings=said("site.", _lesson_strings(lessons)),
            teacher_lines=_TEACHER_LINES,
            text=text_in(language),
        )
    )


def _lesson_strings(lessons: Sequence[Entry]) -> dict[str, dict[str, str]]:
    """Return titles and questions by language; a key with ``lang`` says which of them is in another language there."""
    found: dict[str, dict[str, str]] = {}
    for language in languages():
        own = found[language] = {}
        for lesson in lessons:
            english = lesson.said["en"]
            for name, text, other in zip(
                ("title", "question"), lesson.said.get(language, english), english, strict=True
            ):
                key = f"{name}_{lesson.folder}{lesson.number}"
                own[key] = f"{lesson_number(lesson.number, language)} · {text}" if name == "title" else text
                if (code := _language_of(text, language, is_english=text == other)) != language:
                    own[f"{key}_lang"] = code
    return found


def _language_of(text: str, language: str, *, is_english: bool) -> str:
    """Return in which language a text is: a teacher's own lesson has one alone, and its letters may tell which."""
    code = language_of(text, language)
    has_latin_letters = settings(language).letters == settings(ENGLISH).letters
    return ENGLISH if code == language and is_english and has_latin_letters else code


def said(prefix: str, more: Mapping[str, Mapping[str, str]] = MappingProxyType({})) -> str:
    """Return the strings that begin with a prefix, in every language, and more, as JSON for a script element."""
    found = {
        language: {
            key.removeprefix(prefix): value for key, value in strings(language).items() if key.startswith(prefix)
        }
        | dict(more.get(language, {}))
        for language in languages()
    }
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")
