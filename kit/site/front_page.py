"""The front page of the site: what the course is, its lessons with progress, and what is kept where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kit.html import templates
from kit.text import languages, strings, text_in

_PAGES = Path(__file__).parent / "pages"
_TEACHER_LINES = ("host", "stick", "where", "private", "together", "no_exam", "back_up")


class Entry(NamedTuple):
    """One lesson on the front page.

    `file` is its notebook, `page` the stem of the page for those who only read, `folder` that of a teacher's lesson.
    """

    number: str
    title: str
    question: str
    total: int
    file: str
    page: str
    folder: str = ""


def front_page(lessons: Sequence[Entry], language: str) -> str:
    """Return the page; it opens in a language, and its buttons show the others."""
    from babel import Locale

    return (
        templates(_PAGES)
        .get_template("front.html")
        .render(
            language=language,
            languages=[(code, Locale(code).display_name) for code in languages()],
            lessons=lessons,
            strings=said("site."),
            teacher_lines=_TEACHER_LINES,
            text=text_in(language),
        )
    )


def said(prefix: str) -> str:
    """Return the strings that begin with a prefix, in every language, as JSON for a script element."""
    found = {
        language: {
            key.removeprefix(prefix): value for key, value in strings(language).items() if key.startswith(prefix)
        }
        for language in languages()
    }
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")
