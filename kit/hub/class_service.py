"""The service of the class on a hub: JupyterHub starts it, and says who a learner or a teacher is."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler
from tornado.httputil import url_concat
from tornado.web import Application, Finish, RedirectHandler, RequestHandler

from kit.errors import KitError
from kit.files import write_whole
from kit.hub.given_out import ASSIGNMENTS, GIVEN, give_out
from kit.hub.grades import PLATFORM, Grades
from kit.hub.patience import ask_again
from kit.live.database import open_database
from kit.live.fair_server import FairServer
from kit.live.live_class import LiveClass
from kit.live.requests import Person
from kit.live.service import service_routes
from kit.quiz.bank import LessonItems, load_bank, read_file

TEACH = "custom:class:teach"
_LOOK_SECONDS = 1.0
Who = Callable[[RequestHandler], Coroutine[None, None, Person | None]]


def main() -> None:
    """Serve until JupyterHub, which started this, has gone: the one that takes its place starts another."""
    asyncio.run(_serve())


async def _serve() -> None:
    prefix, address = os.environ["JUPYTERHUB_SERVICE_PREFIX"], urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    assignments, given = (Path(os.environ.get(name) or "nowhere") for name in (ASSIGNMENTS, GIVEN))
    database = open_database(Path("class.sqlite"))
    seen, auth = item_files(assignments), HubOAuth.instance()
    ask_again(auth)
    live = LiveClass(lessons(seen), database)
    app = Application(service_routes(live, who_by(auth), prefix))
    app.settings["cookie_secret"] = _secret(Path("cookie-secret"))
    app.add_handlers(".*$", [(f"{prefix}oauth_callback", HubOAuthCallbackHandler)])
    app.add_handlers(".*$", [(prefix, RedirectHandler, {"url": f"{prefix}board", "permanent": False})])
    # On a cluster the name is that of a service there, and every address of the machine is listened to.
    here = "127.0.0.1" if address.hostname == "127.0.0.1" else ""
    server = FairServer(app, is_behind_proxy=True)
    server.listen(address.port or 80, here, reuse_port=True)  # the last one may still be leaving
    grades = Grades(json.loads(os.environ[PLATFORM]), database, live.bank) if os.environ.get(PLATFORM) else None
    if grades:
        app.add_handlers(".*$", [(f"{prefix}keys", _Keys, {"grades": grades})])

    async def look() -> None:
        nonlocal seen
        seen = await _renewed(live, assignments, seen)

    give = partial(asyncio.to_thread, give_out, assignments, given)
    works: list[Callable[[], Awaitable[object]]] = [give, look]
    if grades:
        works.append(partial(asyncio.to_thread, grades.send_new))
    tasks = [asyncio.create_task(_keep_doing(work)) for work in works]
    parent = os.getppid()
    while os.getppid() == parent:
        ended, _ = await asyncio.wait(tasks, timeout=_LOOK_SECONDS)
        for task in ended:
            task.result()  # what nobody expected ends the service, and the hub starts it anew


async def _renewed(live: LiveClass, assignments: Path, seen: dict[Path, int]) -> dict[Path, int]:
    """Let the class have the lessons that are assigned, where other files were seen, and return the files."""
    if (found := item_files(assignments)) != seen:
        await live.renew(await asyncio.to_thread(lessons, found))
    return found


async def _keep_doing(work: Callable[[], Awaitable[object]]) -> None:
    """Do something again and again; what prevents it is said once in the log of the hub."""
    said = ""
    while True:
        try:
            await work()
            said = ""
        except (KitError, OSError) as error:  # a file that cannot be read, a full disk, a database that is away
            if str(error) != said:
                said = str(error)
                print(said, file=sys.stderr)  # noqa: T201
        await asyncio.sleep(_LOOK_SECONDS)


class _Keys(RequestHandler):
    """The public key of this tool, for the platform; everybody may have it."""

    def initialize(self, grades: Grades) -> None:
        self.grades = grades

    def get(self) -> None:
        self.finish(self.grades.keys())


def item_files(assignments: Path) -> dict[Path, int]:
    """Return the files of items that teachers have assigned, each with the time at which it was changed."""
    paths = [*sorted(assignments.glob("*/students/*.yaml")), *sorted(assignments.glob("*/teacher/*.yaml"))]
    return {path: path.stat().st_mtime_ns for path in paths if path.is_file()}


def lessons(assigned: Iterable[Path]) -> list[LessonItems]:
    """Return the lessons of the course and those in files that teachers have assigned, exams with their keys."""
    found = {lesson.lesson: lesson for lesson in load_bank(whole=True)}
    for path in assigned:
        try:
            lesson = read_file(path, whole=True)
        except KitError as error:
            print(error, file=sys.stderr)  # noqa: T201 - to the log of the hub; the other lessons go on
            continue
        found.setdefault(lesson.lesson, lesson)
    return list(found.values())


def who_by(auth: HubOAuth) -> Who:
    """Return what tells who asks: by the token of a server or of a login, never by what a request says."""

    async def who(handler: RequestHandler) -> Person | None:
        token = auth.get_token(handler)  # of a header, else of the login; from which page it comes, the service checks
        session = auth.get_session_id(handler)
        user = await auth.user_for_token(token, session_id=session, sync=False) if token else None
        if user is None:
            if handler.request.headers.get("Sec-Fetch-Mode") == "navigate" and handler.request.method == "GET":
                handler.redirect(_login(handler, auth))
                raise Finish
            return None
        if user.get("kind") != "user" or not auth.check_scopes(auth.access_scopes, user):
            return None
        return Person(user["name"], is_teacher=TEACH in user["scopes"])

    return who


def _login(handler: RequestHandler, auth: HubOAuth) -> str:
    """Return where to log in, and let the browser remember for what."""
    verifier, challenge, method = auth.generate_pkce_code_challenge()
    state = auth.set_state_cookie(handler, next_url=handler.request.uri, code_verifier=verifier)
    sent = {"state": state, "code_challenge": challenge, "code_challenge_method": method}
    return url_concat(str(auth.login_url), sent)


def _secret(path: Path) -> bytes:
    """Return what signs the logins; it stays, so that boards that are open do not notice a restart."""
    if not path.exists():
        write_whole(path, os.urandom(32))
    return path.read_bytes()


if __name__ == "__main__":
    main()
