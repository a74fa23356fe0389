"""What `kit lab` serves besides JupyterLab: the course as the first page of pupils, and the way through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from kit.answers.course import Course
from kit.answers.progress import course_progress
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.facts.readings import has_readings
from kit.language_choice import language_here
from kit.language_codes import first_and_second
from kit.text import LearnerError, lesson_number, text_in
from kit.translations import ENGLISH

PAGE = "kit/course"
_WAY = "kit/way"
_GIVEN, _IN_CLASS = "kit_given", "kit_in_class"
_AGAIN_SECONDS = 5
_WAIT = """<!DOCTYPE html>
<html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>:root {{ color-scheme: light dark }}
body {{ margin: 2em auto; padding: 0 1em; max-width: 34em; font: 1.1em/1.5 system-ui }}</style>
<main role="status"><h1>{title}</h1><p>{words}</p></main></html>
"""


class _Page(JupyterHandler):
    """What the pages share: whose course it is, in the language of its notebooks."""

    def course(self) -> Course:
        """Return the course with the progress of the learner on this computer, as far as its notebooks are here."""
        store, folder = AnswerStore(), Path(self.contents_manager.root_dir)
        language = first_and_second(language_here(folder))[0]
        lessons = [each for each in course_progress(store, language) if (folder / f"{each.stem}.ipynb").is_file()]
        given = self.settings.get(_GIVEN, tuple)
        return Course(lessons, store.learner, language, f"{self.base_url}doc/tree/", tuple(given()))

    def write_error(self, status_code: int, **about: Any) -> None:  # noqa: ANN401 - as tornado has it
        """Say what is wrong in the words of the kit; where a hub does not answer for now, the page tries again."""
        error = about.get("exc_info", (None, None))[1]
        language = first_and_second(language_here(Path(self.contents_manager.root_dir)))[0]
        if isinstance(error, KitError):
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(str(error.in_language(language) if isinstance(error, LearnerError) else error))
        elif status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            text = text_in(language)
            self.set_header("Refresh", str(_AGAIN_SECONDS))
            said = {name: escape(text(f"course.wait_{name}")) for name in ("title", "words")}
            self.finish(_WAIT.format(language=escape(language), **said))
        else:
            super().write_error(status_code, **about)


class _CoursePage(_Page):
    @web.authenticated
    def get(self) -> None:
        self.finish(self.course().to_html())


class _Way(_Page):
    @web.authenticated
    def get(self) -> None:
        course = self.course()
        text = text_in(course.language)
        lessons = course.lessons
        self.finish(
            {
                "course": f"{self.base_url}{PAGE}",
                "language": course.language,
                "all": text("course.all"),
                "name": text("course.bar"),
                "hand": text("class.bar_hand") if self.settings.get(_IN_CLASS) else "",
                "code": text("course.code"),
                "readings": text("course.readings") if has_readings(course.language) else "",
                "letters": text_in(ENGLISH)("course.letters"),
                "lessons": [
                    {
                        "path": f"{each.stem}.ipynb",
                        "link": f"{self.base_url}doc/tree/{each.stem}.ipynb",
                        "back": text("course.back", lesson=each.lesson, title=each.title),
                        "next": text("course.next", lesson=each.lesson, title=each.title),
                        "title": f"{lesson_number(each.lesson, course.language)} {each.title}",
                        "state": course.state(each),
                    }
                    for each in lessons
                ],
            }
        )


def add_course_page(
    server: Any,  # noqa: ANN401 - of jupyter_server
    given: Callable[[], Sequence[str]] = tuple,
    *,
    in_class: bool = False,
) -> None:
    """Let a server show the course.

    Parameters
    ----------
    server : jupyter_server.serverapp.ServerApp
        The server.
    given : callable
        Returns the notebooks that the teacher gives out, those that came last first.
    in_class : bool
        Whether the bar of a lesson has a button that raises the hand, and says where the learner is.
    """
    server.web_app.settings |= {_GIVEN: given, _IN_CLASS: in_class}
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [(f"{base}{PAGE}", _CoursePage), (f"{base}{_WAY}", _Way)])
