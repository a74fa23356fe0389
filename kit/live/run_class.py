"""`kit class`: a class in one room. The teacher's computer gives out the course, and takes the answers."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from kit.errors import KitError
from kit.extras import teacher_part
from kit.live.database import Database, open_database
from kit.live.door import ClassDoor
from kit.live.fair_server import FairServer
from kit.live.hand_ins import end_class
from kit.live.live_class import LiveClass
from kit.live.network import addresses_of, listen
from kit.live.room_server import class_app
from kit.paths import command, notebooks_folder, typed
from kit.quiz.bank import LessonItems, is_of_the_course, load_lesson, read_file
from kit.quiz.select import open_lesson
from kit.site.build import build_site, course_mark, own_notebooks
from kit.site.downloads import downloads_folder
from kit.site.put_in_place import RECORD
from kit.site.python_parts import item_file
from kit.text import languages

with teacher_part("A class in one room"):
    import segno

Say = Callable[[str], object]
_NO_EXAM = "This is an exam. On tablets whoever looks finds the keys."


class Course(NamedTuple):
    """The lesson of a class: its items, its notebook in the site by language, and the folder of one's own, if any."""

    lesson: LessonItems
    notebooks: dict[str, str]
    own: Path | None = None


def course_of(name: str) -> Course:
    """Return the lesson of a number, or that of a folder of one's own: the first where the folder has several.

    Raises
    ------
    KitError
        When there is no such lesson, or it is an exam.
    """
    path = Path(name)
    if path.is_dir():
        notebook, lesson = own_notebooks(path)[0]
        return Course(_whole(lesson), dict.fromkeys(languages(), f"own/{notebook.name}"), path)
    if path.suffix:
        lesson = open_lesson(name)
        if lesson.mode == "exam" or path.suffix == ".json":
            raise KitError(_NO_EXAM, where=name, do="Give exams on computers with the kit, or on paper.")
        raise KitError("A class needs a lesson with its notebook.", where=name, do="Name the folder that has both.")
    lesson = _whole(load_lesson(name))
    file = next(notebooks_folder().glob(f"{lesson.lesson}-*.ipynb")).name
    return Course(lesson, {language: f"{language}/{file}" for language in languages()})


def _whole(lesson: LessonItems) -> LessonItems:
    """Return a lesson with the questions of every language: learners may meet it in any."""
    return read_file(lesson.path, whole=True)


def site_of(course: Course, site: Path | None, downloads: Path | None, language: str, say: Say) -> Path:
    """Return the folder of the course as web pages; it is built where it is missing, or of an earlier state of the kit.

    Raises
    ------
    KitError
        When it cannot be built, or a folder that is named does not have the lesson.
    """
    kind = "class" if course.own is None else "class-own"  # a quiz that was assigned has the number of its lesson
    place = site or downloads_folder().with_name(f"{kind}-{course.lesson.lesson}")
    if (place / RECORD).is_file() and (course.own is None or site is not None):
        has_lesson, is_new = _state_of(place, course)
        items = "" if course.own is None else f" --items {typed(course.own)}"
        again = f"{command('site --out')} {typed(place)}{items}"
        if has_lesson and (is_new or site is not None):
            if not is_new:
                say(f"This site is of another state of the course than the one that scores. Make it again: {again}")
            return place
        if site is not None:
            what = f"This site does not have lesson {course.lesson.lesson}."
            raise KitError(what, where=str(site), do=f"Make it again: {again}")
    say("The course is written as web pages. This takes a minute or two; the first time, files are fetched.")
    numbers = [] if course.own else [course.lesson.lesson]
    keep = downloads or downloads_folder()
    return build_site(place, keep, language=language, lessons=numbers or ["00"], items=course.own).folder


