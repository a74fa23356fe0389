"""The way through the course in the browser edition: what the bar above a lesson says and where it leads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from kit.facts.readings import has_readings
from kit.site.front_page import Entry
from kit.text import languages, lesson_number, text_in
from kit.translations import ENGLISH


def way(lessons: Sequence[Entry]) -> str:
    """Return the bar of lessons in every language as JSON for a script element; progress is known to the browser."""
    found = {language: _way_in(language, lessons) for language in languages()}
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")


def _way_in(language: str, lessons: Sequence[Entry]) -> dict[str, object]:
    text = text_in(language)
    return {
        "course": f"../index.html?language={language}",
        "language": language,
        "all": text("course.all"),
        "name": text("course.bar"),
        "code": text("course.code"),
        "readings": text("course.readings") if has_readings(language) else "",
        "letters": text_in(ENGLISH)("course.letters"),
        "done": text("site.done", count="{count}", total="{total}"),
        "lessons": [_step(language, lesson) for lesson in lessons],
    }


def _step(language: str, lesson: Entry) -> dict[str, object]:
    text = text_in(language)
    title, _ = lesson.said.get(language, lesson.said[ENGLISH])
    path = f"{lesson.folder or language}/{lesson.file}"
    own = f"&language={language}" if lesson.folder else ""  # its folder does not say in which language the page is
    return {
        "number": lesson.number,
        "total": lesson.total,
        "path": path,
        "link": f"index.html?path={quote(path)}{own}",
        "title": f"{lesson_number(lesson.number, language)} {title}",
        "back": text("course.back", lesson=lesson.number, title=title),
        "next": text("course.next", lesson=lesson.number, title=title),
    }
