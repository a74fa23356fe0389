"""What a live class costs: simulated learners answer, each reply comes from the disk, and a board looks on."""

from __future__ import annotations

import http.client
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from run import row

sys.path.append(str(Path(__file__).parents[1] / "live"))
from class_service import lines, make_app, running
from pupils import answers

from kit.answers.attempt import Attempt
from kit.live.database import Database
from kit.live.requests import Person
from kit.quiz.bank import load_lesson

LEARNERS, ANSWERS, PAUSE_SECONDS = 40, 8, 2.0
ALLOWED_MS, BOARD_MS = 100, 1000


def rows() -> list[dict[str, object]]:
    """Return how long a reply takes while a class works and when all press at once, and how soon the board has it."""
    lesson = load_lesson("03")
    sent: dict[str, list[Attempt]] = {}
    for name, attempt in answers(lesson, LEARNERS):
        sent.setdefault(name, []).append(attempt)
    with TemporaryDirectory() as place:
        database = Database(Path(place) / "class.sqlite")
        with running(lambda: make_app([lesson], database, _who)) as port, ThreadPoolExecutor(len(sent)) as pool:
            steady = list(chain.from_iterable(pool.map(lambda own: _work(port, *own, PAUSE_SECONDS), sent.items())))
            once = list(chain.from_iterable(pool.map(lambda own: _work(port, *own, 0.0, ANSWERS, 1), sent.items())))
            board = _until_on_the_board(port, next(iter(sent.values()))[0])
        database.close()
    label = f"live: {len(sent)} learners"
    return [
        row(f"{label}, a reply (p50)", median(steady), "what is allowed", ALLOWED_MS),
        row(f"{label}, a reply (p99)", quantiles(steady, n=100)[-1], "what is allowed", ALLOWED_MS),
        row(f"{label} at once, the last reply", max(once), "what is allowed", BOARD_MS),
        row(f"{label}, answer to board", board, "what is allowed", BOARD_MS),
    ]


def _who(handler: object) -> Person | None:
    token = handler.request.headers.get("Authorization", "").removeprefix("token ")
    return Person(bytes.fromhex(token).decode(), is_teacher=token == b"teacher".hex()) if token else None


def _work(  # noqa: PLR0913, PLR0917 - who sends what, how fast
    port: int, name: str, own: list[Attempt], pause: float, first: int = 0, count: int | None = None
) -> list[float]:
    """Send some answers of a learner one by one, and return how long each reply took, in ms."""
    connection, spent = http.client.HTTPConnection("127.0.0.1", port), []
    time.sleep(pause * Random(name).random())  # noqa: S311 - learners do not press in step
    for attempt in own[first : first + (count or ANSWERS)]:
        time.sleep(pause)
        begin = time.perf_counter()
        _post(connection, name, attempt)
        spent.append((time.perf_counter() - begin) * 1e3)
    connection.close()
    return spent


def _post(connection: http.client.HTTPConnection, name: str, attempt: Attempt) -> None:
    connection.request("POST", "/attempts", lines([attempt]), {"Authorization": f"token {name.encode().hex()}"})
    reply = connection.getresponse()
    kept = json.loads(reply.read())["kept"]
    assert kept == [attempt.attempt_id], reply.status


def _until_on_the_board(port: int, like: Attempt) -> float:
    """Return the ms from an answer of somebody new to its row in the stream of the board."""
    board = http.client.HTTPConnection("127.0.0.1", port)
    board.request("GET", "/board/stream", headers={"Authorization": f"token {b'teacher'.hex()}"})
    stream = board.getresponse()
    news = _news(stream)
    next(news)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    begin = time.perf_counter()
    _post(connection, "newcomer", like)
    while "newcomer" not in next(news)["order"]["learners"]:
        pass
    spent = (time.perf_counter() - begin) * 1e3
    board.close()
    connection.close()
    return spent


def _news(stream: http.client.HTTPResponse) -> Iterator[dict[str, dict[str, list[str]]]]:
    for line in iter(stream.readline, b""):
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))