def _state_of(place: Path, course: Course) -> tuple[bool, bool]:
    """Return whether a site has the notebooks of a lesson, and whether it was made of the kit and items that score."""
    about = json.loads((place / RECORD).read_text(encoding="utf-8"))
    has_notebooks = all((place / "files" / path).is_file() for path in course.notebooks.values())
    is_new = about.get("course") == course_mark()
    if course.own is not None and not is_of_the_course(course.lesson):
        copies = (place / "files" / "own").rglob(course.lesson.path.name)
        is_new = is_new and item_file(course.lesson.path) in [copy.read_bytes() for copy in copies]
    return course.lesson.lesson in about["lessons"] and has_notebooks, is_new


def run_class(  # noqa: PLR0913 - one for each option
    name: str,
    folder: Path,
    *,
    site: Path | None = None,
    downloads: Path | None = None,
    port: int = 8000,
    language: str = "en",
    say: Say = print,
) -> None:
    """Serve a lesson to a class until Ctrl+C, then write the hand-ins.

    Parameters
    ----------
    name : str
        Number of a lesson, or a folder of one's own with a lesson or a practice quiz.
    folder : pathlib.Path
        Where the class is kept: the answers, and at the end the hand-ins. The same folder continues a class.
    site : pathlib.Path, optional
        What `kit site` wrote, which is taken as it is; else it is built where it is missing.
    downloads : pathlib.Path, optional
        The files of others from which it is built.
    port : int
        The first port to try.
    language : str
        Language of the board and of the door, ISO 639-1.
    say : callable
        Says something to the teacher.

    Raises
    ------
    KitError
        When there is no such lesson, it is an exam, or the class cannot be kept or served.
    """
    course = course_of(name)
    pages = site_of(course, site, downloads, language, say)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        database = open_database(folder / "class.sqlite")
        try:
            asyncio.run(_serve(course, database, pages, port, language, say))
        finally:
            for line in end_class(database, course.lesson, folder, language):
                say(line)
            database.close()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one class run in a folder: a second one would not know who has come in at the first."""
    try:
        with FileLock(folder / "class.lock", timeout=0):
            yield
    except Timeout:
        do = "End it with Ctrl+C in the window where it runs. For another class, name another --folder."
        raise KitError("The class of this folder is running already.", where=str(folder), do=do) from None


async def _serve(course: Course, database: Database, pages: Path, port: int, language: str, say: Say) -> None:  # noqa: PLR0913, PLR0917
    wanted, (sockets, port) = port, listen(port)
    first, *others = addresses_of(port) or [f"http://127.0.0.1:{port}/"]
    door = ClassDoor(database, first)
    live = LiveClass([course.lesson], database, language=language, door=door)
    for language_of_board in languages():  # a file that is changed during the class changes no board
        live.lesson_in(live.lesson, language_of_board)
    server = FairServer(class_app(live, door, pages, course.notebooks))
    server.add_sockets([sockets])
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # what devices ask wrongly, in their own words
    for line in _greeting(door, others, port, wanted, language):
        say(line)
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C ends asyncio.run by itself
            loop.add_signal_handler(each, stop.set)
    with suppress(asyncio.CancelledError):
        await stop.wait()
    server.stop()
    await server.close_all_connections()


def _greeting(door: ClassDoor, others: Sequence[str], port: int, wanted: int, language: str) -> list[str]:
    drawn = io.StringIO()
    segno.make(door.link, micro=False).terminal(drawn, compact=True)
    lines = [drawn.getvalue(), f"Learners open   {door.address}"]
    if others:
        lines.append(f"                In another network of this computer: {' or '.join(others)}")
    lines += [f"Class code      {door.code}", ""]
    lines.append(f"Your board      http://localhost:{port}/teacher?key={door.key}&language={language}")
    lines += ["                This link is yours alone: whoever has it sees every answer.", ""]
    if port != wanted:
        lines += [
            f"Another program uses port {wanted}, so the address has {port}: open it anew on each device.",
            "",
        ]
    if "127.0.0.1" in door.address:
        lines += [
            "This computer is not in a network: no tablet reaches it. Connect it, then start again.",
            "",
        ]
    return [*lines, "Tablets have to be in the same network as this computer. To end the class, press Ctrl+C."]
