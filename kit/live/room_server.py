"""The server of a class in one room: the course as web pages, the door, the service and the board."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from tornado.web import Application, HTTPError, RedirectHandler, RequestHandler, StaticFileHandler

from kit.assets import css, esm
from kit.errors import KitError
from kit.html import templates
from kit.language_codes import own_name
from kit.live.board_pages import TeacherHandler, language_of, refuse
from kit.live.door import MOST_OF_ONE_ADDRESS, ClassDoor, DoorError
from kit.live.live_class import LiveClass
from kit.live.requests import ClassHandler, Pace, Person, SafeHandler
from kit.live.service import service_routes
from kit.site.local_server import know_kinds_of_files
from kit.text import languages, text_in

_SECRET, _KEY = "kit-class", "kit-teacher"
_DAYS = 30
_PAGES = Path(__file__).parent / "pages"
_POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'"
_BAR = ("hand", "bar", "left", "lost", "locked")
_BURST, _PER_SECOND = MOST_OF_ONE_ADDRESS, 0.5  # tries from one address to come in: a room comes all at once
_UNCHANGING = ("build/", "extensions/", "static/")


def class_app(live: LiveClass, door: ClassDoor, site: Path, notebooks: dict[str, str]) -> Application:
    """Return the application of a class.

    Parameters
    ----------
    live : LiveClass
        The class, with its one lesson.
    door : ClassDoor
        Who may come in, and who is who.
    site : pathlib.Path
        What `kit site` wrote.
    notebooks : dict of str to str
        The lesson's notebook in the site, by language.
    """

    def who(handler: RequestHandler) -> Person | None:
        if door.is_teacher(handler.get_cookie(_KEY, "") or ""):
            return Person("", is_teacher=True)
        token = handler.request.headers.get("Authorization", "").removeprefix("token ")
        name = door.name_of(token or handler.get_cookie(_SECRET, "") or "")
        return Person(name) if name else None

    know_kinds_of_files()
    given = {"live": live, "door": door, "notebooks": notebooks, "pace": Pace()}
    inside = {"live": live, "who": who, "pace": Pace()}
    return Application(
        [
            ("/", JoinPage, given),
            ("/join", JoinPage, given),
            ("/teacher", TeacherDoor, given),
            ("/kit-answers/", ClassMark, inside),
            (r"/class/(class\.css|bar\.js)", ClassFile),
            ("/board/pin", HandOver, inside),
            ("/board/remove", Remove, inside),
            *service_routes(live, who),
            ("/index.html", RedirectHandler, {"url": "/", "permanent": False}),
            ("/notebooks/(?:index.html)?", LessonPage, {"site": site, "live": live}),
            ("/service-worker.js", LessonWorker, {"site": site}),
            ("/(.*)", SiteFile, {"path": str(site), "default_filename": "index.html"}),
        ],
        log_function=_log,
    )


class DoorHandler(SafeHandler):
    """What the pages at the door have in common."""

    def initialize(self, live: LiveClass, door: ClassDoor, notebooks: dict[str, str], pace: Pace) -> None:
        """Take what the class is made of."""
        self.live, self.door, self.notebooks, self.pace = live, door, notebooks, pace

    def language(self) -> str:
        """Return the language that is asked for, else that of the class."""
        return language_of(self, self.live)

    def let_in(self, cookie: str, secret: str, address: str) -> None:
        """Give the device its secret, and lead on."""
        self.set_cookie(cookie, secret, httponly=True, samesite="Lax", expires_days=_DAYS)
        self.redirect(address, status=HTTPStatus.SEE_OTHER)


class JoinPage(DoorHandler):
    """Where learners come in."""

    def get(self) -> None:
        """Give the page."""
        self.show()

    async def post(self) -> None:
        """Let a learner in, or say why not."""
        self.check_xsrf_cookie()
        address = self.request.remote_ip or ""
        if self.pace.seconds_to_wait(address, _BURST, _PER_SECOND):
            self.show("class.too_often", HTTPStatus.TOO_MANY_REQUESTS)
            return
        code, name, pin = (self.get_body_argument(field, "") for field in ("code", "name", "pin"))
        try:
            secret = await self.live.in_database(self.door.come_in, code, name, pin, address)
        except DoorError as error:
            is_taken = error.why in {"class.taken", "class.wrong_pin"}
            self.show(error.why, HTTPStatus.CONFLICT if is_taken else HTTPStatus.FORBIDDEN, code, name)
            return
        except KitError as error:  # such as a full disk
            self.log_exception(KitError, error, None)
            self.show("class.not_kept", HTTPStatus.SERVICE_UNAVAILABLE, code, name)
            return
        self.live.note(self.door.name_of(secret) or "", self.live.clock())
        notebook = self.notebooks.get(self.language()) or next(iter(self.notebooks.values()))
        own = "" if notebook.split("/")[0] in languages() else f"&language={self.language()}"
        self.let_in(_SECRET, secret, f"/notebooks/index.html?path={quote(notebook)}{own}")

    def show(self, why: str = "", status: int = HTTPStatus.OK, code: str = "", name: str = "") -> None:
        """Give the page, with what is wrong."""
        language = self.language()
        self.set_status(status)
        self.set_header("Content-Security-Policy", _POLICY)
        self.finish(
            templates(_PAGES)
            .get_template("join.html")
            .render(
                t=text_in(language),
                language=language,
                languages=[(each, own_name(each)) for each in languages()],
                lesson=self.live.lesson_in(self.live.lesson, language),
                why=why,
                code=code or self.get_query_argument("code", ""),
                name=name,
                asks_pin=why in {"class.taken", "class.wrong_pin"},
            )
        )


class TeacherDoor(DoorHandler):
    """Where the teacher comes in with the secret link; the address of the board then has no secret in it."""

    def get(self) -> None:
        """Let the teacher in."""
        wait = self.pace.seconds_to_wait(f"teacher {self.request.remote_ip}", _BURST, _PER_SECOND)
        key = self.get_query_argument("key", "")
        if wait or not self.door.is_teacher(key):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.let_in(_KEY, key, f"/board?language={self.language()}")

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - as tornado has it
        """Say which link is the right one, where this one is not."""
        if status_code == HTTPStatus.FORBIDDEN:
            refuse(self, self.live)
        else:
            super().write_error(status_code, **kwargs)


class Named(msgspec.Struct, frozen=True):
    """Whose name is to be handed over."""

    learner: str


_NAMED = msgspec.json.Decoder(Named)


class HandOver(TeacherHandler):
    """Gives a name to another device."""

    def post(self) -> None:
        """Make the PIN, which the board shows."""
        name, door = self.sent(_NAMED).learner, self.live.door
        if door is None or name not in door.names:
            raise HTTPError(HTTPStatus.NOT_FOUND, "There is no such learner")
        door.hand_over(name)
        self.live.tell()
        self.finish({})


class Remove(TeacherHandler):
    """Takes away the names that nobody uses: typed wrongly, or made by somebody who wants to fill the class."""

    async def post(self) -> None:
        """Do it."""
        await self.live.remove_unused()
        self.finish({})


class ClassMark(ClassHandler):
    """By this kit/browser.py knows that the course runs in a class, and under which name."""

    def get(self) -> None:
        """Say it."""
        self.finish({"class": self.person.name})


class ClassFile(SafeHandler):
    """Style and script of the door and of the bar."""

    def get(self, name: str) -> None:
        """Give one of them."""
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(css("live/pages/class.css") if name.endswith(".css") else esm("live/pages/bar.js"))


class LessonPage(RequestHandler):
    """The page of a notebook as the site has it, with the bar of the class."""

    def initialize(self, site: Path, live: LiveClass) -> None:
        """Take the site."""
        self.site, self.live = site, live

    def get(self) -> None:
        """Give it."""
        folder, asked = self.get_query_argument("path", "").split("/")[0], self.get_query_argument("language", "")
        language = next((each for each in (folder, asked) if each in languages()), self.live.language)
        text = text_in(language)
        said = {name: text(f"class.bar_{name}") for name in _BAR}
        said |= {"closed": text("store.class_locked"), "key": text("board.key", words="{words}")}
        said |= {"lesson": self.live.lesson, "language": language}
        words = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
        page = (self.site / "notebooks" / "index.html").read_text(encoding="utf-8")
        bar = (
            '<link rel="stylesheet" href="/class/class.css">'
            f'<script type="application/json" id="kit-class">{words}</script>'
            '<script type="module" src="/class/bar.js"></script></body>'
        )
        self.set_header("Cache-Control", "no-cache")
        self.finish(page.replace("</body>", bar))


class LessonWorker(RequestHandler):
    """JupyterLite's own service worker alone: in a class, answers go to the teacher and not into the browser."""

    def initialize(self, site: Path) -> None:
        """Take the site."""
        self.site = site

    def get(self) -> None:
        """Give it."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish((self.site / "lite-service-worker.js").read_bytes())


class SiteFile(StaticFileHandler):
    """A file of the site; what does not change stays in the browser for a day."""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Find the file; a name that no file can have is that of none."""
        try:
            return super().validate_absolute_path(root, absolute_path)
        except ValueError:
            raise HTTPError(HTTPStatus.NOT_FOUND) from None

    def set_extra_headers(self, path: str) -> None:
        """Say how long a browser may keep it."""
        lasts = path.startswith(_UNCHANGING)
        self.set_header("Cache-Control", "public, max-age=86400" if lasts else "no-cache")


def _log(handler: RequestHandler) -> None:
    """Write nothing about who asked for what; only what went wrong in the program."""
    if handler.get_status() >= HTTPStatus.INTERNAL_SERVER_ERROR:
        from tornado.log import access_log

        access_log.error("%d %s %s", handler.get_status(), handler.request.method, handler.request.path)
