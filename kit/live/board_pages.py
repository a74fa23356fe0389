"""The board over HTTP, for teachers alone: the page, the stream of its rows, and what the teacher sets."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from kit.live.board import PARTS, BoardRows, Rows, View, board_page, refused_page, script, style
from kit.live.database import Mark
from kit.live.hand_ins import gradebook, report_page, zipped_hand_ins
from kit.live.headings import step_titles
from kit.live.live_class import Flag, LiveClass
from kit.live.requests import ClassHandler
from kit.quiz.bank import LessonItems
from kit.text import languages

Route: TypeAlias = tuple[str, type[ClassHandler], dict[str, Any]]

_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'"
_AT_MOST_EVERY = 0.25  # seconds between two looks
_AT_LEAST_EVERY = 10.0  # so that "away for 2 minutes" is true


class Flags(msgspec.Struct, frozen=True):
    """What is to be locked or revealed."""

    lesson: str
    items: Annotated[list[str], Meta(min_length=1, max_length=200)]
    flag: Flag
    is_set: bool


class Marked(msgspec.Struct, frozen=True):
    """A mark for a line of the rubric."""

    lesson: str
    learner: str
    item: str
    words: Annotated[str, Meta(max_length=40)]
    criterion: str
    mark: Annotated[float, Meta(ge=0, le=1)]


_FLAGS, _MARKED = msgspec.json.Decoder(Flags), msgspec.json.Decoder(Marked)


class TeacherHandler(ClassHandler):
    """What only a teacher may ask."""

    async def prepare(self) -> None:
        """Refuse everybody else."""
        await super().prepare()
        if not self.person.is_teacher:
            raise HTTPError(HTTPStatus.FORBIDDEN, "Only for teachers")

    def lesson_of(self, name: str) -> LessonItems:
        """Return a lesson of the class."""
        if name not in self.live.bank:
            raise HTTPError(HTTPStatus.NOT_FOUND, "There is no such lesson")
        return self.live.bank[name]

    def wanted(self) -> tuple[LessonItems, str]:
        """Return the lesson and the language that are asked for."""
        language = language_of(self, self.live)
        lesson = self.lesson_of(self.get_query_argument("lesson", self.live.lesson))
        return self.live.lesson_in(lesson.lesson, language), language


def language_of(handler: RequestHandler, live: LiveClass) -> str:
    """Return the language that a page asks for, else that of the class."""
    asked = handler.get_query_argument("language", live.language)
    return asked if asked in languages() else "en"


def refuse(handler: RequestHandler, live: LiveClass) -> None:
    """Give the page for whoever may not see the board."""
    handler.set_header("Content-Security-Policy", _POLICY.replace("style-src 'self'", "style-src 'unsafe-inline'"))
    handler.finish(refused_page(live, language_of(handler, live)))


class BoardPage(TeacherHandler):
    """The page."""

    def get(self) -> None:
        """Give it."""
        lesson, language = self.wanted()
        self.set_header("Content-Security-Policy", _POLICY)
        hidden = bool(self.get_query_argument("projector", ""))
        base = self.request.path.removesuffix("board")
        self.finish(board_page(self.live, lesson, language, base, hidden=hidden))

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - as tornado has it
        """Say how a teacher comes in, to whoever is not known as one; else what is wrong."""
        if status_code == HTTPStatus.FORBIDDEN:
            refuse(self, self.live)
        else:
            super().write_error(status_code, **kwargs)


class BoardFile(TeacherHandler):
    """Script and style."""

    def get(self, name: str) -> None:
        """Give one of them."""
        kind, content = {"js": ("text/javascript", script), "css": ("text/css", style)}[name]
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(content())


class BoardStream(TeacherHandler):
    """The rows, as server-sent events: first all of them, then those that change."""

    async def get(self) -> None:
        """Send rows until the page is closed."""
        lesson, language = self.wanted()
        rows = BoardRows(language, self.live.numbers[lesson.lesson])
        sent, change = dict[str, dict[str, str]](), asyncio.Event()
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("X-Accel-Buffering", "no")
        self.live.listeners.add(change)
        try:
            while True:
                change.clear()
                found = rows.rows(await self._view(lesson, language))
                if news := _news(sent, found):
                    self.write(b"data: " + msgspec.json.encode(news) + b"\n\n")
                    sent = found
                else:
                    self.write(b"event: beat\ndata: still here\n\n")
                await self.flush()
                await asyncio.sleep(_AT_MOST_EVERY)
                await _either(change, _AT_LEAST_EVERY)
        except (StreamClosedError, asyncio.CancelledError):
            pass  # the page is closed, or the class is over
        finally:
            self.live.listeners.discard(change)

    async def _view(self, lesson: LessonItems, language: str) -> View:
        live = self.live
        now = await live.now(lesson.lesson, language)
        steps = step_titles(lesson, language)
        return View(now, dict(live.seen), live.flags, lesson, steps, live.clock(), live.door)


class BoardFlags(TeacherHandler):
    """Locks and reveals."""

    async def post(self) -> None:
        """Lock or reveal, or take it back."""
        asked = self.sent(_FLAGS)
        known = {item.id for item in self.lesson_of(asked.lesson).items}
        if not known.issuperset(asked.items):
            raise HTTPError(HTTPStatus.NOT_FOUND, "There is no such question")
        await self.live.set_flags(asked.lesson, asked.items, asked.flag, is_set=asked.is_set)
        self.finish({})


class BoardMarks(TeacherHandler):
    """Marks for answers in words."""

    async def post(self) -> None:
        """Keep a mark."""
        asked = self.sent(_MARKED)
        items = {item.id: item for item in self.lesson_of(asked.lesson).items}
        if asked.item not in items or asked.criterion not in {line.id for line in items[asked.item].criteria}:
            raise HTTPError(HTTPStatus.NOT_FOUND, "There is no such question or line of a rubric")
        await self.live.set_mark(
            Mark(asked.learner, asked.lesson, asked.item, asked.criterion, asked.words, asked.mark)
        )
        self.finish({})


class BoardReport(TeacherHandler):
    """The class report as it would be now."""

    async def get(self) -> None:
        """Give the page."""
        lesson, language = self.wanted()
        lines = await self.live.in_database(self.live.database.lines, lesson.lesson)
        bank = [self.live.lesson_in(each, language) for each in self.live.bank]
        self.finish(await self.live.measured(report_page, lines, bank, lesson.lesson, language))


class BoardGradebook(TeacherHandler):
    """The results of a lesson so far, with the teacher's marks, for a spreadsheet."""

    async def get(self) -> None:
        """Give them as CSV."""
        lesson, language = self.wanted()
        lines = await self.live.in_database(self.live.database.lines, lesson.lesson)
        marks = await self.live.in_database(self.live.database.marks)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="gradebook-{lesson.lesson}.csv"')
        self.finish(await self.live.measured(gradebook, lines, marks, lesson, language))


