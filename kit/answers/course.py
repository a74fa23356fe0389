"""The course as a page: its lessons with pictures and progress, and the header of one lesson."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from kit.answers.notice import Notice
from kit.answers.progress import Progress, begun_progress, course_progress, next_lesson
from kit.answers.store import AnswerStore
from kit.assets import css
from kit.html import templates
from kit.paths import data_folder
from kit.quiz.bank import LessonItems, is_of_the_course
from kit.text import lesson_number, session_language, settings, strings, text_in

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Course:
    """The lessons with what a learner has answered; it shows itself.

    Parameters
    ----------
    lessons : list of Progress
        In the order of the course.
    learner : str
        Whose answers these are.
    language : str
        ISO 639-1.
    home : str
        What comes before the name of a notebook in a link.
    given : tuple of str
        Notebooks that the teacher gave out, each with its folder.
    """

    lessons: list[Progress]
    learner: str
    language: str = "en"
    home: str = ""
    given: tuple[str, ...] = ()

    @property
    def next(self) -> Progress | None:
        """Where the learner continues; None when everything is answered."""
        return next_lesson(self.lessons)

    def to_html(self) -> str:
        """Return the course as one page, which asks nothing of a network."""
        return self._rendered("page")

    def __repr__(self) -> str:
        text = text_in(self.language)
        lines = [text("course.title"), self._continue()]
        colon = settings(self.language).colon
        lines += [
            f"{lesson_number(each.lesson, self.language)} {each.title}{colon}{self.state(each)}"
            for each in self.lessons
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return self._rendered("notebook")

    def state(self, lesson: Progress) -> str:
        """Return in words how far a lesson is."""
        text = text_in(self.language)
        if not lesson.answered:
            return text("course.minutes", count=lesson.minutes)
        said = [text("course.answered", answered=lesson.answered, total=lesson.total)]
        if lesson.right is not None:
            said.append(text("course.right", right=lesson.right))
        said.append(text("course.left", count=lesson.minutes_left) if lesson.minutes_left else text("course.done"))
        return " · ".join(said)

    def _continue(self) -> str:
        text, found = text_in(self.language), self.next
        if found is None:
            return text("course.all_done")
        is_new = not any(each.answered for each in self.lessons)
        return text("course.begin" if is_new else "course.continue", lesson=found.lesson, title=found.title)

    def _rendered(self, form: str) -> str:
        page = _environment().get_template("course.html")
        return page.render(course=self, form=form, t=text_in(self.language), go_on=self._continue()).strip()


@dataclass(frozen=True)
class Header:
    """The head of a lesson: picture, question, minutes, its place in the course, next and back, and where answers are.

    Parameters
    ----------
    course : Course
        All lessons.
    lesson : str
        Number of this one.
    notice : Notice
        Where its answers are.
    """

    course: Course
    lesson: str
    notice: Notice

    def __repr__(self) -> str:
        return repr(self.notice)

    def _repr_html_(self) -> str:
        lessons, text = self.course.lessons, text_in(self.course.language)
        place = next(number for number, each in enumerate(lessons) if each.lesson == self.lesson)
        sides = [
            (key, lessons[other])
            for key, other in (("course.back", place - 1), ("course.next", place + 1))
            if 0 <= other < len(lessons)
        ]
        page = _environment().get_template("header.html")
        return page.render(course=self.course, here=lessons[place], sides=sides, notice=self.notice, t=text).strip()


def course(language: str | None = None, learner: str | None = None) -> Course:
    """Return the lessons of the course with your progress, and where you continue.

    Parameters
    ----------
    language : str, optional
        ISO 639-1, such as ``"ja"``; else that of the lesson that was started last.
    learner : str, optional
        Whose answers these are, as for `kit.start`.

    Raises
    ------
    KitError
        When the answers cannot be read, or there is no such language.

    Examples
    --------
    >>> kit.course()  # doctest: +SKIP
    """
    store = AnswerStore(learner=learner)
    wanted = session_language(language)
    return Course(course_progress(store, wanted), store.learner, wanted, notebook_home())


def lesson_header(lesson: LessonItems, store: AnswerStore, language: str, notice: Notice) -> Header | Notice:
    """Return the head of a lesson; for a lesson that is not one of the course, where its answers are."""
    if not is_of_the_course(lesson):
        return notice
    lessons = begun_progress(lesson.lesson, store, language)
    return Header(Course(lessons, store.learner, language, notebook_home()), lesson.lesson, notice)


def notebook_home() -> str:
    """Return what a link to a notebook of the course begins with, seen from where this notebook is."""
    return "" if any(Path().glob("[0-9][0-9]-*.ipynb")) or not any(Path("..").glob("[0-9][0-9]-*.ipynb")) else "../"


def picture(lesson: str, language: str) -> Markup:
    """Return the drawing of a lesson as SVG, with what it shows in words; empty where there is none.

    Source: our own drawings in ``data/pictures``, given to the public domain.
    """
    said, path = strings(language).get(f"picture.{lesson}"), data_folder() / "pictures" / f"{lesson}.svg"
    if said is None or not path.is_file():
        return Markup("")
    drawn = path.read_text(encoding="utf-8").strip()
    return Markup(re.sub(r"<title>.*?</title>", lambda _: f"<title>{escape(said)}</title>", drawn))  # noqa: S704


@cache
def _environment() -> Environment:
    environment = templates(Path(__file__).parent)
    environment.globals["picture"] = picture
    environment.globals["settings"] = settings
    environment.globals["style"] = Markup(css("answers/course.css"))  # noqa: S704
    return environment
