"""The service is killed under load, many times: nothing that was acknowledged is lost, and nothing is there twice."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from class_service import ask, lines

from kit.answers.attempt import Attempt
from kit.live.database import Database

KILLS, WRITERS = 6, 4
SERVE = """
import asyncio, sys
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from class_service import make_app
from kit.live.database import Database
from kit.quiz.bank import load_lesson

async def serve():
    server = HTTPServer(make_app([load_lesson("03")], Database(sys.argv[1])))
    socket, port = bind_unused_port()
    server.add_socket(socket)
    print(port, flush=True)
    await asyncio.Event().wait()

asyncio.run(serve())
"""


class Server:
    """A service in a process of its own, which is killed and started again."""

    def __init__(self, address: str) -> None:
        self._command = [sys.executable, "-c", SERVE, address]
        self.port = 0
        self.serves = threading.Event()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it; it says its port when it serves."""
        path = {"PYTHONPATH": ":".join(sys.path)}
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True, env=path)
        self.port = int(self._process.stdout.readline())
        self.serves.set()

    def kill(self) -> None:
        """Kill it, as a power cut does."""
        self._process.kill()
        self.serves.clear()
        self._process.communicate()


class Writer(threading.Thread):
    """A learner who sends attempts, each again until it is acknowledged; she remembers what was."""

    def __init__(self, server: Server, name: str, make: Callable[..., Attempt], done: threading.Event) -> None:
        super().__init__(daemon=True)
        self._server, self._name, self._make, self._done = server, name, make, done
        self.acknowledged: list[str] = []
        self.news = threading.Semaphore(0)

    def run(self) -> None:
        """Send until it is over."""
        while not self._done.is_set():
            attempt = self._make(lesson="03", item_id="q-years-04", response=["firms"])
            while not self._done.is_set():
                if self._is_kept(attempt):
                    self.acknowledged.append(attempt.attempt_id)
                    self.news.release()
                    break

    def _is_kept(self, attempt: Attempt) -> bool:
        try:
            reply = ask(self._server.port, "POST", "/attempts", name=self._name, body=lines([attempt, attempt]))
        except (OSError, http.client.HTTPException):
            self._server.serves.wait()
            return False
        return reply.status == 200 and attempt.attempt_id in reply.said["kept"]


def test_nothing_acknowledged_is_lost(address: str, attempt: Callable[..., Attempt], monkeypatch: pytest.MonkeyPatch):
    """While learners send, the service is killed and started again; then each acknowledged attempt is there once."""
    monkeypatch.delenv("KIT_ANSWERS", raising=False)
    server, done = Server(address), threading.Event()
    server.start()
    names = ["hanako", "thanh"] * (WRITERS // 2)
    writers = [Writer(server, name, attempt, done) for name in names]
    for writer in writers:
        writer.start()
    for _ in range(KILLS):
        for writer in writers:
            writer.news.acquire()  # everybody has got through at least once since the last time
        server.kill()
        server.start()
    done.set()
    for writer in writers:
        writer.join()
    server.kill()
    database = Database(address)
    kept = [line.id for line in database.lines()]
    database.close()
    acknowledged = {attempt_id for writer in writers for attempt_id in writer.acknowledged}
    assert len(acknowledged) >= KILLS * WRITERS
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept))