class BoardHandIns(TeacherHandler):
    """The hand-ins of the class so far."""

    async def get(self) -> None:
        """Give them in a zip."""
        lines = await self.live.in_database(self.live.database.lines)
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", 'attachment; filename="hand-ins.zip"')
        self.finish(await self.live.measured(zipped_hand_ins, lines))


def board_routes(prefix: str, given: dict[str, Any]) -> list[Route]:
    """Return the addresses of the board."""
    pages: list[tuple[str, type[ClassHandler]]] = [
        ("board", BoardPage),
        (r"board/board\.(js|css)", BoardFile),
        ("board/stream", BoardStream),
        ("board/flags", BoardFlags),
        ("board/marks", BoardMarks),
        ("board/report", BoardReport),
        (r"board/gradebook\.csv", BoardGradebook),
        (r"board/hand-ins\.zip", BoardHandIns),
    ]
    return [(f"{prefix}{path}", handler, given) for path, handler in pages]


def _news(sent: Rows, found: Rows) -> dict[str, Any]:
    """Return the order of each part and the rows that differ; nothing where all is as it was sent."""
    if sent == found:
        return {}
    changed = {
        part: {key: html for key, html in found[part].items() if sent.get(part, {}).get(key) != html} for part in PARTS
    }
    return {"order": {part: list(found[part]) for part in PARTS}, "rows": changed}


async def _either(change: asyncio.Event, seconds: float) -> None:
    """Wait for a change, and not longer than some seconds."""
    try:
        await asyncio.wait_for(change.wait(), seconds)
    except TimeoutError:
        return
