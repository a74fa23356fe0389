"""Nothing that was acknowledged is lost: hub, proxy, service, database and kernels are killed while a class answers."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from class_server import LEARNERS, LINES, ClassServer, kill, line, pids_of

from kit.hub.system_accounts import SERVICE, system_name

ROUNDS = 3
WRITERS = 6
CULLER = "kit.hub.culler"
KERNEL = """
from kit.answers.attempt import Attempt
from kit.answers.outbox import outbox_of
from kit.answers.store import AnswerStore
store = AnswerStore()
outbox = outbox_of(store.path)
while True:
    made = Attempt(learner=store.learner, lesson="02", item_id="q-members-01", response="LAO", score=1.0, max_score=1.0,
                   verdict="right")
    store.append(made)
    print(made.attempt_id, flush=True)
    outbox.wake()
"""


class Writers:
    """Learners who answer without a pause, each answer sent until it is acknowledged."""

    def __init__(self, server: ClassServer) -> None:
        self._server, self._stop = server, threading.Event()
        self.acknowledged: set[str] = set()
        self._tokens = tokens(server)
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def _write(self, number: int) -> None:
        name = uuid4().hex
        while not self._stop.is_set():
            try:
                token = self._tokens[number % len(self._tokens)]
                kept = self._server.ask(LINES, token, data=line(name, "x"))["kept"]
            except (OSError, ValueError, urllib.error.HTTPError):
                self._stop.wait(0.2)
                continue
            assert kept == [name]
            self.acknowledged.add(name)
            name = uuid4().hex
            self._stop.wait(0.4)  # below the limit of requests that the service has for one learner

    def wait_for_more(self) -> None:
        """Wait until answers are acknowledged again."""
        before = len(self.acknowledged)
        self._server.wait(lambda: len(self.acknowledged) > before + WRITERS, "further answers")

    def end(self) -> None:
        """Let them stop."""
        self._stop.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def writers(school: ClassServer) -> Iterator[Writers]:
    """Give writers at work."""
    found = Writers(school)
    found.wait_for_more()
    yield found
    found.end()


def tokens(school: ClassServer) -> list[str]:
    """Return the tokens of the learners' servers."""
    return [school.environment_of(name)["JUPYTERHUB_API_TOKEN"] for name in LEARNERS]


def kill_the_service(_school: ClassServer, _database: str) -> None:
    """End the service; the hub starts another one."""
    for pid in pids_of(SERVICE):
        kill(pid)


def kill_the_proxy(school: ClassServer, _database: str) -> None:
    """End the proxy; the hub starts another one and tells it the ways."""
    kill(int((school.folder / "state" / "proxy.pid").read_text()))


def kill_the_hub(school: ClassServer, _database: str) -> None:
    """End the hub, and start it again as systemd does; learners' servers go on, and a page that is opened waits."""
    assert school.running is not None
    before = {name: pids_of(system_name(name))[0] for name in LEARNERS}
    page, token = f"user/{LEARNERS[0]}/kit/course", school.add(LEARNERS[0])
    school.running.kill()
    school.running.wait()
    school.wait(lambda: not school.pids(CULLER), "the end of what stops idle servers")
    with ThreadPoolExecutor(1) as learner:
        opened = learner.submit(school.page, page, token)
        school.start()
    try:
        status, text = opened.result()
    except OSError:  # the hub ends the proxy of the one before it, and with it a page that was on its way
        status, text = school.page(page, token)
    assert {200: "kit-course", 503: "One moment"}.get(status, "an answer of another kind") in text, (status, text)
    assert {name: pids_of(system_name(name))[0] for name in LEARNERS} == before
    school.wait(lambda: len(school.pids(CULLER)) == 1, "what stops idle servers")


def kill_the_database(school: ClassServer, database: str) -> None:
    """End PostgreSQL with all its processes, and start it again."""
    with psycopg.connect(database) as connection:
        (data,) = connection.execute("show data_directory").fetchone() or ("",)
    place, token = Path(data), school.add(LEARNERS[0])
    first = (place / "postmaster.pid").read_text().splitlines()[0]
    account = place.owner()
    options = (place / "postmaster.opts").read_text().split(" ", 1)
    kill(int(first))
    program = Path(options[0]).with_name("pg_ctl")
    words = options[1].strip().replace('"', "").partition("-c ")[2]
    command = [
        program,
        "--pgdata",
        data,
        "--wait",
        "--log",
        str(place.parent / "log"),
        "--options",
        f"-c {words}",
        "start",
    ]
    end = time.monotonic() + 60
    while subprocess.run(command, user=account, cwd="/", capture_output=True, check=False).returncode:
        assert time.monotonic() < end  # its last processes hold the memory for a moment
        time.sleep(0.2)
    status, text = school.page(f"user/{LEARNERS[0]}/kit/course", token)
    assert (status, "kit-course" in text) == (200, True), text + school.log()


@pytest.mark.parametrize("kill_it", [kill_the_service, kill_the_proxy, kill_the_hub, kill_the_database])
def test_nothing_acknowledged_is_lost(
    kill_it: Callable[[ClassServer, str], None], school: ClassServer, database: str, writers: Writers
):
    """It is killed again and again while learners answer: each answer that was acknowledged is there, once."""
    for _ in range(ROUNDS):
        kill_it(school, database)
        writers.wait_for_more()
    writers.end()
    assert len(writers.acknowledged) > ROUNDS * WRITERS
    entries = [entry["attempt_id"] for token in tokens(school) for entry in school.entries(token)]
    assert len(entries) == len(set(entries))
    assert writers.acknowledged <= set(entries)


def test_answers_of_killed_kernels_arrive(school: ClassServer):
    """Kernels are killed while they save and send: what is on the learner's disk is with the teacher in the end."""
    name, saved = LEARNERS[0], set[str]()
    # The server of a learner adds her name for its kernels after it has begun.
    account, environment = system_name(name), school.environment_of(name) | {"KIT_LEARNER": name}
    for _ in range(ROUNDS):
        kernel = subprocess.Popen(
            ["setpriv", f"--reuid={account}", f"--regid={account}", "--init-groups", school.python, "-c", KERNEL],  # noqa: S607
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=environment["HOME"],
        )
        assert kernel.stdout is not None
        saved |= {kernel.stdout.readline().strip() for _ in range(20)}
        os.kill(kernel.pid, signal.SIGKILL)
        saved |= {text.strip() for text in kernel.stdout if text.endswith("\n")}
        kernel.wait()
    assert len(saved) >= 20 * ROUNDS
    school.wait(lambda: saved <= school.kept(*tokens(school)), "the answers of killed kernels")
